import Tables

/// Where bulk ingest writes.
struct IngestTarget {
  var name: String
  var schema: String?
  var mode: IngestMode
  /// Only this connection sees the table.
  var isTemporary = false

  var sql: String {
    if isTemporary { return SQL.quote(path: ["temp", "main", name]) }
    return SQL.quote(path: [schema, name].compactMap { $0 })
  }
}

extension ADBCConnection {
  /// Hands the rows to the driver's bulk ingest, on the calling thread.
  ///
  /// - Parameters:
  ///   - target: The table.
  ///   - source: The rows, in batches as long as the driver can take.
  /// - Returns: The number of rows handed over.
  /// - Throws: `EngineError`, or what the source throws.
  func fill(_ target: IngestTarget, _ source: BatchSource) throws -> Int64 {
    let statement = try ADBCStatement(self)
    try statement.set(option: "adbc.ingest.target_table", target.name)
    if let schema = target.schema {
      try statement.set(option: "adbc.ingest.target_db_schema", schema)
    }
    if target.isTemporary { try statement.set(option: "adbc.ingest.temporary", "true") }
    try statement.set(option: "adbc.ingest.mode", target.mode.option)
    let writer = CStreamWriter(source)
    try statement.bind(writer)
    do {
      _ = try statement.executeUpdate()
    } catch {
      throw writer.failure ?? error
    }
    // Drivers may take a source that fails for one that has come to its end.
    if let failure = writer.failure { throw failure }
    return Int64(writer.rowCount)
  }

  /// Hands the rows to DuckDB, whose bulk ingest needs watching.
  ///
  /// - Parameters:
  ///   - target: The table.
  ///   - source: The rows.
  /// - Returns: The number of rows written.
  /// - Throws: `EngineError`, or what the source throws.
  func fillDuckDB(_ target: IngestTarget, _ source: BatchSource) throws -> Int64 {
    // DuckDB 1.5 writes past its own memory when a dictionary array is longer than its vectors.
    let source = source.cut(toRows: 2_048)
    guard target.mode == .append else {
      let count = try fill(target, source)
      // It does not tell when the last rows cannot be kept, for want of memory or disk.
      guard try self.count(of: target) == count else {
        throw EngineError(.io, "not all \(count) rows could be written to \(target.sql)")
      }
      return count
    }
    // Nor when a constraint refuses them: INSERT does.
    let staging = IngestTarget(name: "quire_ingest", mode: .replace, isTemporary: true)
    let count = try fillDuckDB(staging, source)
    try run("INSERT INTO \(target.sql) SELECT * FROM \(staging.sql)")
    try run("DROP TABLE \(staging.sql)")
    return count
  }

  private func count(of target: IngestTarget) throws(EngineError) -> Int64? {
    let statement = try ADBCStatement(self)
    try statement.set(sql: "SELECT count(*) FROM \(target.sql)")
    let rows = OpenRows(try statement.execute().rows, statement)
    guard case .int(let count) = try rows.read(rows: 1).first?.columns.first?.value(at: 0) else {
      return nil
    }
    return count
  }
}
