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
      state = Task.isCancelled ? .cancelled : .failed([step.explain(error)])
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
      duration: start.duration(to: .now)
    )
  }

  /// What is known so far, kept when the step then fails.
  private struct Progress {
    var reason: Reason?
    var key: StepKey?
    var outputs: [Output] = []
    var files: [ResolvedFiles.File] = []
  }

  private func perform(_ progress: inout Progress) async throws -> StepResult.State {
    var attempt = 1
    while true {
      try Task.checkCancellation()
      let files = try await run.digests.resolve(step.files)
      let key = key(files)
      progress.key = key
      progress.files = files.all
      let isForced = !step.isCached || run.refresh.includes(step.id)
      let found = try run.session.store.lookup(key.fingerprint)
      if !isForced, takeCached(found, key, &progress) { return .cached }

      progress.reason = reason(key, found)
      let lock = try await lockResult(key.fingerprint)
      // The one we waited for may have made it.
      if !isForced, lock.didWait,
        takeCached(try run.session.store.lookup(key.fingerprint), key, &progress)
      {
        return .cached
      }
      if attempt == 1, let reason = progress.reason { run.onEvent(.started(step.id, reason)) }
      let tables = try await work(files).tables()
      if let changed = try run.digests.changed(files) {
        if attempt == 2 { throw Diagnostic.fileChanged(changed.name, at: span(of: changed)) }
        attempt += 1
        continue
      }
      let manifest = Manifest(step: step.id, kind: step.kind, tables: tables)
      run.committer.add(
        Committer.Item(manifest: manifest, fingerprint: key.fingerprint, lock: lock.lock)
      )
      progress.outputs = run.session.store.outputs(manifest)
      return .ran
    }
  }

  private func takeCached(
    _ found: Store.Lookup,
    _ key: StepKey,
    _ progress: inout Progress
  ) -> Bool {
    guard case .found(let manifest) = found else { return false }
    progress.reason = run.record.reasonNotToRun(step.id, key)
    progress.outputs = run.session.store.outputs(manifest)
    return true
  }

  private func reason(_ key: StepKey, _ found: Store.Lookup) -> Reason {
    if run.refresh.includes(step.id) { return .refreshed }
    if !step.isCached, case .found = found { return .notCached }
    return run.record.reasonToRun(step.id, key, found)
  }

  /// The tables the step reads, each once.
  private var inputs: [Output] {
    let wanted = Set(step.reads.map { Graph.fold($0.value) })
    return needs.flatMap(\.outputs).filter { wanted.contains(Graph.fold($0.table)) }
  }

  private func work(_ files: ResolvedFiles) -> StepWork {
    StepWork(
      step: step,
      files: files,
      inputs: inputs,
      session: run.session,
      pool: run.pool,
      onEvent: run.onEvent
    )
  }

  private func key(_ files: ResolvedFiles) -> StepKey {
    let after = step.after.compactMap { name in
      needs.first { $0.id == name.value }?.fingerprint.map { (name.value, $0) }
    }
    return StepKey(
      step,
      files: files,
      inputs: inputs.map { ($0.table, $0.digest) },
      after: after,
      engine: run.identity
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
  private func span(of file: ResolvedFiles.File) -> SourceSpan {
    let input = step.files.first { input in
      (try? input.matches())?.contains { $0.path == file.path } ?? false
    }
    return input?.span ?? step.span
  }
}
