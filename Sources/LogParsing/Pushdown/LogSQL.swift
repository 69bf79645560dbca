public import Diagnostics

/// A parse as queries of a database over raw lines: the same rows and the same rejects.
///
///     let sql = LogSQL(parser, at: span, diagnostics: &diagnostics)
///     sql?.rows(from: "raw_lines", line: "line")
///
/// The lines stand in one column of texts, without their ends. Patterns are `regexp_extract` in the
/// syntax of RE2, as DuckDB has it, or for Spark in what Java has in common with it. The columns of the relation must not be named as those the queries
/// make on their way: `m`, `raw`, `hit`, `ok`, `c0`, `v0` and so on.
public struct LogSQL: Sendable {
  private struct Format: Sendable {
    let expression: String
    let groups: [String]
    let canBeEmpty: Bool
    let conditions: [String]
    /// The text of each column, null when it has none.
    let texts: [String]
    let values: [String]
  }

  private let formats: [Format]
  private let columns: [LogColumn]
  private let dialect: LogDialect

  /// Nil, with complaints, when a pattern or a type of the parse has no counterpart in SQL.
  ///
  /// `span`: where the pattern stands.
  public init?(
    _ parser: LogParser,
    for dialect: LogDialect = .duckDB,
    at span: SourceSpan?,
    diagnostics: inout [Diagnostic]
  ) {
    self.dialect = dialect
    var complaints: [Diagnostic] = []
    if parser.recordStart != nil {
      complaints.append(.notInSQL("a record of several lines", at: span))
    }
    if parser.invalidText == .bytes { complaints.append(.notInSQL("a column of bytes", at: span)) }
    columns = parser.columns
    formats = parser.formats.compactMap {
      Self.format($0, parser.columns, dialect, span, &complaints)
    }
    diagnostics += complaints
    guard complaints.isEmpty else { return nil }
  }

  private static func format(
    _ format: LogFormat,
    _ columns: [LogColumn],
    _ dialect: LogDialect,
    _ span: SourceSpan?,
    _ diagnostics: inout [Diagnostic]
  ) -> Format? {
    guard let matcher = format.matcher as? any SQLMatching else {
      diagnostics.append(.notInSQL("the format '\(format.name)'", at: span))
      return nil
    }
    guard let match = matcher.sqlMatch(for: dialect, at: span, diagnostics: &diagnostics) else {
      return nil
    }
    var texts: [String] = []
    var values: [String] = []
    for (index, column) in columns.enumerated() {
      var text = "CAST(NULL AS \(dialect.textType))"
      if let field = matcher.fields.firstIndex(where: { $0.name == column.field }) {
        text = column.nulls.reduce(match.fields[field]) { text, null in
          "nullif(\(text), \(SQLText.literal(String(decoding: null, as: UTF8.self))))"
        }
      }
      texts.append(text)
      let value = SQLReading.value(
        of: "c\(index)",
        as: column,
        for: dialect,
        at: span,
        diagnostics: &diagnostics
      )
      values.append(value ?? "NULL")
    }
    return Format(
      expression: match.expression,
      groups: match.groups,
      canBeEmpty: match.canBeEmpty,
      conditions: match.conditions,
      texts: texts,
      values: values
    )
  }

  /// The rows, in the columns of the parse.
  ///
  /// - Parameters:
  ///   - relation: The lines, as they stand after FROM.
  ///   - line: The name of the column that has them.
  ///   - keeping: Other columns of the relation, which go before those of the rows.
  /// - Returns: A query.
  public func rows(from relation: String, line: String, keeping: [String] = []) -> String {
    let names = columns.indices.map { "v\($0) AS \(SQLText.name(columns[$0].name))" }
    let selects = formats.indices.map { index in
      "SELECT \((keeping.map(SQLText.name) + names).joined(separator: ", ")) FROM values\(index) WHERE ok"
    }
    return queries(relation, line) + selects.joined(separator: "\nUNION ALL\n")
  }

  /// The lines that are neither rows nor blank, with all columns of the relation.
  public func rejects(from relation: String, line: String) -> String {
    let last = formats.count - 1
    let made =
      ["raw", "m", "ok"] + columns.indices.map { "c\($0)" } + columns.indices.map { "v\($0)" }
    return queries(relation, line)
      + "SELECT \(dialect.allBut(made)) FROM values\(last) WHERE NOT ok"
  }

  /// The common tables `valuesN`: lines that no format before the N-th takes, with what it makes of them.
  private func queries(_ relation: String, _ line: String) -> String {
    let name = SQLText.name(line)
    var text = """
      WITH lines AS (
        SELECT *, \(dialect.withoutReturn(name)) AS raw
        FROM \(relation)
        WHERE \(dialect.trimmed(name)) <> ''
      )
      """
    for (index, format) in formats.enumerated() {
      let match = dialect.groups(of: "raw", format.expression, format.groups)
      let hit = format.canBeEmpty ? dialect.matches("raw", format.expression) : "m.m <> ''"
      let source =
        index == 0
        ? "lines" : "(SELECT \(dialect.allBut(made)) FROM values\(index - 1) WHERE NOT ok)"
      let texts = format.texts.enumerated().map { "\($0.element) AS c\($0.offset)" }
      let values = format.values.enumerated().map { "\($0.element) AS v\($0.offset)" }
      // Text is its own value: only others can be none.
      let checks = columns.indices.filter { columns[$0].type != .string }
        .map { "(c\($0) IS NULL OR v\($0) IS NOT NULL)" }
      text += """
        ,
        matched\(index) AS (
          SELECT *, \(match) AS m FROM \(source)
        ),
        texts\(index) AS (
          SELECT *, \(([hit] + format.conditions).joined(separator: " AND ")) AS hit,
            \(texts.joined(separator: ",\n    "))
          FROM matched\(index)
        ),
        read\(index) AS (
          SELECT *, \(values.joined(separator: ",\n    "))
          FROM texts\(index)
        ),
        values\(index) AS (
          SELECT \(dialect.allBut(["hit"])), \((["hit"] + checks).joined(separator: " AND ")) AS ok
          FROM read\(index)
        )
        """
    }
    return text + "\n"
  }

  private var made: [String] {
    ["m", "ok"] + columns.indices.map { "c\($0)" } + columns.indices.map { "v\($0)" }
  }
}
