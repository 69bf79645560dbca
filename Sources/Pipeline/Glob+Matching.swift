import Files

extension Glob {
  /// The files that fit, as paths below `folder`, each once and in the order of their names.
  ///
  /// A match that is a folder stands for all files below it, except those whose name, or the name of
  /// a folder on the way, begins with `.` or `_` (`_SUCCESS`, `_temporary`: the marks that Spark and
  /// Hive leave). Symbolic links are followed, a loop of them once.
  ///
  /// - Throws: `SystemError` for a folder that cannot be read.
  func matches(inFolder folder: String) throws(SystemError) -> [String] {
    // By their bytes: two names may differ in nothing but how a letter is composed, and each is a file.
    var found: Set<[UInt8]> = []
    for parts in alternatives {
      try match(parts[...], in: folder, prefix: "", found: &found, visited: [])
    }
    return found.sorted { $0.lexicographicallyPrecedes($1) }.map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  private func match(
    _ parts: ArraySlice<Part>,
    in folder: String,
    prefix: String,
    found: inout Set<[UInt8]>,
    visited: [FileStamp]
  ) throws(SystemError) {
    guard let part = parts.first else {
      return try collect(folder, prefix: String(prefix.dropLast()), into: &found, visited: visited)
    }
    let rest = parts.dropFirst()
    switch part {
    case .name(let name):
      if let actual = try Self.actualName(name, in: folder) {
        try enter(actual, rest, in: folder, prefix: prefix, found: &found, visited: visited)
      }
    case .pattern(let pieces):
      for name in try Self.names(in: folder) where Self.matches(name, pieces) {
        try enter(name, rest, in: folder, prefix: prefix, found: &found, visited: visited)
      }
    case .anyFolders:
      try match(rest, in: folder, prefix: prefix, found: &found, visited: visited)
      // At the end of a pattern it stands for all files below: that was the call above.
      guard !rest.isEmpty, let stamp = try? FileStamp(ofFile: folder), !visited.holds(stamp)
      else { return }
      for name in try Self.names(in: folder) where !name.hasPrefix(".") {
        let path = folder == "/" ? "/" + name : folder + "/" + name
        guard FileSystem.kind(of: path) == .folder else { continue }
        let deeper = prefix + name + "/"
        try match(parts, in: path, prefix: deeper, found: &found, visited: visited + [stamp])
      }
    }
  }

  private func enter(
    _ name: String,
    _ rest: ArraySlice<Part>,
    in folder: String,
    prefix: String,
    found: inout Set<[UInt8]>,
    visited: [FileStamp]
  ) throws(SystemError) {
    let path = folder == "/" ? "/" + name : folder + "/" + name
    switch FileSystem.kind(of: path) {
    case .folder:
      try match(rest, in: path, prefix: prefix + name + "/", found: &found, visited: visited)
    case .file, .other: if rest.isEmpty { found.insert(Array((prefix + name).utf8)) }
    case nil: break
    }
  }

  /// All files below a folder.
  private func collect(
    _ folder: String,
    prefix: String,
    into found: inout Set<[UInt8]>,
    visited: [FileStamp]
  ) throws(SystemError) {
    guard let stamp = try? FileStamp(ofFile: folder), !visited.holds(stamp) else { return }
    for name in try FileSystem.names(inFolder: folder)
    where !name.hasPrefix(".") && !name.hasPrefix("_") {
      let path = folder + "/" + name
      let shown = prefix.isEmpty ? name : prefix + "/" + name
      switch FileSystem.kind(of: path) {
      case .folder:
        try collect(path, prefix: shown, into: &found, visited: visited + [stamp])
      case .file: found.insert(Array(shown.utf8))
      case .other, nil: break
      }
    }
  }

  /// The name as it is stored in the folder: itself, or one that reads the same.
  private static func actualName(
    _ name: String,
    in folder: String
  ) throws(SystemError) -> String? {
    if FileSystem.kind(of: folder + "/" + name) != nil { return name }
    if name.utf8.allSatisfy({ $0 < 128 }) { return nil }
    return try names(in: folder).first { $0 == name }
  }

  /// The names in a folder; none when it is not there or is not a folder.
  private static func names(in folder: String) throws(SystemError) -> [String] {
    guard FileSystem.kind(of: folder) == .folder else { return [] }
    return try FileSystem.names(inFolder: folder)
  }
}

extension [FileStamp] {
  /// Whether a folder is already on the way down: a loop of symbolic links.
  fileprivate func holds(_ stamp: FileStamp) -> Bool {
    contains { $0.inode == stamp.inode && $0.device == stamp.device }
  }
}
