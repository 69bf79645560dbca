public import Glibc

/// What `stat` says of a file: equal stamps of a settled file promise equal bytes.
///
/// The change time is part of it, so a program that restores the modification time (rsync, tar) or
/// replaces the file is noticed all the same.
public struct FileStamp: Hashable, Sendable {
  public var device: UInt64
  public var inode: UInt64
  public var size: Int64
  /// Nanoseconds since 1970.
  public var modified: Int64
  /// Nanoseconds since 1970 of the last change of contents, owner, mode or name.
  public var changed: Int64

  public init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int64(status.st_size)
    modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    changed = Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec)
  }

  public init(device: UInt64, inode: UInt64, size: Int64, modified: Int64, changed: Int64) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modified = modified
    self.changed = changed
  }

  /// Follows symbolic links.
  public init(ofFile path: String) throws(SystemError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .last("read", path) }
    self.init(status)
  }

  /// Whether a file with this stamp can no longer change without its stamp changing too.
  ///
  /// Clocks of file systems tick coarsely (4 ms on ext4, 2 s on FAT): a file that was written just
  /// before `moment` may be written again within the same tick. Git calls this the racy problem.
  public func isSettled(at moment: Int64) -> Bool {
    max(modified, changed) + Self.tickNanoseconds < moment
  }

  public static let tickNanoseconds: Int64 = 2_000_000_000

  /// The wall clock in nanoseconds since 1970, as file stamps count.
  public static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
