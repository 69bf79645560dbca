public import Diagnostics
public import Options
import Tables

/// A chart's specification in the grammar of Vega-Lite, decoded and made normal.
///
///     mark: bar
///     encoding: {x: "yearmonth(month):O", y: "sum(students):Q", color: grade}
///
/// Nothing is drawn yet and no data is known; `check(_:)` compares it with the columns of tables,
/// `draw(_:…)` makes the picture. The grammar is at https://vega.github.io/vega-lite/docs/; what a
/// still, flat picture cannot show (selections, maps, pictures from elsewhere) is refused by name.
public struct Chart: Sendable {
  let top: TopSpecification
  let span: SourceSpan
  /// Whether a channel without a type takes that of its column.
  let infersTypes: Bool

  /// The keys of a specification.
  public static var keys: [String] { TopSpecification.keys }

  /// Decodes a mapping; nil when no chart can be made of it.
  ///
  /// Nil without a new diagnostic means that the mark or an axis still waits for the value of an
  /// expression: decode again once it is resolved.
  ///
  /// - Parameters:
  ///   - options: the mapping that holds `mark` and `encoding`, or a composition, among other keys.
  ///   - isWhole: whether the mapping is a specification and nothing else, so that any other key is
  ///     a mistake; a directive with keys of its own looks for those itself.
  ///   - infersTypes: whether a field without a type takes its column's; false names it nominal, as
  ///     Vega-Lite's own files mean it.
  ///   - diagnostics: receives what is wrong, with places.
  public init?(
    _ options: OptionNode,
    isWhole: Bool = false,
    infersTypes: Bool = true,
    diagnostics: inout [Diagnostic]
  ) {
    var found: [Diagnostic] = []
    let decoded = TopSpecification(options, isWhole: isWhole, diagnostics: &found)
    let normal = decoded?.normalised(diagnostics: &found)
    diagnostics += found
    guard let normal, !found.contains(where: { $0.severity == .error }) else { return nil }
    top = normal
    self.infersTypes = infersTypes
    span = options.span
  }

  /// The title as written, its lines joined.
  public var title: String? { top.view.title?.lines(.text)?.joined(separator: " ") }

  /// `description` of the specification: alternative text by the author.
  public var authorDescription: String? { top.view.description }
}

extension Specification {
  /// The views directly inside.
  var children: [Specification] {
    switch body {
    case .unit: []
    case .layer(let views), .concat(let views, _): views
    case .facet(_, let inner), .repeated(_, let inner): [inner]
    }
  }
}
