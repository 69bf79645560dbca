/// Work of a step's own, and tables put together from others.
extension StepWork {
  /// Tables that `produce` writes, in the order of the step's `provides`.
  func tables(
    of step: Step,
    _ produce: @Sendable (StepContext) async throws -> Void
  ) async throws -> [Manifest.Table] {
    let writers = TableWriters(step: step, session: session, pool: pool, onEvent: onEvent)
    let context = StepContext(
      files: files,
      inputFiles: step.files,
      inputs: inputs,
      pool: pool,
      engine: engine,
      work: self,
      writers: writers,
      onEvent: onEvent,
      id: step.id,
      fingerprint: fingerprint,
      session: session
    )
    try await produce(context)
    return try await writers.finish()
  }

  /// Tables made of the files of others, and those that `produce` writes.
  func gathered(
    _ parts: [String: [String]],
    _ produce: @Sendable (StepContext) async throws -> Void
  ) async throws -> [Manifest.Table] {
    var written = step
    written.provides.removeAll { parts[$0] != nil }
    let made = try await tables(of: written, produce)
    return step.provides.compactMap { name in
      parts[name].map { gathered(name, $0) } ?? made.first { $0.name == name }
    }
  }

  private func gathered(_ name: String, _ parts: [String]) -> Manifest.Table {
    let outputs = parts.compactMap { part in
      inputs.first { Graph.fold($0.table) == Graph.fold(part) }
    }
    precondition(outputs.count == parts.count && !outputs.isEmpty, "the parts are among its reads")
    // A part without rows has a file all the same, which is of use only when all are so.
    let filled = outputs.filter { $0.rowCount > 0 }
    return Manifest.Table(
      name: name,
      rowCount: outputs.reduce(0) { $0 + $1.rowCount },
      files: (filled.isEmpty ? [outputs[0]] : filled).flatMap(\.files),
      columns: outputs[0].columns
    )
  }
}
