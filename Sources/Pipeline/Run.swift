import Diagnostics
import Engines
import Files
import Foundation

/// One run of a graph: everything its steps share.
struct Run: Sendable {
  let graph: Graph
  let refresh: Runner.Refresh
  let only: Set<String>?
  let reuses: Bool
  let parallelism: Int
  let session: StoreSession
  let pool: EnginePool
  /// The other engines by name.
  let engines: [String: any StepEngine]
  let digests: FileDigests
  let committer: Committer
  let shared: SharedStore?
  let record: RunRecord
  let identity: EngineIdentity
  let onEvent: @Sendable (Event) -> Void

  /// Reads what earlier runs left, and learns which engine it is.
  ///
  /// - Throws: `SystemError` for the store, `Diagnostic` for the engine.
  init(
    _ runner: Runner,
    session: StoreSession,
    pool: EnginePool,
    onEvent: @escaping @Sendable (Event) -> Void
  ) async throws {
    graph = runner.graph
    refresh = runner.refresh
    only = runner.only
    reuses = runner.reuses
    parallelism = runner.parallelism
    self.session = session
    self.pool = pool
    engines = runner.engines
    self.onEvent = onEvent
    let layout = session.store.layout
    let index = FileIndex(try FileSystem.contents(of: layout.files) ?? [])
    digests = FileDigests(index: index, parallelism: Runner.processorCount)
    shared = runner.shared.map { SharedStore($0, session, isReadOnly: !runner.sends) }
    committer = Committer(session, shared: shared)
    record = try Self.record(of: runner.template, in: layout)
    identity = try await Self.identity(of: runner.engine, session: session, pool: pool)
  }

  /// Starts steps as those they need are done, `parallelism` at a time, until all have ended.
  func schedule() async -> [StepResult] {
    let steps = graph.steps
    var results = [StepResult?](repeating: nil, count: steps.count)
    var waiting = Array(steps.indices)
    await withTaskGroup(of: (Int, StepResult).self) { group in
      var running = 0
      while true {
        waiting.removeAll { index in
          guard let early = ended(index, results) else { return false }
          results[index] = early
          onEvent(.finished(early))
          return true
        }
        while running < parallelism,
          let position = waiting.firstIndex(where: { index in
            graph.needs[index].allSatisfy { results[$0] != nil }
          })
        {
          let index = waiting.remove(at: position)
          let needs = graph.needs[index].compactMap { results[$0] }
          running += 1
          group.addTask { (index, await StepRun(steps[index], needs: needs, in: self).result()) }
        }
        guard let (index, result) = await group.next() else { break }
        running -= 1
        results[index] = result
        onEvent(.finished(result))
      }
    }
    return zip(steps, results).map { $1 ?? StepResult($0, .cancelled) }
  }

  /// The end of a step that cannot start any more: the run was cancelled, or a need was not met.
  private func ended(_ index: Int, _ results: [StepResult?]) -> StepResult? {
    let step = graph.steps[index]
    if Task.isCancelled { return StepResult(step, .cancelled) }
    for need in graph.needs[index] {
      switch results[need]?.state {
      case .failed: return StepResult(step, .skipped(because: graph.steps[need].id))
      case .skipped(let root): return StepResult(step, .skipped(because: root))
      case .cancelled: return StepResult(step, .cancelled)
      case .ran, .cached, nil: continue
      }
    }
    return nil
  }

  /// Waits for the disk, remembers the run, and sweeps the store when it is time.
  ///
  /// - Returns: what could not be written. The results can be read all the same.
  func finish(_ results: [StepResult]) async -> [Diagnostic] {
    var failures = await committer.finish()
    do {
      try await session.save(digests.fresh)
      try await remember(results)
      try session.sweepIfDue(keeping: Set(results.compactMap(\.fingerprint)))
    } catch let error as SystemError {
      failures.append(error)
    } catch {
      // Cancelled while it waited for the index: hashing again is all it costs.
    }
    var seen: Set<SystemError> = []
    let broken: [Diagnostic] = failures.filter { seen.insert($0).inserted }.map {
      .storeFailed($0, at: nil)
    }
    return broken + (await shared?.finish() ?? [])
  }

  /// Whether a step runs although the store may have its result.
  func mustRun(_ step: Step) -> Bool {
    if refresh.includes(step.id) { return true }
    return !step.isCached && (!reuses || only?.contains(step.id) == true)
  }

  /// Adds the keys of this run to those of the last one; runs of other steps may do so at the same time.
  private func remember(_ results: [StepResult]) async throws {
    let layout = session.store.layout
    let path = layout.record(record.template)
    let lock = try await FileLock.wait(
      layout.lockOfRecord(record.template),
      .exclusive,
      isRemoved: true
    )
    let last = try Self.record(of: record.template, in: layout)
    let next = last.updated(with: results, keepingOthers: only != nil)
    if next != last { try session.replace(path, with: next) }
    withExtendedLifetime(lock) {}
  }

  private static func record(
    of template: String,
    in layout: StoreLayout
  ) throws(SystemError) -> RunRecord {
    let known: RunRecord? = try decode(layout.record(template))
    return known.flatMap { $0.format == RunRecord.currentFormat ? $0 : nil }
      ?? RunRecord(template: template, steps: [:])
  }

  /// An error in the author's terms; nil for a cancellation.
  static func diagnostic(_ error: any Error, at span: SourceSpan?) -> Diagnostic? {
    switch error {
    case let error as Diagnostic: error
    case let error as SystemError: .storeFailed(error, at: span)
    case is CancellationError: nil
    default: .stepFailed(error, at: span)
    }
  }

  private static func identity(
    of source: EngineSource,
    session: StoreSession,
    pool: EnginePool
  ) async throws -> EngineIdentity {
    guard let library = source.library else { return try await pool.identity() }
    let path = session.store.layout.engine
    let memory: EngineMemory? = try decode(path)
    if let known = memory?.identity(for: library) { return known }
    let identity = try await pool.identity()
    if let memory = try? EngineMemory(library: library, identity: identity) {
      try session.replace(path, with: memory)
    }
    return identity
  }

  /// A small JSON file; nil when it is missing or of another shape.
  private static func decode<Value: Decodable>(_ path: String) throws(SystemError) -> Value? {
    guard let bytes = try FileSystem.contents(of: path) else { return nil }
    return try? JSONDecoder().decode(Value.self, from: Data(bytes))
  }
}
