import Glibc
import Synchronization

/// A name beside a path for what is not finished yet: `sales.csv.4711-90210.partial`.
///
/// What stands under it is removed with the last reference, unless `keep()` was called because it
/// has its final name.
final class TemporaryName: Sendable {
  let path: String
  private let isKept = Mutex(false)

  init(of path: String) {
    self.path = "\(path).\(getpid())-\(UInt32.random(in: .min ... .max))\(Self.ending)"
  }

  deinit { if !isKept.withLock({ $0 }) { FileSystem.remove(path) } }

  func keep() { isKept.withLock { $0 = true } }

  private static let ending = ".partial"

  /// Removes what processes that were killed left of this path.
  static func removeRemains(of path: String) {
    let folder = FileSystem.parent(of: path)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    for found in (try? FileSystem.names(inFolder: folder)) ?? [] {
      guard found.hasPrefix(name + "."), found.hasSuffix(ending) else { continue }
      let process = found.dropFirst(name.count + 1).prefix { $0.isNumber }
      if let process = Int32(process), kill(process, 0) != 0, errno == ESRCH {
        FileSystem.remove(folder + "/" + found)
      }
    }
  }
}

extension SystemError {
  /// The same failure, said of the path that the user knows.
  func named(_ path: String) -> SystemError { SystemError(action: action, path: path, code: code) }
}
