import Foundation

/// A run that was asked for, as the API tells it.
struct JobView: Encodable, Sendable {
  var id: String
  var template: String
  var title: String
  /// The values that differ from the template's own.
  var parameters: [String: String]
  /// `none` or `all`.
  var refresh: String
  var state: Job.State
  var submitted: Date
  var started: Date?
  var ended: Date?
  /// Runs that are ahead of it in the queue.
  var ahead: Int
  var steps: [Job.Step]
  /// What it said, a line each.
  var lines: [String]
  var problems: [String]
  var summary: String
  /// The id of the run in the ledger, once there is one.
  var run: String?
  var version: Int
  /// The address of its events.
  var events: String

  init(_ job: Job, ahead: Int) {
    id = job.id
    template = job.template
    title = job.title
    parameters = job.parameters
    refresh = job.refreshesAll ? "all" : "none"
    state = job.state
    submitted = job.submitted
    started = job.started
    ended = job.ended
    self.ahead = ahead
    steps = job.steps
    lines = job.lines
    problems = job.problems
    summary = job.summary
    run = job.run
    version = job.version
    events = APIAddress.job(job.id) + "/events"
  }
}
