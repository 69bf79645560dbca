import Files
import Foundation
import Glibc

/// Finds the report templates of a folder.
package enum TemplateFolder {
  /// The paths of all templates in a folder and below it, in the order in which people count.
  ///
  /// A template is a `.md` file that `TemplateMark` takes for one. Names that begin with `.` or `_`
  /// and `node_modules` are passed over, and so are links that lead out of the folder. A link to a
  /// folder is not entered: what lies in `folder` is found at its own place.
  ///
  /// - Parameters:
  ///   - folder: Each path begins with it as it is written; those of `.` begin with what is in it.
  ///   - leavingOut: Files and folders that are passed over however their paths are written, such as
  ///     those of finished reports and of the store; need not exist.
  /// - Returns: Nothing for a folder that is not there or cannot be read.
  package static func templates(in folder: String, leavingOut: [String] = []) -> [String] {
    guard let root = realPath(folder) else { return [] }
    let left = Set(leavingOut.compactMap(realPath))
    let base = base(folder)
    var found: [String] = []
    var open = [base]
    while let current = open.popLast() {
      let names = (try? FileSystem.names(inFolder: current.isEmpty ? "." : current)) ?? []
      for name in names where !isPassedOver(name) {
        let path = current.isEmpty || current.hasSuffix("/") ? current + name : "\(current)/\(name)"
        guard let real = realPath(path), !left.contains(real) else { continue }
        switch FileSystem.kind(of: path) {
        case .folder: if !isLink(path) { open.append(path) }
        case .file:
          let isInside = root == "/" || real.hasPrefix(root + "/")
          if name.hasSuffix(".md"), isInside, TemplateMark.isTemplate(path) { found.append(path) }
        case .other, nil: continue
        }
      }
    }
    return found.sorted(by: NaturalOrder.precedes)
  }

  /// What stands before the names in a folder: nothing for `.`, and no slash at the end.
  private static func base(_ folder: String) -> String {
    let trimmed = folder.reversed().drop { $0 == "/" }.reversed()
    if trimmed.isEmpty { return folder.isEmpty ? "" : "/" }
    return String(trimmed) == "." ? "" : String(trimmed)
  }

  private static func isPassedOver(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasPrefix("_") || name == "node_modules"
  }

  private static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// The path without links, `.` and `..`; nil when nothing stands there.
  static func realPath(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }
}
