import Files

extension Step {
  /// The query as it would run now, its files found but not read; nil for work of another kind.
  ///
  /// For looking at a step without running it: which columns it would give, whether it binds.
  ///
  /// - Throws: `Diagnostic` when a file is missing, or what the step's own closure throws.
  public func queryText() throws -> String? {
    guard case .query(let text, _) = work else { return nil }
    var groups: [[ResolvedFiles.File]] = []
    for input in files {
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
    return try text(ResolvedFiles(groups: groups))
  }
}
