import Diagnostics
import Engines
import Files
import Tables

/// Collects the rows that a step writes and turns them into Parquet files, part by part.
///
/// Where one part ends depends only on the rows, never on time, so that equal rows make equal files.
actor TableWriters {
  private struct Writer {
    let schema: Schema
    var waiting: [Batch] = []
    var waitingRows = 0
    var rowCount = 0
    var files: [Manifest.File] = []
    var columns: [Output.Column] = []
  }

  private let step: Step
  private let session: StoreSession
  private let pool: EnginePool
  private let onEvent: @Sendable (Event) -> Void
  private var writers: [String: Writer] = [:]

  init(
    step: Step,
    session: StoreSession,
    pool: EnginePool,
    onEvent: @escaping @Sendable (Event) -> Void
  ) {
    self.step = step
    self.session = session
    self.pool = pool
    self.onEvent = onEvent
  }

  /// The number of values after which a part is written: some tens of megabytes.
  static let valuesInPart = 4_000_000

  func write(_ table: String, _ batch: Batch) async throws {
    guard step.provides.contains(table) else {
      throw Diagnostic.tableNotDeclared(table, at: step.span)
    }
    var writer = writers[table] ?? Writer(schema: batch.schema)
    if batch.rowCount > 0 || writer.waiting.isEmpty { writer.waiting.append(batch) }
    writer.waitingRows += batch.rowCount
    writer.rowCount += batch.rowCount
    writers[table] = writer
    if writer.waitingRows * max(1, batch.columns.count) >= Self.valuesInPart {
      try await flush(table)
    }
    onEvent(.progress(step.id, rowCount: writers.values.reduce(0) { $0 + $1.rowCount }))
  }

  /// Writes what is left and returns the tables in the order of the step's `provides`.
  func finish() async throws -> [Manifest.Table] {
    var tables: [Manifest.Table] = []
    for table in step.provides {
      guard let started = writers[table] else {
        throw Diagnostic.tableNotWritten(table, at: step.span)
      }
      if started.waitingRows > 0 || started.files.isEmpty { try await flush(table) }
      guard let writer = writers[table] else { continue }
      tables.append(
        Manifest.Table(
          name: table,
          rowCount: writer.rowCount,
          files: writer.files,
          columns: writer.columns
        )
      )
    }
    return tables
  }

  private func flush(_ table: String) async throws {
    guard var writer = writers[table] else { return }
    let batches = writer.waiting
    writer.waiting = []
    writer.waitingRows = 0
    writers[table] = writer
    let part = try await write(Table(schema: writer.schema, batches: batches))
    writers[table]?.files.append(part.file)
    writers[table]?.columns = part.columns
  }

  private func write(
    _ rows: Table
  ) async throws -> (file: Manifest.File, columns: [Output.Column]) {
    let path = session.temporaryPath(".parquet")
    defer { FileSystem.remove(path) }
    let columns = try await pool.withConnection { connection in
      try await ParquetWriting.write(rows, to: path, on: connection)
    }
    return (try session.adopt(path), columns.map(ParquetWriting.stored))
  }
}
