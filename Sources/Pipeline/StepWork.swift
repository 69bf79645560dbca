import Diagnostics
import Engines
import Files
import Tables

/// The work of one step: from files and tables to Parquet files in the store.
struct StepWork: Sendable {
  let step: Step
  let files: ResolvedFiles
  let inputs: [Output]
  let session: StoreSession
  let pool: EnginePool
  let onEvent: @Sendable (Event) -> Void

  /// Makes the tables the step provides, in that order.
  ///
  /// The files can be read from then on, but are not on the disk yet and no manifest names them.
  func tables() async throws -> [Manifest.Table] {
    switch step.work {
    case .query(let makeSQL, let hasWideIntegers):
      let sql = Self.trimmed(try makeSQL(files))
      precondition(step.provides.count == 1, "a query makes one table")
      try await pool.makeViews(inputs)
      return try await pool.withConnection { connection in
        [try await table(step.provides[0], of: sql, hasWideIntegers, on: connection)]
      }
    case .produce(let produce):
      let writers = TableWriters(step: step, session: session, pool: pool, onEvent: onEvent)
      let context = StepContext(
        files: files,
        inputs: inputs,
        pool: pool,
        writers: writers,
        onEvent: onEvent,
        id: step.id
      )
      try await produce(context)
      return try await writers.finish()
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
