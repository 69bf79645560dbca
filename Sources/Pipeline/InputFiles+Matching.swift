import Foundation

extension InputFiles {
  /// Whether a file or folder at a path would be among the files, were it there: by its name alone.
  ///
  /// A folder counts when files below it would.
  public func mayMatch(_ path: String) -> Bool {
    if let scheme = pattern.firstRange(of: "://") {
      guard path.hasPrefix(pattern[..<scheme.upperBound]) else { return false }
      let names = path[scheme.upperBound...].split(separator: "/").map(String.init)
      let inner = Glob(String(pattern[scheme.upperBound...]))
      return inner.alternatives.contains { Self.fits(names[...], $0[...]) }
    }
    if path.contains("://") { return false }
    let base = URL(fileURLWithPath: pattern.hasPrefix("/") ? "/" : folder.isEmpty ? "." : folder)
      .standardizedFileURL.path
    let whole = URL(fileURLWithPath: path).standardizedFileURL.path
    let prefix = base == "/" ? "/" : base + "/"
    guard whole.hasPrefix(prefix) else { return false }
    let names = whole.dropFirst(prefix.count).split(separator: "/").map(String.init)
    return Glob(pattern).alternatives.contains { Self.fits(names[...], $0[...]) }
  }

  private static func fits(_ names: ArraySlice<String>, _ parts: ArraySlice<Glob.Part>) -> Bool {
    // The pattern ends at a folder, or the path does: what is below belongs to it.
    guard let part = parts.first, let name = names.first else { return true }
    switch part {
    case .name(let wanted): return name == wanted && fits(names.dropFirst(), parts.dropFirst())
    case .pattern(let pieces):
      return Glob.matches(name, pieces) && fits(names.dropFirst(), parts.dropFirst())
    case .anyFolders:
      return fits(names, parts.dropFirst()) || fits(names.dropFirst(), parts)
    }
  }
}
