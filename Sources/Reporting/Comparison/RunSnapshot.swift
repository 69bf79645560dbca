import Engines
import Files
import Pipeline
import Tables

/// A run with what its models' tables say: one side of a comparison.
public struct RunSnapshot: Sendable {
  public var record: RunRecord
  /// In the order in which their tables stand in the record.
  public var models: [ModelResults]
  /// Tables that the run kept and that cannot be read any more.
  public var lost: [String] = []
  /// The words and charts of its page; nil where they are not known.
  public var parts: PageParts?
  /// Why they are not known; nil for a run that has just been made, whose page is not written yet.
  public var missing: Missing?

  /// Why the words and charts of a page cannot be compared.
  public enum Missing: String, Codable, Hashable, Sendable {
    /// The run is from before they were kept.
    case notKept
    /// What was kept cannot be read any more.
    case damaged
  }

  public init(record: RunRecord, models: [ModelResults]) {
    self.record = record
    self.models = models
  }
}

extension RunSnapshot {
  /// Reads the models' tables of a run from the ledger.
  ///
  /// - Throws: `LedgerError` when the engine that reads them cannot be opened.
  public init(_ record: RunRecord, in ledger: Ledger) async throws {
    try await self.init(record, in: ledger, connect: Self.connect)
  }

  /// Reads them by an engine that is asked for when there is something to read.
  init(
    _ record: RunRecord,
    in ledger: Ledger,
    connect: () throws -> Connection
  ) async throws {
    var connection: Connection?
    try await self.init(record) { name in
      guard let path = ledger.file(of: name, in: record) else { return nil }
      let open = try connection ?? connect()
      connection = open
      // A damaged file is as good as none: the rest can still be compared.
      return try? await open.table("FROM read_parquet(\(SQL.literal(.string(path))))")
    }
    try await readParts(in: ledger)
  }

  private mutating func readParts(in ledger: Ledger) async throws {
    let record = record
    switch try await OffPool.run("parts", { ledger.parts(of: record) }) {
    case .parts(let parts): self.parts = parts
    case .none: missing = .notKept
    case .damaged: missing = .damaged
    }
  }

  private static func connect() throws -> Connection {
    do throws(EngineError) {
      let engine = try Engine.duckDB()
      return try engine.connect()
    } catch { throw LedgerError.noEngine(error.message) }
  }

  /// Reads the models' tables of a run that has just been made from the store.
  init(_ record: RunRecord, _ result: RunResult) async throws {
    try await self.init(record) { try await result.table($0) }
  }

  /// Reads the tables of models by their names; `table` gives nil for one that cannot be read.
  private init(_ record: RunRecord, table: (String) async throws -> Table?) async throws {
    self.init(record: record, models: [])
    for name in record.steps.flatMap(\.tables).filter({ $0.file != nil }).map(\.name) {
      guard let (model, part) = ModelResults.Part.of(name) else { continue }
      if let rows = try await table(name) {
        read(rows, of: model, as: part)
      } else {
        lost.append(name)
      }
    }
    models.removeAll { $0.metrics.isEmpty }
  }

  private mutating func read(_ rows: Table, of name: String, as part: ModelResults.Part) {
    let index = models.firstIndex { $0.name.lowercased() == name.lowercased() }
    var model = index.map { models[$0] } ?? ModelResults(name: name)
    model.read(rows, as: part)
    if let index { models[index] = model } else { models.append(model) }
  }
}
