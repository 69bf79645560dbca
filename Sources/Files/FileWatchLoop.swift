import Glibc

/// What a `FileWatch` does on its thread: waits for notifications, gathers them, tells of them.
struct FileWatchLoop {
  /// Paths to look at from now on.
  struct Request: Sendable {
    let paths: Set<WatchedPath>
    let since: Int64
    let done: @Sendable () -> Void
  }

  private let box: Box
  /// Nil when files are compared instead.
  private var events: FileWatchEvents?
  private var paths: Set<WatchedPath> = []
  private var map = FileWatchMap()
  /// The folders that a number of the system's stands for: one, under several names perhaps.
  private var folders: [Int32: Set<String>] = [:]
  private var changed: Set<String> = []
  private var isStale = false
  /// When the first change came that was not told yet.
  private var first: ContinuousClock.Instant?
  /// The time that it took to look at all files.
  private var cost = Duration.zero

  static let quiet = Duration.milliseconds(15)
  static let longest = Duration.milliseconds(100)
  static let pause = Duration.milliseconds(250)

  init(_ box: Box, limit: Int) {
    self.box = box
    events = limit == 0 ? nil : try? FileWatchEvents(limit: limit)
  }

  mutating func run() {
    while !box.isEnded {
      let isWoken = wait()
      for request in box.requests() { start(request) }
      if let events {
        note(events.read())
        if let first, !isWoken || first.duration(to: .now) >= Self.longest { tell() }
      } else if !isWoken {
        refresh()
        tell()
      }
    }
  }

  /// Waits for something to do; false when the time was up.
  private func wait() -> Bool {
    var timeout: Int32 = -1
    if events == nil {
      timeout = paths.isEmpty ? -1 : max(Self.pause, cost * 10).wholeMilliseconds
    } else if let first {
      let left = Self.longest - first.duration(to: .now)
      timeout = max(0, min(left, Self.quiet).wholeMilliseconds)
    }
    var files = [pollfd(fd: box.wake.descriptor, events: Int16(POLLIN), revents: 0)]
    if let events {
      files.append(pollfd(fd: events.file.descriptor, events: Int16(POLLIN), revents: 0))
    }
    let count = poll(&files, nfds_t(files.count), timeout)
    if files[0].revents != 0 { box.drain() }
    // A signal interrupts the waiting; it starts again.
    return count != 0
  }

  private mutating func start(_ request: Request) {
    let known = map
    paths = request.paths
    refresh()
    changed = changed.filter(map.covers)
    // The clock of file systems runs up to 10 ms behind.
    let moment = request.since - 20_000_000
    for (path, stamp) in map.stamps where known.stamps[path] == nil {
      let place = stamp ?? (try? FileStamp(ofFile: FileSystem.parent(of: path)))
      if let place, max(place.modified, place.changed) > moment { changed.insert(path) }
    }
    if !changed.isEmpty { first = first ?? .now }
    request.done()
  }

  /// Looks at the folders that there are now, and notes what differs.
  private mutating func refresh() {
    isStale = false
    let old = map
    let start = ContinuousClock.now
    defer { cost = start.duration(to: .now) }
    do throws(FileWatchEvents.Exhausted) { try place() } catch {
      events = nil
      folders = [:]
      map = FileWatchMap(paths)
    }
    changed.formUnion(map.changes(since: old).filter(old.covers))
  }

  /// The folders are looked at before the files are stamped: what happens in between is seen twice
  /// rather than never.
  private mutating func place() throws(FileWatchEvents.Exhausted) {
    guard events != nil else { return map = FileWatchMap(paths) }
    let before = folders
    var wanted = FileWatchMap(paths)
    while true {
      folders = [:]
      events?.recount()
      for folder in wanted.folders {
        if let watch = try events?.add(folder) { folders[watch, default: []].insert(folder) }
      }
      let again = FileWatchMap(paths)
      let isSettled = again.folders == wanted.folders
      wanted = again
      if isSettled { break }
    }
    for watch in before.keys where folders[watch] == nil { events?.remove(watch) }
    map = wanted
  }

  private mutating func note(_ events: [FileWatchEvents.Event]) {
    for event in events {
      if event.isLoss {
        // All may have changed.
        isStale = true
        changed.formUnion(map.stamps.keys)
      }
      guard !event.isEnd, let folders = folders[event.watch] else { continue }
      if event.name.isEmpty {
        if event.isStructural { isStale = true }
        continue
      }
      for folder in folders { note(event, in: folder) }
    }
    if isStale || !changed.isEmpty { first = first ?? .now }
  }

  private mutating func note(_ event: FileWatchEvents.Event, in folder: String) {
    let place = WatchedPath.Place(folder: folder, name: event.name)
    if map.joints.contains(place) { isStale = true }
    if let told = map.leaves[place] {
      // What happens in a folder is told by the folder; that its times change is no news.
      if event.isStructural { isStale = true }
      if !event.isOfFolder || event.isStructural { changed.formUnion(told) }
    }
    guard map.trees.contains(folder), !event.name.hasPrefix(".") else { return }
    if event.isStructural { isStale = true }
    if !event.isOfFolder { changed.insert(WatchedPath.join(folder, event.name)) }
  }

  private mutating func tell() {
    if isStale { refresh() }
    first = nil
    map.stamp(changed)
    if !changed.isEmpty { box.tell(changed) }
    changed = []
  }
}

extension Duration {
  /// Rounded up, so that a wait of it is not too short.
  fileprivate var wholeMilliseconds: Int32 {
    let parts = components
    return Int32(parts.seconds) * 1000
      + Int32((parts.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
