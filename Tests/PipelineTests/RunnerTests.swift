import Diagnostics
import Engines
import Foundation
import Tables
import Testing

@testable import Pipeline

@Suite struct RunnerTests {
  let bench: Workbench

  init() throws { bench = try Workbench() }

  @Test func `a failed step stops what depends on it and nothing else`() async throws {
    let steps = [
      sql("bad", "SELECT nothing FROM range(3)"), sql("child", "SELECT * FROM bad", reads: ["bad"]),
      sql("grandchild", "SELECT * FROM child", reads: ["child"]), sql("good", "SELECT 1 AS a"),
      sql("friend", "SELECT * FROM good", reads: ["good"]),
    ]
    let result = try await bench.run(steps)
    #expect(
      summary(result) == [
        "bad failed [sql-binder]: first run", "child skipped because of bad",
        "grandchild skipped because of bad", "good ran: first run", "friend ran: first run",
      ]
    )
    #expect(!result.isComplete)
    #expect(try await result.table("bad") == nil)
    // The failed step is tried again, the others are not.
    let again = try await bench.run(steps)
    #expect(summary(again)[0] == "bad failed [sql-binder]: first run")
    #expect(again["friend"]?.state == .cached)
  }

  @Test func `events tell the story in order`() async throws {
    let log = EventLog()
    let steps = [sql("a", "SELECT 1 AS a"), sql("b", "SELECT * FROM a", reads: ["a"])]
    _ = await (try bench.runner(steps)).run(onEvent: log.add)
    _ = await (try bench.runner(steps)).run(onEvent: log.add)
    #expect(
      log.lines == [
        "planned a b", "started a: first run", "finished a: ran", "started b: first run",
        "finished b: ran", "planned a b", "finished a: cached", "finished b: cached",
      ]
    )
  }

  @Test(arguments: [
    ("SELECT a, nothing FROM t", 10), ("SELECT a FRM t WHERE", 13),
    ("SELECT sum(a), missing(a) FROM t", 15),
  ])
  func `offsets of errors count from the start of the statement`(
    _ text: String,
    _ offset: Int
  ) async throws {
    var step = sql("s", text, reads: ["t"])
    step.explain = { error in
      Diagnostic(.error, "at", "\(error.offset.map(String.init) ?? "none")", at: nil)
    }
    let result = try await bench.run([sql("t", "SELECT 1 AS a"), step])
    #expect(result["s"]?.diagnostics.map(\.message) == ["\(offset)"])
  }

  @Test func `statements may end in semicolons and comments, and use PIVOT and FROM`() async throws
  {
    let t = sql("t", "SELECT i, i % 2 AS k FROM range(4) r(i)")
    let texts = [
      "FROM t;", "SELECT * FROM t -- all", "SELECT * FROM t /* all */ ; \n ;\n",
      "PIVOT t ON k USING sum(i)",
      "WITH x AS (FROM t) FROM x ORDER BY i DESC", "VALUES (1, 2)", "SELECT ';' AS a",
    ]
    let steps = texts.enumerated().map { sql("s\($0)", $1, reads: ["t"]) }
    let result = try await bench.run([t] + steps)
    #expect(result.allDiagnostics == [])
    #expect(try await result.table("s4")?.value(row: 0, column: 0) == .int(3))
  }

  @Test func `names of tables may hold anything`() async throws {
    let names = ["a b", "quote\"d", "it's", "한글", "group.inner table", "select", "semi;colon"]
    let steps = names.enumerated().map { index, name in
      produce("p\(index)", provides: [name]) { try await $0.write(name, numbers(0..<2)) }
    }
    let all = names.map { "SELECT n FROM \(EnginePool.quotedName($0))" }
    let result = try await bench.run(
      steps + [sql("all", all.joined(separator: " UNION ALL "), reads: names)]
    )
    #expect(result.allDiagnostics == [])
    #expect(result.output("all")?.rowCount == names.count * 2)
    let engine = try await result.engine()
    #expect(
      try await engine.connect().table("SELECT sum(n) FROM \"group\".\"inner table\"").rowCount == 1
    )
  }

  @Test func `the store may lie in a folder of any name`() async throws {
    let runner = Runner(
      try bench.graph([sql("a", "SELECT 1 AS x"), sql("b", "FROM a", reads: ["a"])]),
      template: "report.md",
      engine: bench.engine,
      store: Store(folder: bench.path("it's [a] *store?/한글"))
    )
    let result = await runner.run()
    #expect(result.allDiagnostics == [])
    #expect(try await result.table("b")?.value(row: 0, column: 0) == .int(1))
  }

  @Test func `independent steps run side by side, no more than allowed`() async throws {
    for parallelism in [1, 3] {
      let running = Counter()
      let most = Counter()
      let steps = (0..<6).map { index in
        produce("p\(index)", provides: [], identity: [KeyPart("run", "\(parallelism) \(index)")]) {
          _ in
          most.raise(to: running.add())
          // Until as many run as may, however late the machine gets to them.
          let end = ContinuousClock.now + .seconds(30)
          while most.value < parallelism, .now < end {
            try await Task.sleep(for: .milliseconds(5))
          }
          try await Task.sleep(for: .milliseconds(10))
          running.remove()
        }
      }
      _ = await (try bench.runner(steps, parallelism: parallelism)).run()
      #expect(most.value == parallelism)
    }
  }

  @Test func `a produced table of several parts reads in order`() async throws {
    let rows = Int64(TableWriters.valuesInPart / 2 + 1)
    let step = produce("p", provides: ["g.big", "g.empty"]) { context in
      for start in stride(from: 0, to: 3 * rows, by: Int(rows)) {
        try await context.write("g.big", try Self.wide(start..<start + rows))
      }
      try await context.write("g.empty", try numbers(0..<0))
    }
    let result = try await bench.run([step])
    #expect(result.allDiagnostics == [])
    let big = try #require(result.output("g.big"))
    #expect(big.paths.count == 3)
    #expect(big.rowCount == Int(3 * rows))
    #expect(result.output("g.empty")?.rowCount == 0)
    #expect(try await result.table("g.empty")?.schema.names == ["n"])
    var next: Int64 = 0
    for try await batch in try #require(try await result.rows(of: "g.big")) {
      #expect(batch.columns[0].value(at: 0) == .int(next))
      next += Int64(batch.rowCount)
    }
    #expect(next == 3 * rows)
  }

  /// Two columns, quickly made: the values are shared by both.
  private static func wide(_ range: Range<Int64>) throws -> Batch {
    let column = try Column(.int64, range.map { .int($0) })
    return Batch(
      schema: Schema([Field("a", .int64), Field("b", .int64)]),
      columns: [column, column],
      rowCount: range.count
    )
  }

  @Test func `a step of our own reads its inputs and must write what it provides`() async throws {
    let steps = [
      sql("t", "SELECT range AS n FROM range(5)"),
      produce("copy", provides: ["copy"], reads: ["t"]) { context in
        try await context.write("copy", try await context.rows(of: "t"))
      },
      produce("silent", provides: ["silent"]) { _ in },
      produce("loud", provides: ["loud"]) { try await $0.write("other", numbers(0..<1)) },
      produce("broken", provides: []) { _ in throw Oops() },
    ]
    let result = try await bench.run(steps)
    #expect(result.output("copy")?.rowCount == 5)
    #expect(
      result.allDiagnostics.map { DiagnosticPrinter().text($0) } == [
        """
        report.md:1:1: error: the step failed: Oops() [step-failed]
            1 | broken
              | ^~~~~~
        """,
        """
        report.md:1:1: error: the step wrote a table 'other' which it does not provide \
        [table-not-declared]
            1 | loud
              | ^~~~
        """,
        """
        report.md:1:1: error: the step did not write its table 'silent' [table-not-written]
            1 | silent
              | ^~~~~~
        """,
      ]
    )
  }

  @Test func `an engine that cannot be opened is said once`() async throws {
    let source = EngineSource(library: nil) { throw EngineError(.library, "no such library") }
    let bench = try Workbench(engine: source)
    let result = try await bench.run([sql("a", "SELECT 1"), sql("b", "SELECT 2")])
    #expect(
      result.allDiagnostics.map { DiagnosticPrinter().text($0) } == [
        "error: cannot open the engine: no such library [engine-unavailable]"
      ]
    )
    #expect(result.steps.allSatisfy { $0.state == .cancelled })
  }

  @Test func `the same rows are stored as the same bytes`() async throws {
    let text = "SELECT i, i * 2 AS j, 'x' || i AS s FROM range(300000) r(i)"
    let first = try await bench.run([sql("a", text)])
    for _ in 0..<5 {
      let again = try await bench.run([sql("a", text)], refresh: .all)
      #expect(again.output("a")?.digest == first.output("a")?.digest)
    }
  }
}

struct Oops: Error {}
