import Diagnostics
import Engines

/// One step of a run: finds its files, looks its result up, and makes it when it must.
struct StepRun: Sendable {
  let step: Step
  /// The results of the steps it needs; all done.
  let needs: [StepResult]
  let run: Run

  init(_ step: Step, needs: [StepResult], in run: Run) {
    self.step = step
    self.needs = needs
    self.run = run
  }

  func result() async -> StepResult {
    let start = ContinuousClock.now
    var progress = Progress()
    var state: StepResult.State
    do { state = try await perform(&progress) } catch let error as EngineError {
      state = Task.isCancelled ? .cancelled : .failed([step.explanation(of: error)])
    } catch {
      let diagnostic = Task.isCancelled ? nil : Run.diagnostic(error, at: step.span)
      state = diagnostic.map { .failed([$0]) } ?? .cancelled
    }
    return StepResult(
      step,
      state,
      reason: progress.reason,
      key: progress.key,
      outputs: progress.outputs,
      files: progress.files,
      facts: progress.facts,
      duration: start.duration(to: .now)
    )
  }

  /// What is known so far, kept when the step then fails.
  private struct Progress {
    var reason: Reason?
    var key: StepKey?
    var outputs: [Output] = []
    var files: [ResolvedFiles.File] = []
    var facts: [StepFact] = []
  }

  private func perform(_ progress: inout Progress) async throws -> StepResult.State {
    var attempt = 1
    while true {
      try Task.checkCancellation()
      let files = try await run.digests.resolve(step.files)
      let key = try key(files)
      progress.key = key
      progress.files = files.all
      let isForced = run.mustRun(step)
      // What ran every time may have run elsewhere since: there is the last result, not here.
      if !isForced, !step.isCached { _ = try await run.shared?.fetch(key.fingerprint) }
      let found = try run.session.store.lookup(key.fingerprint)
      if !isForced, try await takeCached(found, key, &progress) { return .cached }

      progress.reason = reason(key, found, isForced: isForced)
      let lock = try await lockResult(key.fingerprint)
      // The one we waited for may have made it.
      if !isForced, lock.didWait,
        try await takeCached(try run.session.store.lookup(key.fingerprint), key, &progress)
      {
        return .cached
      }
      if !isForced, found.isMissing, try await run.shared?.fetch(key.fingerprint) ?? false,
        try await takeCached(try run.session.store.lookup(key.fingerprint), key, &progress)
      {
        return .cached
      }
      if attempt == 1, let reason = progress.reason { run.onEvent(.started(step.id, reason)) }
      let made = try await work(files, key.fingerprint).make()
      if let changed = try await run.digests.changed(files, of: step.files) {
        if attempt == 2 { throw Diagnostic.fileChanged(changed.name, at: span(of: changed, files)) }
        attempt += 1
        continue
      }
      var manifest = Manifest(step: step.id, kind: step.kind, tables: made.tables)
      if !made.facts.isEmpty { manifest.facts = made.facts }
      run.committer.add(
        Committer.Item(manifest: manifest, fingerprint: key.fingerprint, lock: lock.lock)
      )
      progress.outputs = run.session.store.outputs(manifest)
      progress.facts = made.facts
      return .ran
    }
  }

  private func takeCached(
    _ found: Store.Lookup,
    _ key: StepKey,
    _ progress: inout Progress
  ) async throws -> Bool {
    guard case .found(let manifest) = found else { return false }
    let outputs = run.session.store.outputs(manifest)
    if let isStillTrue = step.isStillTrue,
      try await !isStillTrue(KeptResult(outputs: outputs, pool: run.pool))
    {
      return false
    }
    progress.reason = run.record.reasonNotToRun(step.id, key)
    progress.outputs = outputs
    progress.facts = manifest.facts ?? []
    return true
  }

  private func reason(_ key: StepKey, _ found: Store.Lookup, isForced: Bool) -> Reason {
    if run.refresh.includes(step.id) { return .refreshed }
    if case .found = found { return isForced ? .notCached : .effectUndone }
    return run.record.reasonToRun(step.id, key, found)
  }

  /// The tables the step reads, each once.
  private var inputs: [Output] {
    let wanted = Set(step.reads.map { Graph.fold($0.value) })
    return needs.flatMap(\.outputs).filter { wanted.contains(Graph.fold($0.table)) }
  }

  private func work(
    _ files: ResolvedFiles,
    _ fingerprint: Fingerprint
  ) throws -> StepWork {
    StepWork(
      step: step,
      fingerprint: fingerprint,
      files: files,
      inputs: inputs,
      session: run.session,
      pool: run.pool,
      engine: try engine,
      onEvent: run.onEvent
    )
  }

  /// The engine that the step names; nil for the embedded one.
  private var engine: (any StepEngine)? {
    get throws {
      guard let name = step.engine else { return nil }
      guard let engine = run.engines[name] else {
        throw Diagnostic.unknownEngine(name, known: Array(run.engines.keys), at: step.span)
      }
      return engine
    }
  }

  private func key(_ files: ResolvedFiles) throws -> StepKey {
    let after = step.after.compactMap { name in
      needs.first { $0.id == name.value }?.fingerprint.map { (name.value, $0) }
    }
    return StepKey(
      step,
      files: files,
      inputs: inputs.map { ($0.table, $0.digest) },
      after: after,
      engine: try engine?.identity ?? run.identity
    )
  }

  private func lockResult(
    _ fingerprint: Fingerprint
  ) async throws -> (lock: FileLock, didWait: Bool) {
    let path = run.session.store.layout.lock(fingerprint)
    if let lock = try FileLock.attempt(path, .exclusive, isRemoved: true) { return (lock, false) }
    run.onEvent(.waiting(step.id))
    return (try await FileLock.wait(path, .exclusive, isRemoved: true), true)
  }

  /// Where the author named the file.
  private func span(of file: ResolvedFiles.File, _ files: ResolvedFiles) -> SourceSpan {
    if file.remote != nil {
      let group = files.groups.firstIndex { $0.contains { $0.remote == file.remote } }
      return group.map { step.files[$0].span } ?? step.span
    }
    let input = step.files.first { input in
      (try? input.matches())?.contains { $0.path == file.path } ?? false
    }
    return input?.span ?? step.span
  }
}
