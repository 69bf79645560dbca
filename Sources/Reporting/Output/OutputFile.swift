import Diagnostics
import Foundation
import Glibc

/// Files that are replaced as a whole: a reader sees the old one or the new one, never a part.
enum OutputFile {
  /// Writes `bytes` under a temporary name in the same folder, puts them on the disk and renames.
  ///
  /// Folders on the way are made. A file that holds these bytes already is left untouched.
  ///
  /// - Throws: a diagnostic that names the path and the system's reason.
  static func write(_ bytes: [UInt8], to path: String) throws(Diagnostic) {
    if holds(bytes, path) { return }
    try makeFolder(ParameterValues.folder(of: path))
    removeRemains(of: path)
    let temporary = "\(path).\(getpid())-\(UInt32.random(in: .min ... .max)).partial"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotWrite(path, errno) }
    var problem: Int32 = 0
    var written = 0
    bytes.withUnsafeBytes { buffer in
      while written < buffer.count {
        let count = Glibc.write(
          descriptor,
          buffer.baseAddress.map { $0 + written },
          buffer.count - written
        )
        if count < 0 {
          if errno == EINTR { continue }
          problem = errno
          return
        }
        written += count
      }
    }
    if problem == 0, fsync(descriptor) != 0, errno != EINVAL { problem = errno }
    if close(descriptor) != 0, problem == 0 { problem = errno }
    if problem == 0, rename(temporary, path) != 0 { problem = errno }
    guard problem == 0 else {
      unlink(temporary)
      throw .cannotWrite(path, problem)
    }
  }

  /// Removes what processes that were killed left of this file.
  private static func removeRemains(of path: String) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let folder = ParameterValues.folder(of: path)
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let found = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard found.hasPrefix(name + "."), found.hasSuffix(".partial") else { continue }
      let process = found.dropFirst(name.count + 1).prefix { $0.isNumber }
      if let process = Int32(process), kill(process, 0) != 0, errno == ESRCH {
        unlink("\(folder)/\(found)")
      }
    }
  }

  /// Whether two paths lead to one file that is there.
  static func isSame(_ path: String, _ other: String) -> Bool {
    var (one, two) = (stat(), stat())
    guard stat(path, &one) == 0, stat(other, &two) == 0 else { return false }
    return one.st_dev == two.st_dev && one.st_ino == two.st_ino
  }

  private static func makeFolder(_ path: String) throws(Diagnostic) {
    guard path != ".", path != "/", !path.isEmpty else { return }
    if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
    guard errno == ENOENT else { throw .cannotWrite(path, errno) }
    try makeFolder(ParameterValues.folder(of: path))
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .cannotWrite(path, errno) }
  }

  /// Whether the file is there with exactly these bytes.
  private static func holds(_ bytes: [UInt8], _ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0, Int(info.st_size) == bytes.count else { return false }
    var old = [UInt8](repeating: 0, count: bytes.count)
    var got = 0
    while got < old.count {
      let start = got
      let count = old.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress.map { $0 + start }, buffer.count - start)
      }
      guard count > 0 else { return false }
      got += count
    }
    return old == bytes
  }

  /// All bytes of a file.
  ///
  /// - Throws: the system's error number.
  static func read(_ path: String) throws(FileProblem) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileProblem(number: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileProblem(number: errno) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}

/// The system's reason why a file could not be read.
struct FileProblem: Error {
  let number: Int32

  var words: String {
    switch number {
    case ENOENT: "there is no such file"
    case EISDIR: "it is a folder"
    default: String(cString: strerror(number))
    }
  }
}

extension Diagnostic {
  static func cannotWrite(_ path: String, _ number: Int32) -> Self {
    Diagnostic(
      .error,
      "cannot-write",
      "cannot write '\(path)': \(String(cString: strerror(number)))",
      at: nil,
      hint: hint(number)
    )
  }

  static func overwritesSource(_ path: String) -> Self {
    Diagnostic(
      .error,
      "overwrites-source",
      "the report would overwrite '\(path)', which it is made from",
      at: nil,
      hint: "name another folder with --output"
    )
  }

  private static func hint(_ number: Int32) -> String? {
    switch number {
    case ENOSPC, EDQUOT: "make room on the disk"
    case EACCES, EPERM, EROFS: "make the folder writable, or name another one"
    default: nil
    }
  }

  /// What is said of a file that cannot be read; `file` is its path as the system opens it, beside
  /// which a file of nearly that name is looked for.
  static func cannotRead(
    _ path: String,
    _ problem: FileProblem,
    at span: SourceSpan?,
    near file: String? = nil
  ) -> Self {
    Diagnostic(
      .error,
      "cannot-read",
      "cannot read '\(path)': \(problem.words)",
      at: span,
      hint: problem.number == ENOENT ? file.flatMap { nearbyFile($0, as: path) } : nil
    )
  }

  private static func nearbyFile(_ file: String, as path: String) -> String? {
    let name = String(file.split(separator: "/").last ?? "")
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: ParameterValues.folder(of: file)
    )
    guard let near = NearMatch.of(name, in: names ?? []) else { return nil }
    return "did you mean '\(path.dropLast(name.count))\(near)'?"
  }
}
