import Diagnostics
import Engines
import Pipeline
import Tables

/// The rows that go to a server, as DuckDB reads them: from the store, each column in its server's form.
struct StoredRows: Sendable {
  let columns: [DatabaseColumn]
  let rowCount: Int
  private let files: String
  private let paths: [String]
  private let session: DatabaseSession
  private let report: @Sendable (_ done: Int) -> Void

  /// `report` is told how many rows the server has taken.
  init(
    _ input: Output,
    _ columns: [DatabaseColumn],
    _ session: DatabaseSession,
    report: @escaping @Sendable (_ done: Int) -> Void
  ) {
    self.columns = columns
    self.session = session
    self.report = report
    self.paths = input.paths
    rowCount = input.rowCount
    let paths = input.paths.map { SQL.literal(.string($0)) }.joined(separator: ", ")
    files = "read_parquet([\(paths)])"
  }

  /// The identity of the rows, in whatever order.
  func digest() async throws -> Fingerprint {
    let columns = columns.sorted { $0.name < $1.name }
    let sums = try await session.table(RowsDigest.query(columns.map(\.expression), from: files))
    return RowsDigest.fingerprint(columns.map { ($0.name, $0.type) }, sums.text(0, 0) ?? "")
  }

  /// The SELECT of all rows.
  var select: String { "\(selected) FROM \(files)" }

  private var selected: String {
    "SELECT " + columns.map { "\($0.expression) AS \($0.quoted)" }.joined(separator: ", ")
  }

  /// How many rows go in one statement: enough that a statement's own cost is nothing beside theirs.
  private static let chunk = 500_000

  /// Sends all rows to a table, within the transaction that is open; the number of them.
  func fill(_ attached: String) async throws -> Int {
    let list = columns.map(\.quoted).joined(separator: ", ")
    let insert = "INSERT INTO \(attached) (\(list))"
    // The name by which a part of a file is read: a column of that name hides it.
    let number = "file_row_number"
    guard rowCount > Self.chunk, !columns.contains(where: { $0.name.lowercased() == number }) else {
      let count = try await session.run("\(insert) \(select)")
      return Int(count ?? Int64(rowCount))
    }
    var sent = 0
    for path in paths {
      let file = SQL.literal(.string(path))
      let counted = try await session.table("SELECT num_rows FROM parquet_file_metadata(\(file))")
      let count = counted.text(0, 0).flatMap { Int($0) } ?? 0
      for start in stride(from: 0, to: count, by: Self.chunk) {
        let end = min(start + Self.chunk, count)
        try await session.run(
          "\(insert) \(selected) FROM read_parquet(\(file), \(number) = true) "
            + "WHERE \(number) >= \(start) AND \(number) < \(end)"
        )
        sent += end - start
        report(sent)
      }
    }
    return sent
  }

  /// Values that the server has no place for, told before it is asked.
  func refuseUnfitValues(at span: SourceSpan) async throws {
    let kind = session.options.kind
    let tests = columns.compactMap { column -> (DatabaseColumn, String, String)? in
      switch (kind, column.type) {
      case (.mysql, "double"):
        (column, "NOT isfinite(\(column.expression))", "NaN or infinity, which MySQL has not")
      case (.postgresql, "text"):
        (
          column, "contains(\(column.expression), chr(0))",
          "a NUL character, which PostgreSQL's text has not"
        )
      default: nil
      }
    }
    if tests.isEmpty || rowCount == 0 { return }
    let counts = tests.map { "count(*) FILTER (\($0.1))" }.joined(separator: ", ")
    let found = try await session.table("SELECT \(counts) FROM \(files)")
    for (index, test) in tests.enumerated() {
      let count = found.value(row: 0, column: index)
      guard count != .int(0) else { continue }
      throw Diagnostic(
        .error,
        "wrong-value",
        "\(count.displayText) of the values of '\(test.0.name)' hold \(test.2)",
        at: span,
        hint: "replace them in a query"
      )
    }
  }

  /// Rows whose key is not theirs alone, or is missing.
  func refuseDoubled(_ key: [Spanned<String>]) async throws {
    guard let first = key.first else { return }
    let list = key.map { SQL.quote(identifier: $0.value) }.joined(separator: ", ")
    let isNull = key.map { "\(SQL.quote(identifier: $0.value)) IS NULL" }.joined(separator: " OR ")
    let nulls = try await session.table("SELECT count(*) FROM \(files) WHERE \(isNull)")
    if nulls.value(row: 0, column: 0) != .int(0) {
      let count = nulls.value(row: 0, column: 0).displayText
      throw Diagnostic(
        .error,
        "bad-key",
        "\(count) row\(count == "1" ? " has" : "s have") no value in 'key'",
        at: first.span,
        hint: "leave them out in a query"
      )
    }
    let texts = key.map { "CAST(\(SQL.quote(identifier: $0.value)) AS VARCHAR)" }
      .joined(separator: ", ")
    let doubled = try await session.table(
      "SELECT count(*) OVER (), n, \(texts) FROM (SELECT \(list), count(*) AS n FROM \(files) "
        + "GROUP BY \(list) HAVING count(*) > 1) ORDER BY \(list) LIMIT 3"
    )
    guard doubled.rowCount > 0 else { return }
    let examples = (0..<doubled.rowCount).map { row in
      let values = key.enumerated().map { index, column in
        "\(column.value) = \(doubled.text(row, index + 2) ?? "")"
      }
      return "\(values.joined(separator: ", ")) (\(doubled.text(row, 1) ?? "") rows)"
    }
    let total = doubled.text(0, 0) ?? ""
    throw Diagnostic(
      .error,
      "bad-key",
      "'key' does not tell the rows apart: \(total) value\(total == "1" ? " stands" : "s stand") in "
        + "several, such as \(examples.joined(separator: "; "))",
      at: first.span,
      hint: "keep one row of each in a query, or name more columns"
    )
  }

  /// Why the rows do not fit a table that is there; nil when every value comes back from it as it is here.
  func misfit(_ table: ServerTable, at span: SourceSpan) async throws -> Diagnostic? {
    for column in columns where !table.has(column.name) {
      return Diagnostic(
        .error,
        "unknown-column",
        "the table '\(table.name)' has no column '\(column.name)'",
        at: span,
        hint: NearMatch.of(column.name, in: table.columns.map(\.name))
          .map { "did you mean '\($0)'?" }
          ?? "its columns: \(table.columns.map(\.name).joined(separator: ", "))"
      )
    }
    // The engine, to which they are one, would fill the first of them.
    for column in columns {
      let alike = table.columns(like: column.name)
      if alike.count < 2 { continue }
      return Diagnostic(
        .error,
        "unknown-column",
        "the table '\(table.name)' has \(alike.map { "'\($0)'" }.joined(separator: " and ")), which only capital "
          + "letters tell apart",
        at: span,
        hint: "rename one of them there"
      )
    }
    let there = try await session.table("DESCRIBE \(table.attached)")
    let here = try await session.table("DESCRIBE \(select)")
    var tests: [(name: String, here: String, there: String, sql: String)] = []
    for (row, column) in columns.enumerated() {
      let index = (0..<there.rowCount).first { table.same(there.text($0, 0) ?? "", column.name) }
      guard let index, let type = there.text(index, 1), let own = here.text(row, 1), type != own
      else { continue }
      let back = "TRY_CAST(TRY_CAST(\(column.quoted) AS \(type)) AS \(own))"
      tests.append(
        (column.name, own, type, "count(*) FILTER (\(back) IS DISTINCT FROM \(column.quoted))")
      )
    }
    if tests.isEmpty || rowCount == 0 { return nil }
    let counts = try await session.table(
      "SELECT \(tests.map(\.sql).joined(separator: ", ")) FROM (\(select))"
    )
    for (index, test) in tests.enumerated() where counts.value(row: 0, column: index) != .int(0) {
      return Diagnostic(
        .error,
        "wrong-type",
        "\(counts.text(0, index) ?? "") values of '\(test.name)' (\(test.here)) have no exact place in "
          + "the table's column (\(test.there))",
        at: span,
        hint: "cast the column in a query, or change the table's"
      )
    }
    return nil
  }
}
