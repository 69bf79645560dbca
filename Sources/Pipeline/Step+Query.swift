public import Diagnostics
public import Engines
import Files

extension Step {
  /// The query as it would run now, its files found but not read; nil for work of another kind.
  ///
  /// For looking at a step without running it: which columns it would give, whether it binds.
  ///
  /// Files elsewhere are listed, and `engine` is made to read them.
  ///
  /// - Throws: `Diagnostic` when a file is missing, or what the step's own closure throws.
  public func queryText(for engine: Engine?) async throws -> String? {
    guard case .query(let text, _) = work else { return nil }
    var groups: [[ResolvedFiles.File]] = []
    for input in files {
      if let remote = input.remote {
        groups.append(try await remote.list(input).map(ResolvedFiles.File.init))
        continue
      }
      groups.append(
        try input.matches().map { file in
          ResolvedFiles.File(
            name: file.name,
            path: file.path,
            byteCount: 0,
            digest: Fingerprint([]),
            stamp: FileStamp(device: 0, inode: 0, size: 0, modified: 0, changed: 0),
            hashedAt: 0
          )
        }
      )
    }
    let resolved = ResolvedFiles(groups: groups)
    let query = try text(resolved)
    if let engine, !query.isEmpty { try await prepare(engine, resolved) }
    return query
  }
}

extension Step {
  /// Makes the embedded engine read those of the step's files that are elsewhere.
  ///
  /// - Throws: `Diagnostic`.
  func prepare(_ engine: Engine, _ resolved: ResolvedFiles) async throws {
    for (input, files) in zip(files, resolved.groups) {
      try await input.remote?.prepare(engine, for: input, files.compactMap(\.remote))
    }
  }

  /// Puts an engine's error in words: the step's own, or those for files that are elsewhere.
  public func explanation(of error: EngineError) -> Diagnostic {
    if let (input, remote) = elsewhere, let known = remote.explain(error.message, of: input) {
      return known
    }
    return explain(error)
  }

  /// The first of its files that are elsewhere.
  private var elsewhere: (InputFiles, any RemoteFiles)? {
    for input in files { if let remote = input.remote { return (input, remote) } }
    return nil
  }
}
