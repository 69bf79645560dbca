import Diagnostics
import Foundation
import Pipeline
import Reporting

extension Job {
  /// How many lines a run may say before the first ones are forgotten.
  static let longestLog = 2_000

  mutating func begin(at date: Date) {
    started = date
    state = .running
    version += 1
  }

  /// Takes in what a render tells.
  mutating func take(_ event: RenderEvent) {
    version += 1
    switch event {
    case .outlined(let outlines):
      outlined = version
      steps = outlines.map {
        Step(
          id: $0.id,
          kind: $0.kind,
          needs: $0.needs,
          isPrivate: $0.isPrivate,
          group: $0.group,
          version: version
        )
      }
    case .pipeline(.started(let id, let reason)):
      change(id) {
        $0.state = "running"
        $0.reason = "\(reason)"
      }
    case .pipeline(.waiting(let id)): change(id) { $0.state = "held" }
    case .pipeline(.progress(let id, let rows)): change(id) { $0.rows = rows }
    case .pipeline(.working(let id, let done, let total)):
      change(id) { ($0.done, $0.total) = (done, total) }
    case .pipeline(.finished(let result)):
      change(result.id) { $0.end(result) }
    case .pipeline(.planned), .writing, .diagnostic, .ended: break
    }
    if let line = event.line { say(line) }
  }

  mutating func end(_ outcome: RenderOutcome, at date: Date) {
    version += 1
    ended = date
    state =
      switch outcome.exitCode {
      case 0: .finished
      case 2: .failedChecks
      case 130: .cancelled
      default: .failed
      }
    let printer = DiagnosticPrinter()
    problems = outcome.diagnostics.map(printer.text)
    summary = outcome.summary
    run = outcome.run?.id
    if let record = outcome.run { title = record.title }
    for line in outcome.brokenChecks { say(line) }
    for index in steps.indices where ["waiting", "running", "held"].contains(steps[index].state) {
      steps[index].state = "cancelled"
      steps[index].version = version
    }
  }

  private mutating func say(_ line: String) {
    guard lines.count < Self.longestLog else { return }
    lines.append(line)
  }

  private mutating func change(_ id: String, _ change: (inout Step) -> Void) {
    guard let index = steps.firstIndex(where: { $0.id == id }) else { return }
    change(&steps[index])
    steps[index].version = version
  }
}

extension Job.Step {
  fileprivate mutating func end(_ result: StepResult) {
    state = result.state.name
    if let reason = result.reason { self.reason = "\(reason)" }
    if case .skipped(let cause) = result.state { reason = "\(cause) failed" }
    let taken = result.duration.components
    seconds = result.state == .ran ? Double(taken.seconds) + Double(taken.attoseconds) / 1e18 : nil
    (done, total) = (nil, nil)
    rows = result.outputs.isEmpty ? nil : result.outputs.reduce(0) { $0 + $1.rowCount }
  }
}
