public import Tables

/// What bulk ingest does about a table that is, or is not, there.
public enum IngestMode: String, Sendable, Hashable {
  /// A new table; an error when there is one of that name.
  case create
  /// More rows for a table that exists.
  case append
  /// A new table in place of any that is there.
  case replace

  var option: String { "adbc.ingest.mode.\(rawValue)" }
}

extension Connection {
  /// Writes a table into the database, creating its columns after the schema.
  ///
  /// - Parameters:
  ///   - table: The rows.
  ///   - name: The table's name in the database, unquoted.
  ///   - schema: The database schema; nil is the current one.
  ///   - mode: What to do about an existing table.
  /// - Returns: The number of rows written.
  /// - Throws: `EngineError`; nothing is then changed, where the engine has transactions.
  @discardableResult
  public func ingest(
    _ table: Table,
    into name: String,
    schema: String? = nil,
    mode: IngestMode = .create
  ) async throws -> Int64 {
    try await ingest(BatchSource(table), into: name, schema: schema, mode: mode)
  }

  /// Writes batches into the database as they are produced, so that they need not all be in memory.
  ///
  /// - Parameters:
  ///   - source: The batches; pulled on the connection's thread.
  ///   - name: The table's name in the database, unquoted.
  ///   - schema: The database schema; nil is the current one.
  ///   - mode: What to do about an existing table.
  ///   - isTemporary: Whether only this connection sees the table, as long as it lives.
  /// - Returns: The number of rows written.
  /// - Throws: `EngineError`, or what the source throws; nothing is then changed, where the engine
  ///   has transactions.
  @discardableResult
  public func ingest(
    _ source: BatchSource,
    into name: String,
    schema: String? = nil,
    mode: IngestMode = .create,
    isTemporary: Bool = false
  ) async throws -> Int64 {
    let ticket = queue.open()
    defer { queue.close(ticket) }
    return try await queue.run(ticket) { [self] in
      makeWay()
      let connection = queue.connection
      let isOurs = isDuckDB && !connection.isInTransaction
      if isOurs { try connection.run("BEGIN TRANSACTION") }
      do {
        let target = IngestTarget(
          name: name,
          schema: schema,
          mode: mode,
          isTemporary: isTemporary
        )
        let count =
          try isDuckDB ? connection.fillDuckDB(target, source) : connection.fill(target, source)
        if isOurs { try connection.run("COMMIT") }
        return count
      } catch {
        // A rollback that fails has nothing to add to the error that led to it.
        if isOurs { try? connection.run("ROLLBACK") }
        guard var error = error as? EngineError else { throw error }
        // The place would be one in SQL that nobody wrote.
        error.offset = nil
        throw error
      }
    }
  }
}
