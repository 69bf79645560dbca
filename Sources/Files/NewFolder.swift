import CFiles
import Glibc

/// A folder that appears under its name with all its files or not at all.
///
/// It is filled under a temporary name beside it. What stands there already is replaced when it is
/// empty or `mayReplace` says so.
public final class NewFolder: Sendable {
  public let path: String
  private let name: TemporaryName

  /// Where the files are put meanwhile.
  public var temporaryPath: String { name.path }

  /// Begins the folder.
  ///
  /// - Parameters:
  ///   - path: Its final name.
  ///   - mayReplace: Asked about each name in a folder that is there already.
  /// - Throws: `SystemError` with the final path.
  public init(_ path: String, mayReplace: (String) -> Bool) throws(SystemError) {
    switch FileSystem.kind(of: path) {
    case .folder:
      guard try FileSystem.names(inFolder: path).allSatisfy(mayReplace) else {
        throw SystemError(action: "write", path: path, code: ENOTEMPTY)
      }
    case .file, .other: throw SystemError(action: "write", path: path, code: ENOTDIR)
    case nil: break
    }
    TemporaryName.removeRemains(of: path)
    self.path = path
    name = TemporaryName(of: path)
    do { try FileSystem.makeFolder(name.path) } catch { throw error.named(path) }
  }

  /// Moves the files of its folders into folders of the same names below the final one, beside what
  /// is there.
  public func merge() throws(SystemError) {
    do {
      for folder in try FileSystem.names(inFolder: name.path) {
        let target = path + "/" + folder
        try FileSystem.makeFolder(target)
        for file in try FileSystem.names(inFolder: name.path + "/" + folder) {
          try FileSystem.rename("\(name.path)/\(folder)/\(file)", to: target + "/" + file)
        }
        try? FileSystem.synchronise(folder: target)
      }
    } catch {
      throw error.named(path)
    }
  }

  /// Gives the folder its name; its files must be on the disk.
  public func publish() throws(SystemError) {
    do {
      try FileSystem.synchronise(folder: name.path)
      if FileSystem.kind(of: path) == nil {
        try FileSystem.rename(name.path, to: path)
        name.keep()
      } else if quire_exchange(name.path, path) != 0 {
        // A file system that cannot swap: for an instant there is no folder of that name.
        FileSystem.remove(path)
        try FileSystem.rename(name.path, to: path)
        name.keep()
      }
      // After a swap the temporary name holds the old folder, which goes with it.
    } catch {
      throw error.named(path)
    }
    try? FileSystem.synchronise(folder: FileSystem.parent(of: path))
  }
}
