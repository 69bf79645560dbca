extension Glob {
  /// What all keys that fit begin with, up to the first sign with a meaning; to list no more than is
  /// needed.
  static func keyPrefix(of pattern: String) -> String {
    String(pattern.prefix { !"*?[{".contains($0) })
  }

  /// Whether a key of an object store fits, whose folders are only parts of its name.
  ///
  /// As with files, a pattern that ends at a folder stands for all below it but what begins with `.` or
  /// `_` there.
  func matches(key: String) -> Bool {
    let names = key.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    return alternatives.contains { Self.fits(names[...], $0[...]) }
  }

  private static func fits(_ names: ArraySlice<String>, _ parts: ArraySlice<Part>) -> Bool {
    guard let part = parts.first else {
      return names.allSatisfy { !$0.hasPrefix(".") && !$0.hasPrefix("_") }
    }
    let rest = parts.dropFirst()
    guard let name = names.first else { return false }
    switch part {
    case .name(let wanted): return name == wanted && fits(names.dropFirst(), rest)
    case .pattern(let pieces):
      return matches(name, pieces) && fits(names.dropFirst(), rest)
    case .anyFolders:
      if fits(names, rest) { return true }
      return !rest.isEmpty && !name.hasPrefix(".") && fits(names.dropFirst(), parts)
    }
  }
}

extension InputFiles {
  /// The keys of an object store that a pattern means, of those that begin with its prefix.
  ///
  /// `pattern` has no scheme and no bucket; keys come in the order given.
  public static func keys(_ keys: [String], matching pattern: String) -> [String] {
    // A key that is written out is taken as it is, even with signs in it.
    if keys.contains(pattern), !pattern.hasSuffix("/") { return [pattern] }
    let glob = Glob(pattern)
    return keys.filter { glob.matches(key: $0) }
  }

  /// What the keys that a pattern means begin with.
  public static func keyPrefix(of pattern: String) -> String { Glob.keyPrefix(of: pattern) }
}
