import Diagnostics
import Engines
import Files
import Synchronization
import Tables

/// The work of one step: from files and tables to Parquet files in the store.
struct StepWork: Sendable {
  let step: Step
  let fingerprint: Fingerprint
  let files: ResolvedFiles
  let inputs: [Output]
  let session: StoreSession
  let pool: EnginePool
  /// The step's own engine; nil for the embedded one.
  let engine: (any StepEngine)?
  let onEvent: @Sendable (Event) -> Void
  let facts = StepFacts()

  /// What the work left: the step's tables, and what its own engine said of it.
  struct Made: Sendable {
    var tables: [Manifest.Table]
    var facts: [StepFact] = []
  }

  /// Makes the tables the step provides, in that order.
  ///
  /// The files can be read from then on, but are not on the disk yet and no manifest names them.
  func make() async throws -> Made {
    if case .query(let makeSQL, _) = step.work, let engine {
      return try await made(Self.trimmed(try makeSQL(files)), on: engine)
    }
    return Made(tables: try await tables(), facts: facts.all)
  }

  private func tables() async throws -> [Manifest.Table] {
    switch step.work {
    case .query(let makeSQL, let hasWideIntegers):
      let sql = Self.trimmed(try makeSQL(files))
      precondition(step.provides.count == 1, "a query makes one table")
      if step.files.contains(where: { $0.remote != nil }) {
        try await step.prepare(try await pool.engine(), files)
      }
      try await pool.makeViews(inputs)
      return try await pool.withConnection { connection in
        [try await table(step.provides[0], of: sql, hasWideIntegers, on: connection)]
      }
    case .produce(let produce): return try await tables(of: step, produce)
    case .gather(let parts, let produce):
      return try await gathered(parts, produce)
    }
  }

  /// Runs a SELECT on an engine that is not the embedded one.
  private func made(_ sql: String, on engine: any StepEngine) async throws -> Made {
    precondition(step.provides.count == 1, "a query makes one table")
    let name = step.provides[0]
    let writers = TableWriters(step: step, session: session, pool: pool, onEvent: onEvent)
    let rows = EngineRows(facts) { batch in try await writers.write(name, batch) }
    try await engine.run(
      EngineQuery(
        step: step.id,
        span: step.span,
        sql: sql,
        inputs: inputs,
        place: nil,
        makesFewRows: false,
        work: self,
        rows: rows
      )
    )
    let files = rows.files.withLock(\.self)
    guard files.isEmpty else {
      return Made(tables: [try await adopted(name, files)], facts: facts.all)
    }
    var tables: [Manifest.Table] = []
    for table in try await writers.finish() { tables.append(try await asEmbedded(table)) }
    return Made(tables: tables, facts: facts.all)
  }

  /// The same rows in a file as the embedded engine would have written it, so that what reads them need
  /// not run again when the engine changes and the rows do not; a table of several parts stays as it is.
  private func asEmbedded(_ table: Manifest.Table) async throws -> Manifest.Table {
    guard let file = table.files.first, table.files.count == 1 else { return table }
    let path = session.temporaryPath(".parquet")
    defer { FileSystem.remove(path) }
    let source = SQL.literal(.string(session.store.layout.table(file.digest)))
    _ = try await pool.withConnection { connection in
      try await ParquetWriting.write("FROM read_parquet(\(source))", [], to: path, on: connection)
    }
    var table = table
    table.files = [try session.adopt(path)]
    return table
  }

  /// The table in files that another engine wrote: its types are those the embedded engine reads.
  private func adopted(_ name: String, _ files: [Manifest.File]) async throws -> Manifest.Table {
    let layout = session.store.layout
    let paths = files.map { SQL.literal(.string(layout.table($0.digest))) }
    let sql = "FROM read_parquet([\(paths.joined(separator: ", "))])"
    return try await pool.withConnection { connection in
      let counted = try await connection.table("SELECT count(*) \(sql)")
      guard case .int(let count) = counted.value(row: 0, column: 0) else {
        preconditionFailure("count(*) is an integer")
      }
      return Manifest.Table(
        name: name,
        rowCount: Int(count),
        files: files,
        columns: try await ParquetWriting.columns(of: sql, on: connection)
      )
    }
  }

  /// Runs a SELECT into a Parquet file.
  private func table(
    _ name: String,
    of sql: String,
    _ hasWideIntegers: Bool,
    on connection: Connection
  ) async throws -> Manifest.Table {
    let path = session.temporaryPath(".parquet")
    defer { FileSystem.remove(path) }
    let before = hasWideIntegers ? try await ParquetWriting.columns(of: sql, on: connection) : []
    let rowCount = try await ParquetWriting.write(sql, before, to: path, on: connection)
    let columns =
      hasWideIntegers ? before : try await ParquetWriting.columns(ofFile: path, on: connection)
    return Manifest.Table(
      name: name,
      rowCount: rowCount,
      files: [try session.adopt(path)],
      columns: columns.map(ParquetWriting.stored)
    )
  }

  /// Without white space and semicolons at the end, which have no place inside `COPY (…)`.
  static func trimmed(_ sql: String) -> String {
    var end = sql.unicodeScalars[...]
    while let last = end.last, last == ";" || last.properties.isWhitespace { end.removeLast() }
    return String(end)
  }
}
