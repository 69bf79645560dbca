import Diagnostics
import Files
import Glibc
import Pipeline
import Reporting

extension Project {
  /// Whether a path, folder or pattern that a visitor gives names only files of the project that are not hidden.
  ///
  /// Symbolic links are followed; of a pattern, each file that fits it now is looked at. What a visitor has sent is
  /// in the project, though its folder is hidden. Takes as long as looking for the files does.
  ///
  /// This keeps visitors from naming files beside the project. It does not confine templates, whose SQL reads what
  /// it likes, nor those who may write in the folder: a link that is made after the look is followed by the run.
  func contains(_ path: String) -> Bool {
    guard isPlain(path), let root = Self.real(".") else { return false }
    let uploads = Self.real("\(render.stateFolder)/uploads")
    func isAllowed(_ place: String) -> Bool {
      guard let real = Self.real(place) else { return false }
      if let uploads, real.hasPrefix(uploads + "/") { return true }
      guard root == "/" || real == root || real.hasPrefix(root + "/") else { return false }
      return !Self.isHidden(real.dropFirst(root.count))
    }
    if FileSystem.kind(of: path) != nil, !isAllowed(path) { return false }
    let span = SourceSpan(file: SourceFile(name: "", text: ""), range: 0..<0)
    if let files = try? InputFiles(path, in: "", at: span).paths() {
      return files.allSatisfy(isAllowed)
    }
    // Nothing is there: the run will say so, of a place within the project only.
    let fixed = path.split(separator: "/", omittingEmptySubsequences: false)
      .prefix { !$0.contains(where: "*?[{".contains) }
    var place = fixed.joined(separator: "/")
    if place.isEmpty { place = path.hasPrefix("/") ? "/" : "." }
    while !Self.isThere(place), place != ".", place != "/" { place = FileSystem.parent(of: place) }
    let rest = path.hasPrefix(root + "/") ? path.dropFirst(root.count) : path[...]
    return isAllowed(place) && !Self.isHidden(rest)
  }

  /// Whether a text can be a path of the project at all.
  private func isPlain(_ path: String) -> Bool {
    guard !path.isEmpty, !path.utf8.contains(0) else { return false }
    // Engines take `https://…` and `file:…` for places of other kinds.
    let first = path.prefix { $0 != "/" }
    if first.hasSuffix(":") || path.contains("://") { return false }
    if first.lowercased().hasPrefix("file:") { return false }
    // Each brace multiplies the patterns that are looked for.
    guard path.count(where: { $0 == "{" }) <= 2, path.count(where: { $0 == "," }) <= 40 else {
      return false
    }
    return !path.split(whereSeparator: { "/{},".contains($0) }).contains("..")
  }

  /// Whether a part of the path begins with a dot, as those of settings and secrets do.
  private static func isHidden(_ path: Substring) -> Bool {
    path.split(separator: "/").contains { $0.hasPrefix(".") && $0 != "." }
  }

  /// The path without links; nil when nothing is there.
  private static func real(_ path: String) -> String? {
    guard let text = realpath(path, nil) else { return nil }
    defer { free(text) }
    return String(cString: text)
  }

  /// Whether a path names anything, a link that leads nowhere too.
  private static func isThere(_ path: String) -> Bool {
    var target: CChar = 0
    return FileSystem.kind(of: path) != nil || readlink(path, &target, 1) >= 0
  }
}
