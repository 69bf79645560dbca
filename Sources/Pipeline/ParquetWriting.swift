import Diagnostics
import Engines
import Exporting
import Files
import Tables

/// Writing the rows of a SELECT to a Parquet file through the engine.
///
/// The same rows in the same order give the same bytes (tried with DuckDB 1.5.5: ten runs with two
/// threads, 3 million rows). The order is that of the statement: without ORDER BY, grouping and
/// joining large tables with several threads may give another order each time.
enum ParquetWriting {
  /// The columns that a SELECT has.
  static func columns(of sql: String, on connection: Connection) async throws -> [Output.Column] {
    let described = try await prefixed("DESCRIBE ", sql, "") { try await connection.table($0) }
    return (0..<described.rowCount).map { row in
      Output.Column(
        text(described.value(row: row, column: 0)),
        text(described.value(row: row, column: 1))
      )
    }
  }

  static func columns(
    ofFile path: String,
    on connection: Connection
  ) async throws -> [Output.Column] {
    let sql = "FROM read_parquet(\(SQL.literal(.string(path))))"
    return try await columns(of: sql, on: connection)
  }

  /// Writes the file and returns the number of its rows.
  static func write(
    _ sql: String,
    _ columns: [Output.Column],
    to path: String,
    on connection: Connection
  ) async throws -> Int {
    let (lead, tail) = lossless(columns)
    let target = "TO \(SQL.literal(.string(path))) (FORMAT parquet, COMPRESSION \(compression))"
    do {
      let count = try await prefixed("COPY (\(lead)", sql, "\n\(tail)) \(target)") {
        try await connection.execute($0)
      }
      return Int(count ?? 0)
    } catch let error as EngineError {
      if let failure = storeFailure(error, path: path) { throw failure }
      throw error
    }
  }

  /// Writes rows of our own to a file and returns its columns; through the engine where a type has no
  /// place in a file of ours.
  static func write(
    _ rows: Table,
    to path: String,
    on connection: Connection
  ) async throws -> [Output.Column] {
    if let file = try ParquetTable(path, rows.schema) {
      for batch in rows.batches { try await file.append(batch) }
      try await file.finish()
      return try await columns(ofFile: path, on: connection)
    }
    // Tables are seen by all connections: the path of the file is a name of its own.
    let name = SQL.quote(identifier: path)
    try await connection.ingest(rows, into: path)
    let columns = try await columns(of: "FROM \(name)", on: connection)
    _ = try await write("FROM \(name)", columns, to: path, on: connection)
    try await connection.execute("DROP TABLE \(name)")
    return columns
  }

  /// Small results take the same time with any compression (0.7 ms to write, 0.3 ms to read).
  ///
  /// Large ones are written equally fast; zstd makes them a quarter smaller and a third slower to read.
  static let compression = "snappy"

  /// Text around a SELECT that keeps 128-bit integers exact.
  ///
  /// Parquet has none, and the engine would write them as floating-point numbers. `sum` of an integer
  /// column is such a number.
  private static func lossless(_ columns: [Output.Column]) -> (lead: String, tail: String) {
    let wide = columns.filter { isWide($0.type) }
    if wide.isEmpty { return ("", "") }
    let casts = wide.map { column in
      let name = SQL.quote(identifier: column.name)
      return "CAST(\(name) AS \(wideType)) AS \(name)"
    }
    return ("SELECT * REPLACE (\(casts.joined(separator: ", "))) FROM (", ")")
  }

  /// The column as it comes back from the file.
  static func stored(_ column: Output.Column) -> Output.Column {
    isWide(column.type) ? Output.Column(column.name, wideType) : column
  }

  private static let wideType = "DECIMAL(38,0)"

  private static func isWide(_ type: String) -> Bool { type == "HUGEINT" || type == "UHUGEINT" }

  /// Runs a statement made around `sql`, so that offsets in its errors count from the start of `sql`.
  private static func prefixed<Result>(
    _ lead: String,
    _ sql: String,
    _ tail: String,
    _ body: (String) async throws -> Result
  ) async throws -> Result {
    do { return try await body(lead + sql + tail) } catch let error as EngineError {
      throw error.moved(back: lead.utf8.count, within: sql.utf8.count)
    }
  }

  private static func text(_ value: Value) -> String {
    if case .string(let text) = value { text } else { "" }
  }

  /// An engine's complaint about the file it writes is about the store, not about the statement.
  static func storeFailure(_ error: EngineError, path: String) -> SystemError? {
    guard error.message.contains(path) else { return nil }
    let code = SystemError.known.first { code in
      error.message.lowercased().contains(SystemError.words(for: code))
    }
    return code.map { SystemError(action: "write", path: path, code: $0) }
  }
}

extension EngineError {
  /// The same error with its place counted from `lead` bytes later; without one outside the text.
  fileprivate func moved(back lead: Int, within count: Int) -> EngineError {
    var moved = self
    moved.offset = offset.map { $0 - lead }.flatMap { (0...count).contains($0) ? $0 : nil }
    return moved
  }
}
