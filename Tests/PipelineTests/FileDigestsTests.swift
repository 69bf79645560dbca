import Diagnostics
import Files
import Foundation
import Testing

@testable import Pipeline

@Suite struct FileDigestsTests {
  let bench: Workbench

  init() throws { bench = try Workbench() }

  private func resolve(_ digests: FileDigests, _ pattern: String) async throws -> [String] {
    let input = InputFiles(pattern, in: bench.folder, at: Workbench.span(pattern))
    return try await digests.resolve([input]).groups[0].map(\.digest.hex)
  }

  /// Sets a file's modification time; its change time becomes now.
  private func setAge(_ name: String, seconds: Double) throws {
    let date = Date(timeIntervalSinceNow: -seconds)
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: bench.path(name))
  }

  @Test func `files are hashed by their bytes, whatever their size`() async throws {
    try bench.write("empty", "")
    try bench.write("abc", "abc")
    try bench.write("big", String(repeating: "0123456789", count: 250_000))
    let digests = FileDigests(index: FileIndex(), parallelism: 2)
    #expect(
      try await resolve(digests, "*") == [
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "\(Fingerprint(bytes: Array(repeating: Array("0123456789".utf8), count: 250_000).joined()))",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      ]
    )
  }

  @Test func `an index comes back from its bytes`() {
    var index = FileIndex()
    for (path, text) in [("/a b/한글\nx", "1"), ("/z", "2")] {
      index.entries[path] = FileIndex.Entry(
        stamp: FileStamp(device: 1, inode: .max, size: 3, modified: -4, changed: 5),
        digest: Fingerprint([text]),
        hashedAt: 6
      )
    }
    #expect(FileIndex(index.bytes).entries == index.entries)
    #expect(FileIndex(Array(index.bytes.dropLast(5))).entries.count == 1)
    #expect(FileIndex(Array("rubbish\0more".utf8)).entries == [:])
    #expect(FileIndex([]).entries == [:])
  }

  @Test func `a settled file is taken from the index by its stamp`() async throws {
    try bench.write("a", "one")
    let path = bench.path("a")
    let stamp = try FileStamp(ofFile: path)
    let wrong = Fingerprint(["not its digest"])
    func digest(hashedAt: Int64, _ stamp: FileStamp) async throws -> String {
      var index = FileIndex()
      index.entries[path] = FileIndex.Entry(stamp: stamp, digest: wrong, hashedAt: hashedAt)
      return try await resolve(FileDigests(index: index, parallelism: 1), "a")[0]
    }
    let right = Fingerprint(bytes: Array("one".utf8)).hex
    let second: Int64 = 1_000_000_000
    #expect(try await digest(hashedAt: stamp.changed + 3 * second, stamp) == wrong.hex)
    // Hashed within two seconds of the last change: not trusted.
    #expect(try await digest(hashedAt: stamp.changed + second, stamp) == right)
    for change in [\FileStamp.size, \.modified, \.changed] {
      var other = stamp
      other[keyPath: change] -= 1
      #expect(try await digest(hashedAt: stamp.changed + 3 * second, other) == right)
    }
  }

  @Test func `a change of bytes is seen though size and time of modification are the same`()
    async throws
  {
    try bench.write("a", "one")
    try setAge("a", seconds: 1_000)
    let digests = FileDigests(index: FileIndex(), parallelism: 1)
    let before = try await resolve(digests, "a")
    let modified = try FileStamp(ofFile: bench.path("a")).modified
    try bench.write("a", "two")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: Double(modified) / 1e9)],
      ofItemAtPath: bench.path("a")
    )
    #expect(try await resolve(digests, "a") != before)
  }

  @Test func `a file that changed since it was hashed is found`() async throws {
    try bench.write("a", "one")
    try bench.write("b", "one")
    let digests = FileDigests(index: FileIndex(), parallelism: 1)
    let input = InputFiles("?", in: bench.folder, at: Workbench.span("?"))
    let files = try await digests.resolve([input])
    #expect(try await digests.changed(files, of: [input]) == nil)
    try bench.write("b", "two")
    #expect(try await digests.changed(files, of: [input])?.name == "b")
    try FileManager.default.removeItem(atPath: bench.path("b"))
    #expect(try await digests.changed(files, of: [input])?.name == "b")
  }

  @Test func `a file that cannot be read is said at the author's text`() async throws {
    try bench.write("folder/a", "one")
    // A folder where a file was expected when it is opened: reading fails whoever asks, root too.
    #expect(throws: SystemError(action: "read", path: bench.path("folder"), code: EISDIR)) {
      try FileHashing.hash(bench.path("folder"))
    }
    let error = SystemError(action: "read", path: "data/a.csv", code: EACCES)
    let printed = DiagnosticPrinter().text(.unreadableFile(error, at: Workbench.span("data/a.csv")))
    #expect(
      printed == """
        report.md:1:1: error: cannot read 'data/a.csv': permission denied [unreadable-file]
            1 | data/a.csv
              | ^~~~~~~~~~
        """
    )
  }

  @Test func `the index on disk gathers what several runs learn`() async throws {
    try bench.write("a", "one")
    try bench.write("b", "two")
    for name in ["a", "b"] {
      let session = try await StoreSession.open(bench.store)
      let digests = FileDigests(index: FileIndex(), parallelism: 1)
      _ = try await resolve(digests, name)
      try await session.save(digests.fresh)
    }
    let bytes = try #require(try FileSystem.contents(of: bench.store.layout.files))
    #expect(FileIndex(bytes).entries.keys.sorted() == [bench.path("a"), bench.path("b")])
  }
}
