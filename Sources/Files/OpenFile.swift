import Glibc

/// An open file, closed when the last reference is gone; never inherited by child processes.
public final class OpenFile: Sendable {
  public let descriptor: Int32
  public let path: String

  /// Opens a path with the flags of `open(2)`; `mode` is used when the file is made.
  ///
  /// - Throws: `SystemError` with `action` as the verb.
  public init(_ path: String, _ flags: Int32, action: String, mode: UInt32 = 0o644)
    throws(SystemError)
  {
    var result: Int32
    repeat { result = open(path, flags | O_CLOEXEC, mode) } while result < 0 && errno == EINTR
    guard result >= 0 else { throw .last(action, path) }
    descriptor = result
    self.path = path
  }

  /// A descriptor that is open already, such as standard output's; closed with the last reference.
  public init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  /// Puts the file's bytes, or a folder's entries, on the disk; nothing where there is none.
  public func synchronise() throws(SystemError) {
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw .last("write", path) }
  }

  public func stamp() throws(SystemError) -> FileStamp {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .last("read", path) }
    return FileStamp(status)
  }

  /// Reads up to `buffer.count` bytes; 0 at the end of the file.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw .last("read", path) }
    }
  }

  public func write(_ bytes: [UInt8]) throws(SystemError) {
    let result = bytes.withUnsafeBytes { all in
      Result { () throws(SystemError) in try write(all) }
    }
    try result.get()
  }

  /// Writes all bytes after those written before, as a pipe takes them.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      let count = Glibc.write(
        descriptor,
        bytes.baseAddress.map { $0 + written },
        bytes.count - written
      )
      if count < 0 {
        guard errno == EINTR else { throw .last("write", path) }
      } else {
        written += count
      }
    }
  }
}

extension OpenFile {
  /// The standard output, as a descriptor of its own.
  public static func standardOutput() throws(SystemError) -> OpenFile {
    let descriptor = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    guard descriptor >= 0 else { throw .last("write", "standard output") }
    return OpenFile(descriptor: descriptor, path: "standard output")
  }

  /// A pipe or device that is there, for writing.
  public static func existing(_ path: String) throws(SystemError) -> OpenFile {
    try OpenFile(path, O_WRONLY, action: "write")
  }
}
