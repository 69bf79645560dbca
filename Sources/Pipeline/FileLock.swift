package import Files
import Glibc
import Synchronization

/// A lock on a file that the system frees when its holder ends, however it ends.
///
/// It is `flock(2)`: it belongs to the open file, so two runs inside one process exclude each other
/// as two processes do. Released by `release`, or when the last reference is gone.
package final class FileLock: Sendable {
  private let handle: OpenFile
  /// Whether the lock's file is removed on release (locks made for one short use).
  private let isRemoved: Bool
  private let isHeld = Mutex(true)

  private init(_ handle: OpenFile, isRemoved: Bool) {
    self.handle = handle
    self.isRemoved = isRemoved
  }

  deinit { release() }

  /// Gives the lock up now, though somebody may still refer to it; nothing the second time.
  package func release() {
    let wasHeld = isHeld.withLock { held in
      defer { held = false }
      return held
    }
    guard wasHeld else { return }
    // While it is still held: whoever opened the old file sees that the name has moved on.
    if isRemoved { unlink(handle.path) }
    flock(handle.descriptor, LOCK_UN)
  }

  package enum Mode {
    case shared, exclusive
    var operation: Int32 { self == .shared ? LOCK_SH : LOCK_EX }
  }

  /// The lock, or nil when another holds it.
  ///
  /// - Parameters:
  ///   - path: The lock's file, made when it is missing.
  ///   - mode: Shared locks exclude exclusive ones only.
  ///   - isRemoved: Whether the lock's file goes away when the lock is released.
  /// - Returns: The lock.
  /// - Throws: `SystemError` when the file cannot be opened or the file system has no locks.
  package static func attempt(
    _ path: String,
    _ mode: Mode,
    isRemoved: Bool = false
  ) throws(SystemError) -> FileLock? {
    while true {
      let handle = try OpenFile(path, O_RDWR | O_CREAT, action: "lock")
      guard flock(handle.descriptor, mode.operation | LOCK_NB) == 0 else {
        if errno == EWOULDBLOCK { return nil }
        if errno == EINTR { continue }
        throw .last("lock", path)
      }
      // The holder before us may have removed the file between our open and our lock.
      let held = try handle.stamp()
      if let named = try? FileStamp(ofFile: path), named.inode == held.inode,
        named.device == held.device
      {
        return FileLock(handle, isRemoved: isRemoved)
      }
    }
  }

  /// Waits for the lock, looking again every few milliseconds; ends at once when the task is
  /// cancelled.
  package static func wait(
    _ path: String,
    _ mode: Mode,
    isRemoved: Bool = false
  ) async throws -> FileLock {
    var pauseMilliseconds = 5
    while true {
      if let lock = try attempt(path, mode, isRemoved: isRemoved) { return lock }
      try await Task.sleep(for: .milliseconds(pauseMilliseconds))
      pauseMilliseconds = min(pauseMilliseconds * 2, 100)
    }
  }

  /// Turns a shared lock into an exclusive one for the time of `body`; nil when others share it.
  ///
  /// The system does not do this in one go: for an instant no lock is held.
  func exclusively<Result>(_ body: () throws -> Result) throws(SystemError) -> Result? {
    defer { while flock(handle.descriptor, LOCK_SH) != 0, errno == EINTR {} }
    guard flock(handle.descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
    do { return try body() } catch let error as SystemError { throw error } catch { return nil }
  }
}
