import Glibc

/// Linux's notifications about folders.
struct FileWatchEvents {
  /// What happened to a name in a folder, or to the folder itself when the name is empty.
  struct Event {
    let watch: Int32
    let kind: UInt32
    let name: String

    /// Whether names came or went, so that there may be other folders to look at now.
    var isStructural: Bool {
      kind
        & UInt32(
          IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF
            | IN_UNMOUNT
        ) != 0
    }
    var isOfFolder: Bool { kind & UInt32(IN_ISDIR) != 0 }
    /// Whether so much happened that the system did not remember it all.
    var isLoss: Bool { kind & UInt32(IN_Q_OVERFLOW) != 0 }
    /// Whether the system only says that it no longer looks.
    var isEnd: Bool { kind & UInt32(IN_IGNORED) != 0 }
  }

  /// Out of watches: the system's limit for the user, or the one set for tests.
  struct Exhausted: Error {}

  let file: OpenFile
  /// Never more watches than that.
  let limit: Int
  private var count = 0

  /// - Throws: `Exhausted` when the user has too many of them already.
  init(limit: Int) throws(Exhausted) {
    let descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    guard descriptor >= 0 else { throw Exhausted() }
    file = OpenFile(descriptor: descriptor, path: "inotify")
    self.limit = limit
  }

  /// Looks at a folder; one that is looked at already gives the same number.
  ///
  /// - Returns: nil when there is no such folder or it may not be read.
  mutating func add(_ folder: String) throws(Exhausted) -> Int32? {
    let kinds =
      IN_CREATE | IN_DELETE | IN_MODIFY | IN_ATTRIB | IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO
      | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK
    guard count < limit else { throw Exhausted() }
    let watch = inotify_add_watch(file.descriptor, folder, UInt32(kinds))
    if watch < 0 {
      if errno == ENOSPC || errno == ENOMEM { throw Exhausted() }
      return nil
    }
    count += 1
    return watch
  }

  /// Begins counting anew: every folder will be added once more.
  mutating func recount() { count = 0 }

  func remove(_ watch: Int32) { inotify_rm_watch(file.descriptor, watch) }

  /// All that happened and was not read yet.
  func read() -> [Event] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 8)
    defer { buffer.deallocate() }
    var events: [Event] = []
    // It ends when there is no more, which is told as an error.
    while let count = try? file.read(into: buffer), count > 0 {
      var offset = 0
      while offset + 16 <= count {
        let length = Int(buffer.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
        let name = buffer[(offset + 16)..<(offset + 16 + length)].prefix { $0 != 0 }
        events.append(
          Event(
            watch: buffer.loadUnaligned(fromByteOffset: offset, as: Int32.self),
            kind: buffer.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self),
            name: String(decoding: name, as: UTF8.self)
          )
        )
        offset += 16 + length
      }
    }
    return events
  }
}
