import Diagnostics
import Foundation
import Pipeline
import Tables
import Templates

/// When a run began.
struct RunClock: Sendable {
  let date = Date()
  let start = ContinuousClock.now

  var seconds: Double {
    let passed = start.duration(to: .now).components
    return Double(passed.seconds) + Double(passed.attoseconds) / 1e18
  }
}

extension RunRecord {
  init(
    _ plan: Plan,
    _ result: RunResult,
    _ document: Document,
    _ clock: RunClock,
    output: String,
    problems: [Diagnostic]
  ) {
    id = Ledger.newID(at: clock.date, process: getpid())
    template = plan.template.file.name
    title = document.title
    started = clock.date
    seconds = clock.seconds
    quire = quireVersion
    engine = result.engineName
    parameters = Dictionary(
      zip(plan.parameters.record.names, plan.parameters.record.values.map(\.displayText))
    ) { first, _ in first }
    self.output = output
    steps = result.steps.map(StepRecord.init)
    checks = document.checks.flatMap { report in
      report.outcomes.map { CheckRecord(check: report.id, $0) }
    }
    metrics = document.metrics.map { MetricRecord(label: $0.label, value: $0.value.displayText) }
    let printer = DiagnosticPrinter()
    self.problems = Diagnostic.inReadingOrder(problems).map(printer.text)
    state =
      problems.hasErrors
      ? "failed" : checks.contains { $0.state == "failed" } ? "failed checks" : "finished"
  }

  /// One line about the run for standard error.
  var summary: String {
    let ran = steps.filter { $0.state == "ran" }.count
    let kept = steps.filter { $0.state == "cached" }.count
    let wrong = steps.count - ran - kept
    let failed = checks.filter { $0.state == "failed" }.count
    var parts = ["\(ran) steps ran", "\(kept) from the store"]
    if wrong > 0 { parts.append("\(wrong) not done") }
    if !checks.isEmpty {
      parts.append(
        failed == 0 ? "\(checks.count) checks passed" : "\(failed) of \(checks.count) checks failed"
      )
    }
    return parts.joined(separator: ", ") + " in \(Duration.seconds(seconds).seconds) s"
  }
}

extension RunRecord.StepRecord {
  init(_ step: StepResult) {
    id = step.id
    kind = step.kind
    state = step.state.name
    reason = step.reason.map { "\($0)" } ?? ""
    fingerprint = step.fingerprint?.hex ?? ""
    let taken = step.duration.components
    seconds = Double(taken.seconds) + Double(taken.attoseconds) / 1e18
    tables = step.outputs.map {
      RunRecord.TableRecord(name: $0.table, rows: $0.rowCount, bytes: Int($0.byteCount))
    }
    files = []
  }
}

extension RunRecord.CheckRecord {
  init(check: String, _ outcome: CheckOutcome) {
    self.check = check
    rule = outcome.rule
    switch outcome.state {
    case .passed: (state, failures) = ("passed", 0)
    case .failed(let count, let isWarning):
      (state, failures) = (isWarning ? "warning" : "failed", count)
    case .notRun: (state, failures) = ("not run", 0)
    }
  }
}

extension Ledger {
  /// The ledger of a state folder (`.quire`).
  public init(stateFolder: String) {
    self.init(folder: URL(fileURLWithPath: stateFolder).appendingPathComponent("runs"))
  }

  /// Writes a run; when that fails the report is there all the same, so it is a warning.
  func remember(_ record: RunRecord, page: String) -> [Diagnostic] {
    do {
      try write(record, page: URL(fileURLWithPath: page))
      return []
    } catch {
      let words = "\(error)".prefix(200)
      return [Diagnostic(.warning, "ledger", "the run is not in the ledger: \(words)", at: nil)]
    }
  }
}
