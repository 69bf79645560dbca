import Foundation
import Reporting

/// A run that was asked for in the browser: waiting, running or ended.
struct Job: Sendable, Identifiable {
  enum State: String, Sendable, Codable {
    case waiting, running, finished
    /// It ran, and a check did not pass.
    case failedChecks = "failed checks"
    case failed, cancelled

    var isOver: Bool { self != .waiting && self != .running }
  }

  /// A step of the run as it stands.
  struct Step: Sendable, Codable {
    var id: String
    var kind: String
    var needs: [String]
    var isPrivate: Bool
    var group: String?
    /// `waiting`, `running`, `held` (another process makes the same result), or how it ended: `ran`, `cached`,
    /// `failed`, `skipped`, `cancelled`.
    var state = "waiting"
    var reason = ""
    var seconds: Double?
    var rows: Int?
    /// Pieces of work, for steps that count them.
    var done: Int?
    var total: Int?
    /// The version of the job in which this last changed.
    var version = 0
  }

  let id: String
  let template: String
  var title: String
  /// As they were given: values that differ from the template's own.
  let parameters: [String: String]
  let refreshesAll: Bool
  let submitted: Date
  var started: Date?
  var ended: Date?
  var state = State.waiting
  var steps: [Step] = []
  /// What the run says, a line each.
  var lines: [String] = []
  /// What is wrong, as the command line prints it.
  var problems: [String] = []
  var summary = ""
  /// The run in the ledger, once there is one.
  var run: String?
  /// The version in which the steps became known.
  var outlined = 0
  /// Counts every change: what a page has seen already is known by it.
  var version = 0
}

/// What is new in a job since a version.
struct JobChanges: Sendable, Encodable {
  var version: Int
  var state: Job.State
  /// Whether the steps are all given anew, because they were not known before.
  var isWhole: Bool
  var steps: [Job.Step]
  var lines: [String]
  /// How many lines there are with these.
  var lineCount: Int
  var stepsDone: Int
  var stepCount: Int
  /// Runs that are ahead of it in the queue.
  var ahead: Int
  var seconds: Double?
  var problems: [String]
  var summary: String
  var run: String?
}

extension Job {
  /// What has changed since a version and a number of lines that a page has.
  func changes(since version: Int, lines seen: Int, ahead: Int, now: Date) -> JobChanges {
    JobChanges(
      version: self.version,
      state: state,
      isWhole: version == 0,
      steps: steps.filter { $0.version > version || version == 0 },
      lines: Array(lines.dropFirst(seen)),
      lineCount: lines.count,
      stepsDone: steps.count { !["waiting", "running", "held"].contains($0.state) },
      stepCount: steps.count,
      ahead: ahead,
      seconds: started.map { (ended ?? now).timeIntervalSince($0) },
      problems: problems,
      summary: summary,
      run: run
    )
  }
}
