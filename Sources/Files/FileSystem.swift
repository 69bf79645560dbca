import Glibc

/// Small calls on paths, with errors that name the path.
public enum FileSystem {
  public enum Kind { case file, folder, other }

  /// What stands at a path, symbolic links followed; nil when nothing does.
  public static func kind(of path: String) -> Kind? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// The names in a folder without `.` and `..`, in no order.
  public static func names(inFolder path: String) throws(SystemError) -> [String] {
    guard let folder = opendir(path) else { throw .last("read", path) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Makes a folder and those above it; fine when it is there already.
  public static func makeFolder(_ path: String) throws(SystemError) {
    if mkdir(path, 0o755) == 0 || (errno == EEXIST && kind(of: path) == .folder) { return }
    guard errno == ENOENT else { throw .last("create", path) }
    let parent = parent(of: path)
    guard parent != path else { throw .last("create", path) }
    try makeFolder(parent)
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .last("create", path) }
  }

  /// The path from the root on; a relative one starts at the working folder.
  public static func absolutePath(of path: String) -> String {
    guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    let start = String(cString: folder)
    return (start == "/" ? "" : start) + "/"
      + (path.hasPrefix("./") ? String(path.dropFirst(2)) : path)
  }

  /// The folder that holds a path: `.` for a bare name, `/` for the root.
  public static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Gives a file that is never changed a second name, which costs no room; where the file system
  /// cannot (another disk, too many names), its bytes are copied and put on the disk.
  ///
  /// - Throws: `SystemError` with the name that was to be; nothing is left there then.
  public static func link(_ path: String, as name: String) throws(SystemError) {
    if Glibc.link(path, name) == 0 { return }
    guard errno != ENOENT, errno != EEXIST, errno != ENOSPC else { throw .last("write", name) }
    do throws(SystemError) {
      guard let bytes = try contents(of: path) else { throw SystemError.absent(path) }
      let file = try OpenFile(name, O_WRONLY | O_CREAT | O_EXCL, action: "write")
      try file.write(bytes)
      try file.synchronise()
    } catch {
      if error.code != EEXIST { remove(name) }
      throw error
    }
  }

  /// The paths of all files below a folder, relative to it, in order.
  public static func files(below folder: String) throws(SystemError) -> [String] {
    var found: [String] = []
    for name in try names(inFolder: folder) {
      if kind(of: "\(folder)/\(name)") == .folder {
        found += try files(below: "\(folder)/\(name)").map { "\(name)/\($0)" }
      } else {
        found.append(name)
      }
    }
    return found.sorted()
  }

  public static func rename(_ from: String, to target: String) throws(SystemError) {
    guard Glibc.rename(from, target) == 0 else { throw .last("write", target) }
  }

  /// Removes a file, or a folder and all below it; silent when there is nothing to remove or no
  /// right to, because what is left is garbage that a later sweep meets again.
  public static func remove(_ path: String) {
    if unlink(path) == 0 || errno == ENOENT { return }
    for name in (try? names(inFolder: path)) ?? [] { remove(path + "/" + name) }
    rmdir(path)
  }

  /// The whole of a small file, or nil when it is not there.
  public static func contents(of path: String) throws(SystemError) -> [UInt8]? {
    let handle: OpenFile
    do { handle = try OpenFile(path, O_RDONLY, action: "read") } catch {
      if error.code == ENOENT { return nil }
      throw error
    }
    let size = max(4096, Int(try handle.stamp().size) + 1)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    defer { buffer.deallocate() }
    var bytes: [UInt8] = []
    while true {
      let count = try handle.read(into: buffer)
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  /// Whether two paths lead to one file that is there.
  public static func isSame(_ path: String, _ other: String) -> Bool {
    guard let one = try? FileStamp(ofFile: path), let two = try? FileStamp(ofFile: other) else {
      return false
    }
    return one.device == two.device && one.inode == two.inode
  }

  /// Replaces a file as a whole: written under `temporary`, put on the disk, then renamed.
  ///
  /// A reader sees the old bytes or the new ones, never a part; on failure the temporary is removed.
  public static func replace(
    _ path: String,
    with bytes: [UInt8],
    temporary: String
  ) throws(SystemError) {
    do {
      let file = try OpenFile(temporary, O_WRONLY | O_CREAT | O_TRUNC, action: "write")
      try file.write(bytes)
      try file.synchronise()
      try rename(temporary, to: path)
    } catch {
      remove(temporary)
      throw error
    }
  }

  /// Puts the entries of a folder on the disk, after files in it were made or renamed.
  public static func synchronise(folder path: String) throws(SystemError) {
    try OpenFile(path, O_RDONLY | O_DIRECTORY, action: "write").synchronise()
  }

  /// Sets the modification time to now: the mark of last use.
  public static func touch(_ path: String) { utimensat(AT_FDCWD, path, nil, 0) }
}
