import Diagnostics
import Engines
import Pipeline

/// What a page's comparisons are made of: the run it tells of, and the runs that they name.
struct PageRuns: Sendable {
  /// This run as far as it is known before the page is written: without checks and number cards.
  ///
  /// Nil when nothing is compared.
  private(set) var current: RunSnapshot?
  /// By id.
  private(set) var past: [String: RunSnapshot] = [:]

  static let none = PageRuns()

  private init() {}

  /// Reads the tables of the models of this run and of those it is compared with.
  static func of(
    _ plan: Plan,
    _ result: RunResult,
    in ledger: Ledger,
    _ engine: EngineOpening
  ) async throws(Diagnostic) -> PageRuns {
    var runs = PageRuns()
    let named = plan.directives.compactMap { ($0.directive as? ComparisonDirective)?.past }
    guard !named.isEmpty else { return runs }
    do {
      runs.current = try await RunSnapshot(RunRecord(plan, result, RunClock()), result)
      for record in named where runs.past[record.id] == nil {
        runs.past[record.id] = try await RunSnapshot(record, in: ledger) {
          try engine.engine().connect()
        }
      }
    } catch {
      let words = (error as? LedgerError)?.message ?? "\(error)"
      throw Diagnostic(.error, "ledger", "the runs cannot be compared: \(words)", at: nil)
    }
    return runs
  }
}

/// A table of what changed, as the page shows it.
struct ShownChanges: Sendable {
  var id: String
  let table: ChangeTable
}
