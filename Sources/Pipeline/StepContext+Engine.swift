import Engines
import Synchronization
public import Tables

/// Work of a step's own that has queries for another engine than the embedded one.
extension StepContext {
  /// Whether the step names an engine that is not the embedded one.
  public var namesEngine: Bool { engine != nil }

  /// The rows of a SELECT on the engine that the step names; few, for they are held in memory.
  ///
  /// `tables`: those the query reads, of the step's. In the query each has a column `place` more, as
  /// `numberedRows` gives it.
  ///
  /// - Throws: `EngineError` for what is wrong with the query, `Diagnostic` for the engine.
  public func table(
    onOwnEngine sql: String,
    tables: [String],
    place: String
  ) async throws -> Table {
    guard let engine else { preconditionFailure("the step names an engine") }
    let batches = Mutex<[Batch]>([])
    let rows = EngineRows(work.facts) { batch in batches.withLock { $0.append(batch) } }
    try await engine.run(
      EngineQuery(
        step: id,
        span: work.step.span,
        sql: sql,
        inputs: tables.compactMap { input($0) },
        place: place,
        makesFewRows: true,
        work: work,
        rows: rows
      )
    )
    let made = batches.withLock(\.self)
    guard let first = made.first else {
      throw EngineError(.other, "the engine gave no rows, and did not say which columns they have")
    }
    return Table(schema: first.schema, batches: made)
  }

  /// Puts a fact into the step's record, such as the engine that did the work.
  public func record(_ name: String, _ value: StepFact.Amount) { work.facts.note(name, value) }
}
