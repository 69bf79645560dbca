public import Diagnostics
public import Exporting
public import Options
import Tables

/// What is to be generated: a generator with the way its rows are written as text.
public struct Recipe: Sendable {
  /// Changed when the same options make other rows: part of every fingerprint.
  public static let version = "1"

  /// The scenarios there are, by name.
  public enum Scenario: String, CaseIterable, Sendable { case academy }

  public let generator: any Generator
  /// How text files write points in time.
  public let times: TimestampText
  /// The format of a log for the tables that have one, by table.
  public let logs: [String: any RowFormat]

  /// A scenario, from its options and a file of further figures.
  ///
  /// - Parameters:
  ///   - scenario: Which one.
  ///   - options: A mapping; keys of others in it are passed over.
  ///   - file: A mapping laid over the scenario's own figures, below `options`.
  ///   - diagnostics: Grows by all that is wrong.
  /// - Returns: Nil when there was an error.
  public static func scenario(
    _ scenario: Scenario,
    options: OptionNode?,
    file: OptionNode?,
    diagnostics: inout [Diagnostic]
  ) -> Recipe? {
    switch scenario {
    case .academy:
      let configuration = AcademyConfiguration(
        options: options,
        file: file,
        diagnostics: &diagnostics
      )
      guard let configuration, let times = try? TimestampText(Academy.timestampFormat) else {
        return nil
      }
      return Recipe(
        generator: Academy(configuration),
        times: times,
        logs: ["transactions": LoginAppLog(configuration)]
      )
    }
  }

  /// Tables described column by column.
  ///
  /// - Parameters:
  ///   - node: A mapping with `rows` and `columns`, or with `tables`.
  ///   - name: What a table that stands alone is called.
  ///   - owner: What is read, for messages.
  ///   - accepting: Keys that somebody else reads.
  ///   - diagnostics: Grows by all that is wrong.
  /// - Returns: Nil when there was an error.
  public static func columns(
    _ node: OptionNode,
    named name: String,
    of owner: String,
    accepting: [String] = [],
    diagnostics: inout [Diagnostic]
  ) -> Recipe? {
    ColumnGenerator.decode(node, named: name, of: owner, accepting: accepting, into: &diagnostics)
      .map { Recipe(generator: $0, times: .iso8601, logs: [:]) }
  }

  /// The tables' names, in order.
  public var tableNames: [String] { generator.tables.map(\.name) }

  /// A table of the generator, to be exported or streamed.
  public func source(_ table: Int) -> RowSource {
    let generated = generator.tables[table]
    return RowSource(
      name: generated.name,
      schema: generated.schema,
      units: 0..<generated.unitCount,
      unitsInBlock: generated.unitsInBlock
    ) { [generator] (units) throws(Diagnostic) in
      try generator.rows(of: table, units: units)
    }
  }
}

extension Recipe.Scenario {
  /// The keys of a directive that belong to the scenario.
  public var optionKeys: [String] {
    switch self {
    case .academy: AcademyConfiguration.optionKeys
    }
  }

  /// The names of its tables, whatever the options.
  public var tableNames: [String] {
    switch self {
    case .academy: ["students", "transactions", "logins"]
    }
  }

  /// All its figures as YAML, to be copied and changed.
  public var defaultText: String {
    switch self {
    case .academy: AcademyConfiguration.defaultText
    }
  }
}
