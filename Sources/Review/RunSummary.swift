import Foundation
import Reporting

/// What lists show of a run: small enough that those of thousands can be held.
struct RunSummary: Sendable, Codable {
  var id: String
  var template: String
  var title: String
  var state: String
  var started: Date
  var seconds: Double
  /// The checks that did not pass.
  var failing: [RunRecord.CheckRecord]
  /// The first line of what went wrong first; nil when the run did not fail.
  var problem: String?
  /// The first of its number cards.
  var metrics: [RunRecord.MetricRecord]

  private static let metricsKept = 6

  init(_ run: RunRecord) {
    id = run.id
    template = run.template
    title = run.title
    state = run.state
    started = run.started
    seconds = run.seconds
    problem =
      run.state == "failed"
      ? run.problems.first?.split(whereSeparator: \.isNewline).first.map(String.init) : nil
    failing = run.checks.filter { $0.state == "failed" }
    metrics = Array(run.metrics.prefix(Self.metricsKept))
  }
}
