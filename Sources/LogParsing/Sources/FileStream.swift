import Files

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bytes of a file as it was when it was opened, or of a pipe until it is closed.
///
/// A file that grows meanwhile is read up to its old end, so that what is read is one state of it; one
/// that shrinks is an error.
final class FileStream: ByteStream {
  private let file: OpenFile
  /// Bytes of a regular file that are still to be read.
  private var left: Int?
  /// What was read ahead to see the kind of data.
  private var ahead: [UInt8] = []

  convenience init(_ path: String) throws(LogSourceError) {
    do throws(SystemError) {
      try self.init(OpenFile(path, O_RDONLY, action: "read"))
    } catch { throw LogSourceError(error) }
  }

  convenience init(standardInputNamed name: String) throws(LogSourceError) {
    // A copy, so that the process keeps its own.
    let descriptor = dup(STDIN_FILENO)
    guard descriptor >= 0 else { throw LogSourceError(.last("read", name)) }
    do throws(SystemError) {
      try self.init(OpenFile(descriptor: descriptor, path: name))
    } catch { throw LogSourceError(error) }
  }

  private init(_ file: OpenFile) throws(SystemError) {
    self.file = file
    let stamp = try file.stamp()
    var status = stat()
    let isRegular = fstat(file.descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    left = isRegular ? Int(stamp.size) : nil
    super.init(
      name: file.path,
      modified: (isRegular ? stamp.modified : FileStamp.now()) / 1_000
    )
  }

  /// The first bytes, which will be read again.
  func peek(_ count: Int) throws(LogSourceError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
    defer { buffer.deallocate() }
    var found = 0
    while found < count {
      let read = try readFile(into: UnsafeMutableRawBufferPointer(rebasing: buffer[found...]))
      if read == 0 { break }
      found += read
    }
    ahead = Array(buffer[..<found])
    return ahead
  }

  private func readFile(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(LogSourceError) -> Int {
    do throws(SystemError) { return try file.read(into: buffer) } catch {
      throw LogSourceError(error)
    }
  }

  override func read(into buffer: UnsafeMutableRawBufferPointer) throws(LogSourceError) -> Int {
    if !ahead.isEmpty {
      let count = min(ahead.count, buffer.count)
      buffer.copyBytes(from: ahead[..<count])
      ahead.removeFirst(count)
      if let left { self.left = left - count }
      return count
    }
    let wanted = min(buffer.count, left ?? buffer.count)
    if wanted == 0 { return 0 }
    let count = try readFile(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
    if let left {
      if count == 0 { throw .shrank(name) }
      self.left = left - count
    }
    return count
  }
}
