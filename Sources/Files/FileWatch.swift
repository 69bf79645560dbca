import Dispatch

/// Tells which of some files have changed, also files that are not there yet.
///
///     let watch = try FileWatch()
///     await watch.look(at: [.file("a.md"), .folder("data")], since: FileStamp.now())
///     for await changed in watch.changes { … }
///
/// It looks at folders, so that a file written under another name and renamed is seen, and one in a
/// folder that was moved away and made again. Changes that follow each other within 15 ms are told
/// together, but no later than 100 ms after the first. Linux's notifications wake it; when the
/// system has no more of them to give, it compares the files four times a second. It works on a
/// thread of its own, which ends when the last reference is gone.
public final class FileWatch: Sendable {
  private let loop: FileWatchLoop.Box

  /// `limit`: how many folders may be looked at by notifications; 0 compares files only, as network
  /// file systems need that do not tell what other machines do.
  ///
  /// - Throws: `SystemError` when the process can open no more files.
  public init(limit: Int = .max) throws(SystemError) {
    let box = try FileWatchLoop.Box()
    loop = box
    // A queue of its own gets a thread that may wait, which Swift's tasks must not.
    DispatchQueue(label: "quire.watch").async {
      var loop = FileWatchLoop(box, limit: limit)
      loop.run()
    }
  }

  deinit { loop.end() }

  /// Looks at these paths and no others; returns when it does.
  ///
  /// - Parameters:
  ///   - paths: What to look at.
  ///   - moment: When the files were last known, in nanoseconds since 1970. Those that are looked
  ///     at for the first time and have changed since then are told of at once.
  public func look(at paths: Set<WatchedPath>, since moment: Int64) async {
    await withCheckedContinuation { done in
      loop.ask(FileWatchLoop.Request(paths: paths, since: moment) { done.resume() })
    }
  }

  /// Sets of paths as they change: as they were given, or below a folder that was given.
  ///
  /// There is one reader; what changes while it is busy is told together. It ends with the watch, and
  /// for good when the task that reads it is cancelled.
  public var changes: Changes { Changes(box: loop) }

  public struct Changes: AsyncSequence, AsyncIteratorProtocol, Sendable {
    let box: FileWatchLoop.Box

    public func makeAsyncIterator() -> Changes { self }

    public func next() async -> Set<String>? {
      while true {
        if let changed = box.take() { return changed }
        var signals = box.signals.makeAsyncIterator()
        guard await signals.next() != nil else { return nil }
      }
    }
  }
}
