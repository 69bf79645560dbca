import Diagnostics
import Foundation

/// Runs a graph: what changed since the last time, side by side where steps do not need each other.
///
///     let runner = Runner(graph, template: "templates/academy.md", engine: source, store: store)
///     let result = await runner.run { event in progress.show(event) }
///
/// A step whose fingerprint the store knows is not run. A step that fails stops those that need it
/// and nothing else. When the task is cancelled, running queries are interrupted and the store is
/// left sound.
public struct Runner: Sendable {
  /// Results that are made again although the store has them.
  ///
  /// Steps that read a refreshed result run again only if it came out different.
  public enum Refresh: Sendable, Hashable {
    case none, all
    /// Ids of steps.
    case steps(Set<String>)

    func includes(_ id: String) -> Bool {
      switch self {
      case .none: false
      case .all: true
      case .steps(let ids): ids.contains(id)
      }
    }
  }

  public let graph: Graph
  /// The template's path: under it the store remembers the last run, to say what changed.
  public let template: String
  public let engine: EngineSource
  /// Other engines by the names that steps give.
  public let engines: [String: any StepEngine]
  public let store: Store
  /// Where results are looked for and sent to besides; nil for none.
  public let shared: (any SharedFolder)?
  /// Whether results that are made are sent to `shared`; else they are only taken from there.
  public let sends: Bool
  public let refresh: Refresh
  /// How many steps run at the same time.
  public let parallelism: Int
  /// The ids of the steps that the run is about; nil is all.
  ///
  /// Of the other steps only those run that these need and the store has not.
  public let only: Set<String>?
  /// Whether a step that runs every time is taken from the store too, when it is there; not one of `only`.
  public let reuses: Bool

  /// Puts a run together; nothing is touched before `run`.
  ///
  /// - Parameters:
  ///   - graph: Must have been made without an error.
  ///   - template: The template's path.
  ///   - engine: Opened only when it is needed.
  ///   - engines: The engines that steps may name beside it.
  ///   - store: Where results are looked for and kept.
  ///   - shared: Where they are looked for when the store has none, and sent to besides.
  ///   - sends: Whether results that are made go to `shared`.
  ///   - refresh: What is made again in any case.
  ///   - parallelism: Nil stands for the number of processors this process may use.
  ///   - only: Ids of the steps to run, with what they need; nil is all.
  ///   - reuses: Whether results of steps that run every time are good enough, but for those of `only`.
  public init(
    _ graph: Graph,
    template: String,
    engine: EngineSource,
    engines: [String: any StepEngine] = [:],
    store: Store,
    shared: (any SharedFolder)? = nil,
    sends: Bool = true,
    refresh: Refresh = .none,
    parallelism: Int? = nil,
    only: Set<String>? = nil,
    reuses: Bool = false
  ) {
    self.graph = only.map(graph.part(for:)) ?? graph
    self.only = only
    self.reuses = reuses
    self.template = template
    self.engine = engine
    self.engines = engines
    self.store = store
    self.shared = shared
    self.sends = sends
    self.refresh = refresh
    self.parallelism = max(1, parallelism ?? Self.processorCount)
  }

  /// Runs all steps and returns when each has ended one way or another.
  ///
  /// - Parameter onEvent: Called from several tasks at once; must not block for long.
  /// - Returns: How each step ended, also when the task was cancelled.
  public func run(onEvent: @escaping @Sendable (Event) -> Void = { _ in }) async -> RunResult {
    let start = ContinuousClock.now
    onEvent(.planned(graph.steps.map(\.id)))
    let pool = EnginePool(engine)
    var results: [StepResult]
    var diagnostics: [Diagnostic] = []
    var lease: FileLock?
    var identity: EngineIdentity?
    do {
      let session = try await StoreSession.open(store)
      lease = session.lease
      let run = try await Run(self, session: session, pool: pool, onEvent: onEvent)
      identity = run.identity
      results = await run.schedule()
      diagnostics = await run.finish(results)
    } catch {
      if let diagnostic = Run.diagnostic(error, at: nil) { diagnostics = [diagnostic] }
      results = graph.steps.map { StepResult($0, .cancelled) }
      for result in results { onEvent(.finished(result)) }
    }
    for (_, engine) in engines.sorted(by: { $0.key < $1.key }) {
      diagnostics += await engine.close()
    }
    return RunResult(
      steps: results,
      diagnostics: diagnostics,
      duration: start.duration(to: .now),
      engineIdentity: identity,
      pool: pool,
      lease: lease
    )
  }

  /// The processors that this process may use, as `taskset` and containers limit them.
  public static let processorCount = max(1, ProcessInfo.processInfo.activeProcessorCount)
}
