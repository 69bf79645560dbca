public import Diagnostics
public import Engines
import Files
import Synchronization
public import Tables

/// A step's query on its way to an engine that is not the embedded one, and the way back for its rows.
public struct EngineQuery: Sendable {
  /// The id of the step: its label.
  public let step: String
  /// Where a message points when nothing better is known.
  public let span: SourceSpan
  /// One SELECT without a semicolon, as the author wrote it.
  public let sql: String
  /// The tables it reads.
  ///
  /// Their Parquet files never change: equal `digest`, equal rows.
  public let inputs: [Output]
  /// The name of a column that the query takes each of its tables to have besides: the place of each
  /// row, from 0 on, growing with the rows, but not always by one; nil for none.
  public let place: String?
  /// Whether its rows are known to be few, so that they need no way for many.
  public let makesFewRows: Bool

  let work: StepWork
  let rows: EngineRows

  private var session: StoreSession { work.session }
  private var pool: EnginePool { work.pool }

  /// The files that it names by itself: each path or pattern with what it meant when the step began.
  public var files: [(input: InputFiles, files: [ResolvedFiles.File])] {
    Array(zip(work.step.files, work.files.groups))
  }

  /// The columns of a SELECT over the query's files, as the embedded engine reads them.
  ///
  /// - Throws: `EngineError`, `Diagnostic`.
  public func columns(of sql: String) async throws -> [Output.Column] {
    try await work.step.prepare(try await pool.engine(), work.files)
    return try await pool.withConnection { connection in
      try await ParquetWriting.columns(of: sql, on: connection)
    }
  }

  /// The rows of one of its tables, for engines that cannot read its files.
  ///
  /// - Throws: `EngineError`, `Diagnostic`.
  public func rows(of input: Output) async throws -> BatchStream {
    try await pool.newConnection().query("FROM \(EnginePool.rows(of: input))")
  }

  /// Makes an empty folder for unfinished files on the disk of the store, by its absolute path.
  ///
  /// It is removed at the end of the run, whatever happens.
  ///
  /// - Throws: `Diagnostic`.
  public func makeFolder() throws -> String {
    let path = FileSystem.absolutePath(of: session.temporaryPath())
    try FileSystem.makeFolder(path)
    return path
  }

  /// Appends rows to the result; the order of calls is the order of rows.
  ///
  /// The first batch fixes the columns; write one without rows for an empty result.
  public func write(_ batch: Batch) async throws { try await rows.take(batch) }

  /// Makes a finished Parquet file on the store's disk the next part of the result; it is moved away.
  ///
  /// A result is made of written rows or of such files, not of both.
  public func adopt(_ parquetFile: String) throws {
    let file = try session.adopt(parquetFile)
    rows.files.withLock { $0.append(file) }
  }

  /// Puts a fact into the step's record, such as `bytes scanned`; a second one of a name replaces it.
  public func note(_ name: String, _ value: StepFact.Amount) { rows.facts.note(name, value) }
}

/// What an engine said of its work on a step: `bytes scanned` 1048576, `server` Spark 4.3.0.
public struct StepFact: Sendable, Hashable, Codable {
  public enum Amount: Sendable, Hashable, Codable {
    case count(Int64)
    case text(String)
  }

  public let name: String
  public let value: Amount
}

/// What has come back of a query so far.
final class EngineRows: Sendable {
  let files = Mutex<[Manifest.File]>([])
  let facts: StepFacts
  let take: @Sendable (Batch) async throws -> Void

  init(_ facts: StepFacts, take: @escaping @Sendable (Batch) async throws -> Void) {
    self.facts = facts
    self.take = take
  }
}

/// What is said of the work on a step so far.
final class StepFacts: Sendable {
  private let facts = Mutex<[StepFact]>([])

  var all: [StepFact] { facts.withLock(\.self) }

  /// A second one of a name replaces the first.
  func note(_ name: String, _ value: StepFact.Amount) {
    facts.withLock { facts in
      facts.removeAll { $0.name == name }
      facts.append(StepFact(name: name, value: value))
    }
  }
}
