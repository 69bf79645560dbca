import CFiles
import Glibc
import Synchronization

/// A file that appears under its name whole or not at all.
///
///     let file = try NewFile("reports/page.html")
///     try file.write(bytes, at: 0)
///     try file.publish()
///
/// It is written under a temporary name in the same folder and renamed at the end. Without
/// `publish()` the temporary goes away with the last reference; what a killed process leaves is
/// removed when the same file is next begun.
public final class NewFile: Sendable {
  public let path: String
  private let name: TemporaryName
  private let open: Mutex<OpenFile?>
  private let descriptor: Int32

  /// Where the bytes lie meanwhile, for those who write a file by its name.
  public var temporaryPath: String { name.path }

  /// Begins the file; folders on the way are made.
  ///
  /// - Throws: `SystemError` with the final path, of a folder at its place too.
  public init(_ path: String) throws(SystemError) {
    if FileSystem.kind(of: path) == .folder {
      throw SystemError(action: "write", path: path, code: EISDIR)
    }
    try FileSystem.makeFolder(FileSystem.parent(of: path))
    TemporaryName.removeRemains(of: path)
    self.path = path
    name = TemporaryName(of: path)
    do {
      let file = try OpenFile(name.path, O_WRONLY | O_CREAT | O_TRUNC, action: "write")
      descriptor = file.descriptor
      open = Mutex(file)
    } catch {
      throw error.named(path)
    }
  }

  /// Writes all bytes after those written so far in this way; by one thread.
  public func write(_ bytes: [UInt8]) throws(SystemError) {
    do { try file().write(bytes) } catch { throw error.named(path) }
  }

  /// Writes all bytes at an offset from the file's beginning; several threads may do so.
  public func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      let count = pwrite(
        descriptor,
        bytes.baseAddress.map { $0 + written },
        bytes.count - written,
        off_t(offset + written)
      )
      if count < 0 {
        guard errno == EINTR else { throw .last("write", path) }
      } else {
        written += count
      }
    }
  }

  /// Asks the system to begin putting bytes on the disk, so that `publish()` need not wait for all.
  ///
  /// Does nothing on file systems that cannot.
  public func startWriteBack(offset: Int, count: Int) {
    quire_start_write_back(descriptor, Int64(offset), Int64(count))
  }

  /// Puts the bytes on the disk and closes the file; nothing may be written afterwards.
  public func finish() throws(SystemError) {
    do { try file().synchronise() } catch { throw error.named(path) }
    open.withLock { $0 = nil }
  }

  /// Gives the file its name, after it was finished if that has not been done.
  ///
  /// - Throws: `SystemError`; a file of that name stays as it was.
  public func publish() throws(SystemError) {
    if open.withLock({ $0 != nil }) { try finish() }
    do { try FileSystem.rename(name.path, to: path) } catch { throw error.named(path) }
    name.keep()
    // The file is there; a folder that cannot be put on the disk (some network ones) is no failure.
    try? FileSystem.synchronise(folder: FileSystem.parent(of: path))
  }

  private func file() throws(SystemError) -> OpenFile {
    guard let file = open.withLock({ $0 }) else {
      throw SystemError(action: "write", path: path, code: EBADF)
    }
    return file
  }
}
