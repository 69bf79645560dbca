public import Engines
public import Tables

/// What a step's own work may use: its files, the tables it reads, and a way to write its tables.
public struct StepContext: Sendable {
  /// The step's files, as they were when the fingerprint was made.
  public let files: ResolvedFiles
  let inputFiles: [InputFiles]
  let inputs: [Output]
  let pool: EnginePool
  let engine: (any StepEngine)?
  let work: StepWork
  let writers: TableWriters
  let onEvent: @Sendable (Event) -> Void
  /// The step's name in its graph: the label, if it has one.
  public let id: String
  /// What decides the result: the same for the same work, in any run on any machine.
  public let fingerprint: Fingerprint
  let session: StoreSession

  /// Tells how much of the step's work is done.
  public func report(done: Int, of total: Int) { onEvent(.working(id, done: done, total: total)) }

  /// A table the step reads, as it lies in the store; nil for one it does not read.
  public func input(_ table: String) -> Output? {
    inputs.first { Graph.fold($0.table) == Graph.fold(table) }
  }

  /// A name for a file or folder that is needed only while the run lasts; removed with it.
  public func temporaryPath(_ ending: String = "") -> String { session.temporaryPath(ending) }

  /// How many pieces of its work a step may do at the same time.
  public var workerCount: Int { Runner.processorCount }

  /// Appends rows to one of the tables the step provides.
  ///
  /// The first batch fixes the schema; write one without rows for an empty table. Rows go to disk
  /// as they come, so a table may be larger than the memory. The order of calls is the order of
  /// rows: call it from one task for one table.
  public func write(_ table: String, _ batch: Batch) async throws {
    try await writers.write(table, batch)
  }

  /// Appends all batches of a sequence.
  public func write<Batches: AsyncSequence>(_ table: String, _ batches: Batches) async throws
  where Batches.Element == Batch {
    for try await batch in batches { try await writers.write(table, batch) }
  }

  /// The rows of a SELECT over the tables the step reads.
  public func query(_ sql: String) async throws -> BatchStream {
    try await pool.makeViews(inputs)
    return try await pool.newConnection().query(sql)
  }

  /// What stands in `FROM` for a table the step reads with the place of each row, from 0 on, in one
  /// more column; nil for a table it does not read.
  ///
  /// Places grow with the rows, but not always by one.
  public func numberedRows(of table: String, place: String) -> String? {
    guard let input = input(table) else { return nil }
    let paths = input.paths.map { SQL.literal(.string($0)) }.joined(separator: ", ")
    let name = SQL.quote(identifier: place)
    if input.paths.count == 1 {
      return "(SELECT *, file_row_number AS \(name) FROM "
        + "read_parquet([\(paths)], file_row_number = true))"
    }
    return "(SELECT *, list_position([\(paths)], filename) * 1000000000000 + file_row_number"
      + " AS \(name) FROM read_parquet([\(paths)], file_row_number = true, filename = true))"
  }

  /// The rows of a table the step reads.
  public func rows(of table: String) async throws -> BatchStream {
    try await query("FROM \(EnginePool.quotedName(table))")
  }
}
