import Foundation
import Tables
import Testing

@testable import Pipeline

@Suite struct CachingTests {
  let bench: Workbench

  init() throws {
    bench = try Workbench()
    try bench.write("data/a.csv", "k,v\nx,1\ny,2\n")
    try bench.write("data/b.csv", "k,v\nx,10\n")
  }

  private var steps: [Step] {
    [
      bench.load("a", "data/a.csv"), bench.load("b", "data/b.csv"),
      sql("total", "SELECT sum(v) AS total FROM a", reads: ["a"]),
      sql("both", "SELECT a.k, a.v + b.v AS v FROM a JOIN b USING (k)", reads: ["a", "b"]),
      sql("count", "SELECT count(*) AS n FROM b", reads: ["b"]),
    ]
  }

  @Test func `a first run runs everything and a second run nothing`() async throws {
    let first = try await bench.run(steps)
    #expect(first.allDiagnostics == [])
    #expect(
      summary(first) == [
        "a ran: first run", "b ran: first run", "total ran: first run", "both ran: first run",
        "count ran: first run",
      ]
    )
    let second = try await bench.run(steps)
    #expect(
      summary(second) == [
        "a cached: nothing changed", "b cached: nothing changed", "total cached: nothing changed",
        "both cached: nothing changed", "count cached: nothing changed",
      ]
    )
    let both = try #require(await second.table("both"))
    #expect(both.row(0).values == [.string("x"), .int(11)])
    #expect(second.output("both")?.rowCount == 1)
    #expect(second.output("both")?.columns == [.init("k", "VARCHAR"), .init("v", "BIGINT")])
    #expect(try await second.table("Both", limit: 0)?.rowCount == 0)
    #expect(try await second.table("other") == nil)
  }

  @Test func `one changed byte runs only what lies downstream`() async throws {
    _ = try await bench.run(steps)
    try bench.write("data/b.csv", "k,v\nx,11\n")
    let result = try await bench.run(steps)
    #expect(
      summary(result) == [
        "a cached: nothing changed", "b ran: data/b.csv changed", "total cached: nothing changed",
        "both ran: reads b, which changed", "count ran: reads b, which changed",
      ]
    )
    #expect(try await result.table("both")?.value(row: 0, column: 1) == .int(12))
  }

  @Test func `a step that comes out the same runs nothing downstream`() async throws {
    _ = try await bench.run(steps)
    try bench.write("data/b.csv", "k,v\nx,10\n\n")
    let result = try await bench.run(steps)
    #expect(
      summary(result) == [
        "a cached: nothing changed", "b ran: data/b.csv changed", "total cached: nothing changed",
        "both cached: nothing changed", "count cached: nothing changed",
      ]
    )
  }

  @Test func `a file that is only touched runs nothing`() async throws {
    _ = try await bench.run(steps)
    try bench.write("data/b.csv", "k,v\nx,10\n")
    let result = try await bench.run(steps)
    #expect(result.steps.allSatisfy { $0.state == .cached && $0.reason == .unchanged })
  }

  @Test func `going back to an earlier statement takes the earlier result`() async throws {
    _ = try await bench.run([sql("one", "SELECT 1 AS a")])
    let second = try await bench.run([sql("one", "SELECT 2 AS a")])
    #expect(summary(second) == ["one ran: the SQL changed from 'SELECT 1 AS a' to 'SELECT 2 AS a'"])
    let third = try await bench.run([sql("one", "SELECT 1 AS a")])
    #expect(
      summary(third) == [
        "one cached: the SQL changed from 'SELECT 2 AS a' to 'SELECT 1 AS a'; "
          + "the store has this result"
      ]
    )
    #expect(try await third.table("one")?.value(row: 0, column: 0) == .int(1))
  }

  @Test func `refresh runs a step again and what it feeds only if it came out different`()
    async throws
  {
    _ = try await bench.run(steps)
    let one = try await bench.run(steps, refresh: .steps(["b"]))
    #expect(summary(one)[1] == "b ran: refresh asked for")
    #expect(one.steps.filter { $0.state == .ran }.map(\.id) == ["b"])
    let all = try await bench.run(steps, refresh: .all)
    #expect(all.steps.allSatisfy { $0.state == .ran && $0.reason == .refreshed })
  }

  @Test func `a step that is not cached runs every time`() async throws {
    let step = produce("p", provides: ["p"], isCached: false) { context in
      try await context.write("p", try numbers(0..<3))
    }
    let first = try await bench.run([step])
    #expect(summary(first) == ["p ran: first run"])
    let second = try await bench.run([step])
    #expect(summary(second) == ["p ran: runs every time"])
  }

  @Test func `sums of integers stay exact`() async throws {
    let text = "SELECT sum(i) AS s FROM (VALUES (9007199254740993::BIGINT), (1)) t(i)"
    let result = try await bench.run([sql("s", text)])
    #expect(result.output("s")?.columns == [.init("s", "DECIMAL(38,0)")])
    let value = try await result.table("s")?.value(row: 0, column: 0)
    #expect(value == .decimal(9_007_199_254_740_994, scale: 0))
  }

  @Test func `a missing or damaged file of a result is made again`() async throws {
    let first = try await bench.run([sql("one", "SELECT 1 AS a")])
    let path = try #require(first.output("one")?.paths.first)
    try Data("short".utf8).write(to: URL(fileURLWithPath: path))
    let second = try await bench.run([sql("one", "SELECT 1 AS a")])
    #expect(second["one"]?.reason == .resultDamaged(path: path))
    #expect(try await second.table("one")?.rowCount == 1)
    try FileManager.default.removeItem(atPath: path)
    let third = try await bench.run([sql("one", "SELECT 1 AS a")])
    #expect(summary(third) == ["one ran: its result in the store is damaged"])
    try FileManager.default.removeItem(atPath: bench.path("store/results"))
    let fourth = try await bench.run([sql("one", "SELECT 1 AS a")])
    #expect(summary(fourth) == ["one ran: its result is not in the store"])
  }

  @Test func `a fully cached run does not open the engine`() async throws {
    _ = try await bench.run(steps)
    let library = bench.path("lib.so")
    try bench.write("lib.so", "v1")
    let source = bench.engine
    let counted = Counter()
    let lazy = EngineSource(library: library) {
      counted.add()
      return try source.open()
    }
    let graph = try bench.graph(steps)
    for expected in [1, 1] {
      let runner = Runner(graph, template: "report.md", engine: lazy, store: bench.store)
      let result = await runner.run()
      #expect(result.steps.allSatisfy { $0.state == .cached })
      #expect(counted.value == expected)
    }
    // Another file in its place may be another version: it is asked again.
    try bench.write("lib.so", "v2, longer")
    _ = await Runner(graph, template: "report.md", engine: lazy, store: bench.store).run()
    #expect(counted.value == 2)
  }
}
