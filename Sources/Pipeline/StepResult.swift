public import Diagnostics

/// How one step of a run ended.
public struct StepResult: Sendable {
  public enum State: Sendable, Hashable {
    case ran
    /// The result was in the store.
    case cached
    case failed([Diagnostic])
    /// A step it needs failed; `because` is the id of the one where it began.
    case skipped(because: String)
    case cancelled
  }

  public let id: String
  public let kind: String
  /// Whether the author gave the step no name: it is one of several behind a directive.
  public let isPrivate: Bool
  public let state: State
  /// Why it ran or did not; nil when it never came to that (skipped, cancelled, missing files).
  public let reason: Reason?
  /// Nil when it never came to that.
  public var fingerprint: Fingerprint? { key?.fingerprint }
  let key: StepKey?
  /// The tables, in the order of the step's `provides`; empty unless it ran or was cached.
  public let outputs: [Output]
  /// The files it read, or whose digests kept it from running; empty when it never came to that.
  public let files: [ResolvedFiles.File]
  /// What the engine it ran on said of the work, when it was done; empty for the embedded one.
  public let facts: [StepFact]
  /// The engine that the step names; nil for the embedded one.
  public let engine: String?
  /// The time the step took, waiting for its turn not included.
  public let duration: Duration

  init(
    _ step: Step,
    _ state: State,
    reason: Reason? = nil,
    key: StepKey? = nil,
    outputs: [Output] = [],
    files: [ResolvedFiles.File] = [],
    facts: [StepFact] = [],
    duration: Duration = .zero
  ) {
    id = step.id
    kind = step.kind
    isPrivate = step.isPrivate
    self.state = state
    self.reason = reason
    self.key = key
    self.outputs = outputs
    self.files = files
    self.facts = facts
    engine = step.engine
    self.duration = duration
  }

  /// Whether the step's tables are there to be read.
  public var isDone: Bool { state == .ran || state == .cached }

  public var diagnostics: [Diagnostic] {
    if case .failed(let diagnostics) = state { diagnostics } else { [] }
  }
}
