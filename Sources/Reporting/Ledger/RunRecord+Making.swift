import Diagnostics
import Files
import Foundation
import Pipeline
import Synchronization
import Tables
import Templates

/// When a run began.
///
/// No two runs of one process begin in the same millisecond: it is part of their ids.
struct RunClock: Sendable {
  let date: Date
  let start = ContinuousClock.now

  private static let lastMillisecond = Mutex<Int64>(0)

  init() {
    let millisecond = Self.lastMillisecond.withLock { last in
      last = max(last + 1, Int64(Date().timeIntervalSince1970 * 1_000))
      return last
    }
    // Half a millisecond more, so that no rounding of the date falls below it.
    date = Date(timeIntervalSince1970: (Double(millisecond) + 0.5) / 1_000)
  }

  var seconds: Double {
    let passed = start.duration(to: .now).components
    return Double(passed.seconds) + Double(passed.attoseconds) / 1e18
  }
}

extension RunRecord {
  /// A run with its page.
  init(
    _ plan: Plan,
    _ result: RunResult,
    _ document: Document,
    _ clock: RunClock,
    output: String,
    problems: [Diagnostic]
  ) {
    self.init(plan, result, clock)
    title = document.title
    seconds = clock.seconds
    self.output = output
    checks = document.checks.flatMap(CheckRecord.of)
    metrics = document.metrics.map { MetricRecord($0, document.language) }
    let printer = DiagnosticPrinter()
    self.problems = Diagnostic.inReadingOrder(problems).map(printer.text)
    state =
      problems.hasErrors
      ? "failed" : checks.contains { $0.state == "failed" } ? "failed checks" : "finished"
  }

  /// A run before its page is written.
  init(_ plan: Plan, _ result: RunResult, _ clock: RunClock) {
    id = Ledger.newID(at: clock.date, process: getpid())
    template = plan.template.file.name
    title = plan.titleText ?? plan.name
    state = "finished"
    started = clock.date
    seconds = 0
    quire = quireVersion
    engine = result.engineName
    parameters = Dictionary(
      zip(plan.parameters.record.names, plan.parameters.record.values.map(\.displayText))
    ) { first, _ in first }
    output = ""
    let groups = plan.groups
    steps = result.steps.map { StepRecord($0, plan.graph, group: groups[$0.id]) }
    checks = []
    metrics = []
    problems = []
  }

  /// One line about the run for standard error.
  var summary: String {
    let parts = [stepsSummary, checksSummary].filter { !$0.isEmpty }
    return parts.joined(separator: "; ") + " (\(Duration.seconds(seconds).seconds) s)"
  }

  /// `2 steps ran, 5 from the store, 1 failed, 3 not run`.
  private var stepsSummary: String {
    let count = Dictionary(grouping: steps, by: \.state).mapValues(\.count)
    let (ran, kept) = (count["ran"] ?? 0, count["cached"] ?? 0)
    if steps.isEmpty { return "no steps" }
    if kept == steps.count { return "nothing changed, \(counted(kept, "step")) from the store" }
    var parts = ["\(counted(ran, "step")) ran"]
    if kept > 0 { parts.append("\(kept) from the store") }
    if let failed = count["failed"] { parts.append("\(failed) failed") }
    let notRun = (count["skipped"] ?? 0) + (count["cancelled"] ?? 0)
    if notRun > 0 { parts.append("\(notRun) not run") }
    return parts.joined(separator: ", ")
  }

  /// `22 checks passed, 2 failed, 1 warning`; empty without checks.
  private var checksSummary: String {
    if checks.isEmpty { return "" }
    let count = Dictionary(grouping: checks, by: \.state).mapValues(\.count)
    var parts: [String] = []
    for state in ["passed", "failed", "not run"] {
      guard let number = count[state] else { continue }
      parts.append("\(parts.isEmpty ? counted(number, "check") : "\(number)") \(state)")
    }
    if let warnings = count["warning"] { parts.append(counted(warnings, "warning")) }
    return parts.joined(separator: ", ")
  }
}

extension RunRecord.StepRecord {
  init(_ step: StepResult, _ graph: Graph, group: String? = nil) {
    id = step.id
    kind = step.kind
    state = step.state.name
    reason = step.reason.map { "\($0)" } ?? ""
    fingerprint = step.fingerprint?.hex ?? ""
    let taken = step.duration.components
    seconds = Double(taken.seconds) + Double(taken.attoseconds) / 1e18
    tables = step.outputs.map { RunRecord.TableRecord($0, isKept: KeptTables.keeps($0, of: step)) }
    files = step.files.map {
      RunRecord.FileRecord(path: $0.path, sha256: $0.digest.hex, bytes: Int($0.byteCount))
    }
    definition = graph[step.id]?.identity.map(RunRecord.PartRecord.init)
    needs = graph.steps(neededBy: step.id).map(\.id)
    isPrivate = step.isPrivate
    engine = step.engine
    facts = step.facts.isEmpty ? nil : step.facts.map(RunRecord.FactRecord.init)
    self.group = group
  }
}

extension RunRecord.FactRecord {
  init(_ fact: StepFact) {
    name = fact.name
    switch fact.value {
    case .count(let number): count = number
    case .text(let words): text = words
    }
  }
}

extension RunRecord.PartRecord {
  /// Texts longer than this are remembered by their digest: a list of ten thousand values, say.
  static let longestText = 20_000

  init(_ part: KeyPart) {
    name = part.name
    value =
      part.value.utf8.count <= Self.longestText
      ? part.value : "sha256:" + Fingerprint(bytes: part.value.utf8).hex
  }
}

extension RunRecord.TableRecord {
  init(_ output: Output, isKept: Bool) {
    name = output.table
    rows = output.rowCount
    bytes = Int(output.byteCount)
    digest = output.digest.hex
    file = isKept ? KeptTables.fileName(of: output) : nil
  }
}

extension RunRecord.MetricRecord {
  init(_ card: ShownMetric, _ language: Language) {
    let metric = Metric(card, language: language)
    label = card.label
    text = metric.value + (metric.unit.map { "\u{A0}\($0)" } ?? "")
    value = card.value.displayText
    good = card.good?.rawValue
  }
}

extension RunRecord.CheckRecord {
  /// `failed check 'amounts': price is never null`; nil when no row breaks it.
  var complaint: String? {
    guard failures > 0 else { return nil }
    let word = state == "warning" ? "warning of" : "failed"
    return "\(word) check '\(check)': \(rule)" + (detail.map { ": \($0)" } ?? "")
  }

  static func of(_ report: CheckReport) -> [RunRecord.CheckRecord] {
    report.outcomes.map { RunRecord.CheckRecord(check: report.id, $0) }
  }

  init(check: String, _ outcome: CheckOutcome) {
    self.check = check
    rule = outcome.rule
    detail = outcome.detail
    switch outcome.state {
    case .passed: (state, failures) = ("passed", 0)
    case .failed(let count, let isWarning):
      (state, failures) = (isWarning ? "warning" : "failed", count)
    case .notRun: (state, failures) = ("not run", 0)
    }
  }
}

/// `1 step`, `2 steps`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

extension Ledger {
  /// The ledger of a state folder (`.quire`).
  public init(stateFolder: String) {
    self.init(folder: URL(fileURLWithPath: stateFolder).appendingPathComponent("runs"))
  }

  /// Writes a run; when that fails the report is there all the same, so it is a warning.
  ///
  /// `result` holds the store's files in their places until they have been linked.
  func remember(
    _ record: RunRecord,
    page: String,
    _ parts: PageParts,
    _ result: RunResult
  ) -> [Diagnostic] {
    do {
      try withExtendedLifetime(result) {
        let tables = KeptTables.paths(of: record, result)
        try write(record, page: URL(fileURLWithPath: page), parts: parts, tables: tables)
      }
      return []
    } catch {
      let words = (error as? SystemError)?.words ?? error.localizedDescription
      return [Diagnostic(.warning, "ledger", "the run is not in the ledger: \(words)", at: nil)]
    }
  }
}
