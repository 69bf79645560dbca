import Files
import Foundation
import Synchronization
import Testing

/// Reads a watch's changes beside the test.
private struct Listener {
  private final class Heard: Sendable {
    let sets = Mutex<[Set<String>]>([])
    private let markers = Mutex(0)

    func nextMarker() -> Int {
      markers.withLock { count in
        count += 1
        return count
      }
    }
  }

  let folder = FileManager.default.temporaryDirectory.appending(path: "watch-\(UUID())").path
  let watch: FileWatch
  private let heard = Heard()

  init(limit: Int = .max) throws {
    watch = try FileWatch(limit: limit)
    try FileSystem.makeFolder(folder)
    let changes = watch.changes
    Task { [heard] in
      for await changed in changes { heard.sets.withLock { $0.append(changed) } }
    }
  }

  func path(_ name: String) -> String { folder + "/" + name }

  func write(_ name: String, _ text: String) throws {
    try FileSystem.makeFolder(FileSystem.parent(of: path(name)))
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
  }

  /// Looks from now on; what was written before is known.
  func look(at paths: [WatchedPath], since moment: Int64? = nil) async {
    let marked = Set(paths + [.file(path("marker"))])
    await watch.look(at: marked, since: moment ?? FileStamp.now() + 1_000_000_000)
  }

  /// All names that are told of up to now, in as many sets as they came.
  ///
  /// A file that is written last tells when all was told, however busy the machine is.
  func sets() async throws -> [Set<String>] {
    // In one step: written in two, it might be told of twice.
    try write("marker~", String(repeating: "x", count: heard.nextMarker()))
    try FileSystem.rename(path("marker~"), to: path("marker"))
    var all: [Set<String>] = []
    let end = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < end {
      guard let told = heard.sets.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else {
        try await Task.sleep(for: .milliseconds(2))
        continue
      }
      let names = Set(told.map { String($0.dropFirst(folder.count + 1)) })
      all.append(names.subtracting(["marker"]))
      if names.contains("marker") { return all }
    }
    throw CancellationError()
  }

  func told() async throws -> Set<String> { try await sets().reduce([]) { $0.union($1) } }

  func end() { FileSystem.remove(folder) }
}

struct FileWatchTests {
  @Test(arguments: [Int.max, 0])
  func `a file that is written over, renamed over, removed and made again is told of`(
    limit: Int
  ) async throws {
    let files = try Listener(limit: limit)
    defer { files.end() }
    try files.write("a.md", "one")
    try files.write("other.md", "one")
    await files.look(at: [.file(files.path("a.md"))])
    // In place, as `>` does.
    let handle = try #require(FileHandle(forWritingAtPath: files.path("a.md")))
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: Data("two, longer".utf8))
    try handle.close()
    #expect(try await files.told() == ["a.md"])
    #expect(try await files.told() == [])
    // As editors do.
    try files.write("a.md~", "three")
    try FileSystem.rename(files.path("a.md~"), to: files.path("a.md"))
    #expect(try await files.told() == ["a.md"])
    FileSystem.remove(files.path("a.md"))
    #expect(try await files.told() == ["a.md"])
    try files.write("a.md", "four")
    #expect(try await files.told() == ["a.md"])
    try files.write("other.md", "two")
    #expect(try await files.told() == [])
  }

  @Test(arguments: [Int.max, 0])
  func `folders may come later, go away and come again`(limit: Int) async throws {
    let files = try Listener(limit: limit)
    defer { files.end() }
    await files.look(at: [.file(files.path("a/b/c.csv"))])
    try files.write("a/b/c.csv", "one")
    #expect(try await files.told() == ["a/b/c.csv"])
    try FileSystem.rename(files.path("a"), to: files.path("z"))
    #expect(try await files.told() == ["a/b/c.csv"])
    // The old folder is nobody's any more.
    try files.write("z/b/c.csv", "two")
    #expect(try await files.told() == [])
    try files.write("a/b/c.csv", "three")
    #expect(try await files.told() == ["a/b/c.csv"])
    try files.write("a/b/c.csv", "four, in the new folder")
    #expect(try await files.told() == ["a/b/c.csv"])
  }

  @Test(arguments: [Int.max, 0])
  func `names that come and go in a folder are told of, in folders made later too`(
    limit: Int
  ) async throws {
    let files = try Listener(limit: limit)
    defer { files.end() }
    try files.write("data/a.csv", "one")
    try files.write("data/deep/b.csv", "one")
    await files.look(at: [.folder(files.path("data"))])
    try files.write("data/deep/b.csv", "two!")
    #expect(try await files.told() == ["data/deep/b.csv"])
    try files.write("data/new/deep/c.csv", "one")
    #expect(try await files.told().contains("data/new/deep/c.csv"))
    try files.write("data/new/deep/c.csv", "two!")
    #expect(try await files.told() == ["data/new/deep/c.csv"])
    FileSystem.remove(files.path("data/a.csv"))
    let removed = try await files.told()
    #expect(removed == ["data/a.csv"])
    try files.write("data/.hidden", "one")
    #expect(try await files.told() == [])
  }

  @Test func `only as many levels of a folder count as were asked for`() async throws {
    let files = try Listener()
    defer { files.end() }
    try files.write("data/deep/b.csv", "one")
    await files.look(at: [.folder(files.path("data"), levels: 1)])
    try files.write("data/deep/b.csv", "two!")
    #expect(try await files.told() == [])
    try files.write("data/a.csv", "one")
    #expect(try await files.told() == ["data/a.csv"])
  }

  @Test func `behind a symbolic link, the link and what it points at count`() async throws {
    let files = try Listener()
    defer { files.end() }
    try files.write("one/a.csv", "one")
    try files.write("two/a.csv", "two")
    let link = files.path("now")
    try FileManager.default.createSymbolicLink(
      atPath: link,
      withDestinationPath: files.path("one")
    )
    await files.look(at: [.file(link + "/a.csv")])
    try files.write("one/a.csv", "one more")
    #expect(try await files.told() == ["now/a.csv"])
    try FileManager.default.createSymbolicLink(
      atPath: link + "~",
      withDestinationPath: files.path("two")
    )
    try FileSystem.rename(link + "~", to: link)
    #expect(try await files.told() == ["now/a.csv"])
    try files.write("two/a.csv", "two more")
    #expect(try await files.told() == ["now/a.csv"])
    try files.write("one/a.csv", "nobody's now")
    #expect(try await files.told() == [])
  }

  @Test func `a thousand quick changes are told in a few sets, none forgotten`() async throws {
    let files = try Listener()
    defer { files.end() }
    await files.look(at: [.folder(files.path("data"))])
    try files.write("data/first", "one")
    #expect(try await files.told().contains("data/first"))
    let start = ContinuousClock.now
    for number in 1...1000 { try files.write("data/\(number % 50)", "\(number)") }
    let taken = start.duration(to: .now)
    let sets = try await files.sets()
    #expect(sets.reduce([]) { $0.union($1) } == Set((0..<50).map { "data/\($0)" }))
    #expect(sets.count <= 2 + Int(taken / .milliseconds(15)))
  }

  @Test func `when the system has no more watches, files are compared`() async throws {
    let files = try Listener(limit: 2)
    defer { files.end() }
    try files.write("a/b/c.csv", "one")
    await files.look(at: [.file(files.path("a/b/c.csv"))])
    try files.write("a/b/c.csv", "two!")
    #expect(try await files.told() == ["a/b/c.csv"])
  }

  @Test func `what changed between the reading and the looking is told at once`() async throws {
    let files = try Listener()
    defer { files.end() }
    try files.write("old.csv", "one")
    try await Task.sleep(for: .milliseconds(60))
    let moment = FileStamp.now()
    try files.write("new.csv", "one")
    await files.look(
      at: [.file(files.path("old.csv")), .file(files.path("new.csv"))],
      since: moment
    )
    #expect(try await files.told() == ["new.csv"])
    // What is looked at already is not new.
    await files.look(at: [.file(files.path("new.csv"))], since: moment)
    #expect(try await files.told() == [])
    try files.write("old.csv", "two")
    #expect(try await files.told() == [])
  }

  @Test func `the reading ends with the watch, and its files are closed`() async throws {
    func open() throws -> Int { try FileSystem.names(inFolder: "/proc/self/fd").count }
    let before = try open()
    for _ in 0..<50 {
      var watch: FileWatch? = try FileWatch()
      await watch?.look(at: [.folder("/proc/self", levels: 0)], since: FileStamp.now())
      let changes = try #require(watch?.changes)
      watch = nil
      #expect(await changes.next() == nil)
    }
    var left = Int.max
    for _ in 0..<100 where left > before + 20 {
      try await Task.sleep(for: .milliseconds(20))
      left = try open()
    }
    #expect(left <= before + 20)
  }
}
