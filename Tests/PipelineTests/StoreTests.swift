import Files
import Foundation
import Glibc
import Testing

@testable import Pipeline

@Suite struct StoreTests {
  let bench: Workbench

  init() throws { bench = try Workbench() }

  private let fingerprint = Fingerprint(["a result"])

  private func manifest(_ files: [Manifest.File]) -> Manifest {
    let table = Manifest.Table(
      name: "t",
      rowCount: 3,
      files: files,
      columns: [Output.Column("n", "BIGINT")]
    )
    return Manifest(step: "t", kind: "sql", tables: [table])
  }

  /// Puts a file into the store, as a step that has finished writing does.
  private func adopt(_ text: String, _ session: StoreSession) throws -> Manifest.File {
    let path = session.temporaryPath(".parquet")
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    return try session.adopt(path)
  }

  private func commit(_ session: StoreSession, _ texts: [String], as name: String) throws {
    let fingerprint = Fingerprint([name])
    let path = bench.store.layout.lock(fingerprint)
    let lock = try #require(try FileLock.attempt(path, .exclusive, isRemoved: true))
    let manifest = manifest(try texts.map { try adopt($0, session) })
    try session.commit([fingerprint: manifest])
    withExtendedLifetime(lock) {}
  }

  private func state(_ fingerprint: Fingerprint) throws -> String {
    switch try bench.store.lookup(fingerprint) {
    case .found(let manifest): "found \(manifest.files.count)"
    case .missing: "missing"
    case .damaged: "damaged"
    }
  }

  @Test func `a committed result is found and leaves nothing else`() async throws {
    do {
      let session = try await StoreSession.open(bench.store)
      #expect(try state(Fingerprint(["r"])) == "missing")
      try commit(session, ["rows", "more rows"], as: "r")
      #expect(try state(Fingerprint(["r"])) == "found 2")
    }
    #expect(bench.names(in: "store/temporary") == [])
    #expect(bench.names(in: "store/locks") == [])
    #expect(bench.names(in: "store/tables").count == 2)
  }

  @Test func `a result is missing until its manifest is there`() async throws {
    let session = try await StoreSession.open(bench.store)
    let file = try adopt("rows", session)
    #expect(try state(fingerprint) == "missing")
    let path = bench.store.layout.manifest(fingerprint)
    // A manifest cut off anywhere, as no rename leaves it but a broken disk may.
    let whole = Array(try JSONEncoder().encode(manifest([file])))
    for count in stride(from: 0, to: whole.count, by: 7) {
      try Data(whole[..<count]).write(to: URL(fileURLWithPath: path))
      #expect(try state(fingerprint) == "missing")
    }
    try Data(whole).write(to: URL(fileURLWithPath: path))
    #expect(try state(fingerprint) == "found 1")
  }

  @Test func `a manifest of another format counts as missing`() async throws {
    let session = try await StoreSession.open(bench.store)
    var other = manifest([try adopt("rows", session)])
    other.format += 1
    try session.replace(bench.store.layout.manifest(fingerprint), with: other)
    #expect(try state(fingerprint) == "missing")
  }

  @Test func `files of another size, or gone, are damage that a new commit repairs`() async throws {
    let session = try await StoreSession.open(bench.store)
    try commit(session, ["rows"], as: "r")
    let path = bench.path("store/tables/" + bench.names(in: "store/tables")[0])
    try "row".write(toFile: path, atomically: false, encoding: .utf8)
    #expect(try state(Fingerprint(["r"])) == "damaged")
    try commit(session, ["rows"], as: "r")
    #expect(try state(Fingerprint(["r"])) == "found 1")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "rows")
    FileSystem.remove(path)
    #expect(try state(Fingerprint(["r"])) == "damaged")
  }

  @Test func `what a killed process left is removed, what a live one writes is not`() async throws {
    let live = try await StoreSession.open(bench.store)
    let unfinished = live.temporaryPath(".parquet")
    try bench.write("store/temporary/99999-dead/1.parquet", "half")
    try bench.write("store/temporary/99999-dead.lock", "")
    try bench.write("store/temporary/99998-unlocked/1.parquet", "half")
    try "half".write(toFile: unfinished, atomically: false, encoding: .utf8)
    let other = try await StoreSession.open(bench.store)
    let names = bench.names(in: "store/temporary")
    #expect(names.count == 4 && names.allSatisfy { $0.hasPrefix("\(getpid())-") })
    #expect(FileSystem.kind(of: unfinished) == .file)
    withExtendedLifetime((live, other)) {}
  }

  @Test func `a child process that is killed leaves its lock and files to be swept`() async throws {
    // The shell holds the lock exactly as a run does, then is killed without a chance to clean up.
    try bench.write("store/temporary/1-child/1.parquet", "half")
    try bench.write("store/temporary/1-child.lock", "")
    let lock = bench.path("store/temporary/1-child.lock")
    let child = Process()
    child.executableURL = URL(fileURLWithPath: "/bin/sh")
    child.arguments = ["-c", "exec 9<>'\(lock)'; flock -x 9; : > '\(lock).held'; sleep 600 9>&9"]
    try child.run()
    while FileSystem.kind(of: lock + ".held") == nil { try await Task.sleep(for: .milliseconds(5)) }
    FileSystem.remove(lock + ".held")
    _ = try await StoreSession.open(bench.store)
    #expect(bench.names(in: "store/temporary") == ["1-child", "1-child.lock"])
    // `sleep` inherited the lock, so the whole group of the child goes.
    let sleeper = try childOf(child.processIdentifier)
    kill(sleeper, SIGKILL)
    kill(child.processIdentifier, SIGKILL)
    child.waitUntilExit()
    while bench.names(in: "store/temporary") != [] {
      _ = try await StoreSession.open(bench.store)
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  private func childOf(_ parent: Int32) throws -> Int32 {
    let path = "/proc/\(parent)/task/\(parent)/children"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return Int32(text.split(separator: " ").first ?? "") ?? parent
  }

  @Test func `the sweep removes what is old, what is too much and what nobody names`() async throws
  {
    do {
      let session = try await StoreSession.open(bench.store)
      for (index, name) in ["old", "kept", "less", "more"].enumerated() {
        try commit(session, [String(repeating: name, count: 100), "shared"], as: name)
        let path = bench.store.layout.manifest(Fingerprint([name]))
        let days = [40.0, 50, 2, 1][index]
        try FileManager.default.setAttributes(
          [.modificationDate: Date(timeIntervalSinceNow: -days * 86_400)],
          ofItemAtPath: path
        )
      }
      _ = try adopt("nobody names this", session)
      // Others use the store: nothing happens.
      #expect(try await bench.store.sweep() == false)
    }
    #expect(bench.names(in: "store/tables").count == 6)
    #expect(try await bench.store.sweep(keeping: [Fingerprint(["kept"])]))
    #expect(bench.names(in: "store/results").count == 3)
    #expect(bench.names(in: "store/tables").count == 4)
    #expect(
      try await bench.store.sweep(
        keeping: [Fingerprint(["kept"])],
        budget: Store.Budget(unusedDays: 30, byteCount: 900)
      )
    )
    #expect(try state(Fingerprint(["old"])) == "missing")
    #expect(try state(Fingerprint(["kept"])) == "found 2")
    #expect(try state(Fingerprint(["less"])) == "missing")
    #expect(try state(Fingerprint(["more"])) == "found 2")
  }

  @Test func `finding a result marks it as used, once an hour`() async throws {
    let session = try await StoreSession.open(bench.store)
    try commit(session, [], as: "r")
    let path = bench.store.layout.manifest(Fingerprint(["r"]))
    let old = Date(timeIntervalSinceNow: -7_200)
    try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path)
    #expect(try state(Fingerprint(["r"])) == "found 0")
    let stamp = try FileStamp(ofFile: path)
    #expect(!stamp.isOlder(than: 60))
    _ = try state(Fingerprint(["r"]))
    #expect(try FileStamp(ofFile: path) == stamp)
  }

  @Test func `a lock is one holder's at a time and its file goes with it`() async throws {
    let path = bench.path("lock")
    var first = try FileLock.attempt(path, .exclusive, isRemoved: true)
    #expect(first != nil)
    #expect(try FileLock.attempt(path, .exclusive) == nil)
    let waiting = Task { try await FileLock.wait(path, .exclusive, isRemoved: true) }
    try await Task.sleep(for: .milliseconds(20))
    first = nil
    let second = try await waiting.value
    #expect(try FileLock.attempt(path, .shared) == nil)
    let cancelled = Task { try await FileLock.wait(path, .exclusive) }
    cancelled.cancel()
    await #expect(throws: CancellationError.self) { try await cancelled.value }
    withExtendedLifetime(second) {}
  }
}
