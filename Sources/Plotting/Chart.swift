public import Diagnostics
public import Markup
public import Options
public import Tables

/// A chart's specification, decoded.
public struct Chart: Sendable {
  public let title: String?
  public let authorDescription: String?
  public static let keys: [String] = []

  public init?(_ options: OptionNode, isWhole: Bool = false, diagnostics: inout [Diagnostic]) {
    return nil
  }

  public func check(against schema: Schema, table name: String) -> [Diagnostic] { [] }

  public func draw(
    _ table: Table,
    named name: String = "data",
    locale: ChartLocale = .english,
    theme: Theme = .report,
    id: String = "chart",
    label: String? = nil
  ) throws(Diagnostic) -> Drawing {
    fatalError("not yet")
  }
}

/// A chart as a picture.
public struct Drawing: Sendable {
  /// An `svg` element that is coloured by `Stylesheet.text`, or by itself without classes.
  public let svg: Node
  public let width: Double
  public let height: Double
  public let description: String
  public let pointCount: Int
  public let warnings: [Diagnostic]
}
