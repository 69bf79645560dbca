import Engines
import Tables
import Testing

@Suite struct IngestTests {
  static func table(_ numbers: [Int64]) -> Table {
    let builder = FixedWidthBuilder<Int64>()
    builder.append(contentsOf: numbers)
    return Table([("a", builder.finish())])
  }

  @Test func `modes create, append and replace`() async throws {
    let connection = try Engine.duckDB().connect()
    #expect(try await connection.ingest(Self.table([1, 2]), into: "odd \"name\"") == 2)
    let error = await #expect(throws: EngineError.self) {
      try await connection.ingest(Self.table([9]), into: "odd \"name\"")
    }
    #expect(error?.kind == .catalog)
    try await connection.ingest(Self.table([3]), into: "odd \"name\"", mode: .append)
    let name = SQL.quote(identifier: "odd \"name\"")
    #expect(
      try await connection.table("FROM \(name)").values(ofColumn: 0) == [.int(1), .int(2), .int(3)]
    )
    try await connection.ingest(Self.table([7]), into: "odd \"name\"", mode: .replace)
    #expect(try await connection.table("FROM \(name)").values(ofColumn: 0) == [.int(7)])
    let missing = await #expect(throws: EngineError.self) {
      try await connection.ingest(Self.table([9]), into: "nowhere", mode: .append)
    }
    #expect(missing?.kind == .catalog, "\(String(describing: missing))")
  }

  @Test func `a schema may be named`() async throws {
    let connection = try Engine.duckDB().connect()
    try await connection.execute("CREATE SCHEMA academy")
    try await connection.ingest(Self.table([1]), into: "students", schema: "academy")
    #expect(try await connection.table("FROM academy.students").rowCount == 1)
  }

  @Test func `a table without rows is created, one without columns is an error`() async throws {
    let connection = try Engine.duckDB().connect()
    #expect(try await connection.ingest(Self.table([]), into: "t") == 0)
    #expect(try await connection.table("FROM t").schema.names == ["a"])
    await #expect(throws: EngineError.self) {
      try await connection.ingest(Table(schema: Schema([]), batches: []), into: "none")
    }
  }

  @Test func `a source that fails leaves nothing behind and its error is thrown`() async throws {
    struct Broken: Error {}
    let connection = try Engine.duckDB().connect()
    let good = Self.table(Array(0..<5_000))
    let source = BatchSource(good)
    let failing = BatchSource(schema: good.schema) {
      guard let batch = try source.next() else { throw Broken() }
      return batch
    }
    await #expect(throws: Broken.self) { try await connection.ingest(failing, into: "t") }
    let error = await #expect(throws: EngineError.self) { try await connection.table("FROM t") }
    #expect(error?.kind == .catalog)
  }

  @Test func `rows that break a constraint are an error, and none of them stays`() async throws {
    let connection = try Engine.duckDB().connect()
    try await connection.execute("CREATE TABLE t(a BIGINT PRIMARY KEY); INSERT INTO t VALUES (3)")
    let error = await #expect(throws: EngineError.self) {
      try await connection.ingest(Self.table([1, 2, 3]), into: "t", mode: .append)
    }
    #expect(error?.kind == .constraint, "\(String(describing: error))")
    #expect(try await connection.table("FROM t").values(ofColumn: 0) == [.int(3)])
    #expect(try await connection.table("SELECT 1").rowCount == 1)
  }

  @Test func `appending a table of another shape is an error`() async throws {
    let connection = try Engine.duckDB().connect()
    try await connection.execute("CREATE TABLE t(a BIGINT, b BIGINT)")
    await #expect(throws: EngineError.self) {
      try await connection.ingest(Self.table([1]), into: "t", mode: .append)
    }
    #expect(try await connection.table("FROM t").rowCount == 0)
  }

  @Test func `a stream of one connection flows into another`() async throws {
    let from = try Engine.duckDB().connect()
    let to = try Engine.duckDB().connect()
    let stream = try await from.query("SELECT range AS a, 'n' || range AS b FROM range(200000)")
    #expect(try await to.ingest(stream.source, into: "t") == 200_000)
    let sum = try await to.table("SELECT sum(a)::BIGINT, count(DISTINCT b) FROM t")
    #expect(sum.row(0).values == [.int(19_999_900_000), .int(200_000)])
  }

  @Test func `ingest inside the caller's transaction is part of it`() async throws {
    let connection = try Engine.duckDB().connect()
    try await connection.execute("BEGIN")
    try await connection.ingest(Self.table([1]), into: "t")
    try await connection.execute("ROLLBACK")
    await #expect(throws: EngineError.self) { try await connection.table("FROM t") }
  }
}
