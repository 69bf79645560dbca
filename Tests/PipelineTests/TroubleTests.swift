import Diagnostics
import Engines
import Files
import Foundation
import Glibc
import Tables
import Testing

@testable import Pipeline

/// Runs that are cancelled, disturbed, doubled, or short of disk.
@Suite struct TroubleTests {
  let bench: Workbench

  init() throws { bench = try Workbench() }

  /// A statement that takes minutes.
  private let endless =
    "SELECT sum(hash(a.range, b.range)) AS s FROM range(10000000) a, range(100000) b"

  @Test func `cancelling interrupts the running query and leaves the store sound`() async throws {
    let log = EventLog()
    let steps = [
      sql("quick", "SELECT 1 AS a"), sql("slow", endless, reads: ["quick"]),
      sql("after", "SELECT * FROM slow", reads: ["slow"]),
      sql("other", "SELECT 2 AS a", reads: ["slow"]),
    ]
    let runner = try bench.runner(steps)
    let task = Task { await runner.run(onEvent: log.add) }
    while !log.lines.contains(where: { $0.hasPrefix("started slow") }) {
      try await Task.sleep(for: .milliseconds(5))
    }
    try await Task.sleep(for: .milliseconds(100))
    let start = ContinuousClock.now
    task.cancel()
    do {
      let result = await task.value
      // Uninterrupted the query takes days; a loaded machine may take its time to notice.
      #expect(start.duration(to: .now) < .seconds(60))
      #expect(
        summary(result) == [
          "quick ran: first run", "slow cancelled: first run", "after cancelled", "other cancelled",
        ]
      )
      #expect(result.allDiagnostics == [])
    }
    #expect(bench.names(in: "store/tables").count == 1)
    let again = try await bench.run([steps[0]])
    #expect(again["quick"]?.state == .cached)
  }

  @Test func `cancelling removes unfinished files`() async throws {
    let log = EventLog()
    let step = sql("big", "SELECT i, hash(i) AS h FROM range(100000000000) r(i)")
    let runner = try bench.runner([step])
    let task = Task { await runner.run(onEvent: log.add) }
    while bench.names(in: "store/temporary").isEmpty || log.lines.count < 2 {
      try await Task.sleep(for: .milliseconds(5))
    }
    try await Task.sleep(for: .milliseconds(300))
    task.cancel()
    #expect(await task.value["big"]?.state == .cancelled)
    #expect(bench.names(in: "store/temporary") == [])
    #expect(bench.names(in: "store/locks") == [])
  }

  @Test func `two runs of one graph on one store make each result once`() async throws {
    try bench.write("a.csv", "v\n1\n2\n")
    let made = Counter()
    let log = EventLog()
    var steps = [bench.load("a", "a.csv")]
    for index in 0..<6 {
      steps.append(
        produce("p\(index)", provides: ["p\(index)"], reads: ["a"]) { context in
          made.add()
          // Until another run is seen to wait, however late the machine gets to it.
          let end = ContinuousClock.now + .seconds(30)
          while !log.lines.contains(where: { $0.hasPrefix("waiting ") }), .now < end {
            try await Task.sleep(for: .milliseconds(5))
          }
          try await context.write("p\(index)", try numbers(0..<Int64(index)))
        }
      )
    }
    steps.append(sql("sum", "SELECT sum(n) AS s FROM p5", reads: ["p5"]))
    let runners = try (0..<3).map { _ in try bench.runner(steps) }
    let results = await withTaskGroup(of: RunResult.self) { group in
      for runner in runners { group.addTask { await runner.run(onEvent: log.add) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(made.value == 6)
    #expect(log.lines.contains { $0.hasPrefix("waiting ") })
    for result in results {
      #expect(result.allDiagnostics == [])
      #expect(result.isComplete)
      #expect(try await result.table("sum")?.value(row: 0, column: 0) == .decimal(10, scale: 0))
    }
  }

  @Test func `a file that changes while it is read is read once more`() async throws {
    try bench.write("a.csv", "one")
    let tries = Counter()
    let bench = bench
    let step = produce(
      "p",
      provides: ["p"],
      files: [InputFiles("a.csv", in: bench.folder, at: Workbench.span("a.csv"))]
    ) { context in
      let text = try String(contentsOfFile: context.files.paths()[0], encoding: .utf8)
      if tries.add() == 1 { try bench.write("a.csv", "two") }
      try await context.write("p", try numbers(0..<Int64(text == "two" ? 2 : 1)))
    }
    let result = try await bench.run([step])
    #expect(tries.value == 2)
    #expect(result.output("p")?.rowCount == 2)
    #expect(try await bench.run([step])["p"]?.state == .cached)
    // The result under the bytes of before was not kept.
    try bench.write("a.csv", "one")
    #expect(summary(try await bench.run([step])) == ["p ran: a.csv changed"])
    #expect(tries.value == 3)
  }

  @Test func `a file that keeps changing fails the step`() async throws {
    try bench.write("a.csv", "0")
    let tries = Counter()
    let bench = bench
    let step = produce(
      "p",
      provides: [],
      files: [InputFiles("*.csv", in: bench.folder, at: Workbench.span("*.csv"))]
    ) { _ in try bench.write("a.csv", "\(tries.add())") }
    let result = try await bench.run([step])
    #expect(tries.value == 2)
    #expect(
      result.allDiagnostics.map { DiagnosticPrinter().text($0) } == [
        """
        report.md:1:1: error: 'a.csv' changed while it was read, twice [file-changed]
            1 | *.csv
              | ^~~~~ render again when nothing writes to it
        """
      ]
    )
    #expect(bench.names(in: "store/results") == [])
  }

  @Test func `a store where a file stands in the way is said with its path`() async throws {
    try bench.write("store", "not a folder")
    let result = try await bench.run([sql("a", "SELECT 1 AS a")])
    #expect(result.steps.map(\.state) == [.cancelled])
    #expect(
      result.allDiagnostics.map { DiagnosticPrinter().text($0) } == [
        "error: cannot create '\(bench.path("store"))/results' in the store: not a directory "
          + "[store-failed]"
      ]
    )
  }

  @Test func `what a full or read-only disk says is put in words`() {
    func text(_ code: Int32) -> String {
      let error = SystemError(action: "write", path: ".quire/store/x", code: code)
      return DiagnosticPrinter().text(.storeFailed(error, at: nil))
    }
    #expect(
      text(ENOSPC) == """
        error: cannot write '.quire/store/x' in the store: no space left on device [store-failed]
          hint: free some space, or delete the store: it is made again
        """
    )
    #expect(
      text(EACCES) == """
        error: cannot write '.quire/store/x' in the store: permission denied [store-failed]
          hint: make the folder writable, or run from a folder that is
        """
    )
    let message = "Could not write file \"/s/1.parquet\": No space left on device"
    #expect(
      ParquetWriting.storeFailure(EngineError(.io, message), path: "/s/1.parquet")
        == SystemError(action: "write", path: "/s/1.parquet", code: ENOSPC)
    )
    #expect(ParquetWriting.storeFailure(EngineError(.io, message), path: "/other") == nil)
  }

  @Test(.enabled(if: Disk.canMount, "needs the right to mount a file system"))
  func `a full disk fails the step and leaves nothing half-written`() async throws {
    try bench.write("disk/.keep", "")
    let disk = try Disk(at: bench.path("disk"), megabytes: 4)
    let steps = [
      sql("small", "SELECT 1 AS a"),
      sql("large", "SELECT hash(i) AS h FROM range(3000000) r(i)"),
    ]
    let store = Store(folder: bench.path("disk/store"))
    do {
      let runner = Runner(
        try bench.graph(steps),
        template: "report.md",
        engine: bench.engine,
        store: store
      )
      let result = await runner.run()
      #expect(result["small"]?.state == .ran)
      #expect(result["large"]?.diagnostics.map(\.code) == ["store-failed"])
      let hint = result["large"]?.diagnostics.first?.hint
      #expect(hint == "free some space, or delete the store: it is made again")
      #expect(try await result.table("small")?.rowCount == 1)
    }
    #expect(bench.names(in: "disk/store/tables").count == 1)
    #expect(bench.names(in: "disk/store/temporary") == [])
    withExtendedLifetime(disk) {}
  }
}

/// A small file system in memory, for as long as the object lives.
final class Disk {
  private let path: String

  static let canMount = {
    let folder = NSTemporaryDirectory() + "quire-mount-\(UUID().uuidString)"
    mkdir(folder, 0o755)
    defer { rmdir(folder) }
    guard mount("tmpfs", folder, "tmpfs", 0, "size=1m") == 0 else { return false }
    umount(folder)
    return true
  }()

  init(at path: String, megabytes: Int) throws {
    self.path = path
    guard mount("tmpfs", path, "tmpfs", 0, "size=\(megabytes)m") == 0 else { throw Oops() }
  }

  deinit { umount2(path, 2) }
}
