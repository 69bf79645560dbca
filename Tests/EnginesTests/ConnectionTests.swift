import Engines
import Tables
import Testing

@Suite struct ConnectionTests {
  /// How long a cancelled statement may take to end.
  ///
  /// Alone it takes a millisecond, but other tests may hold both threads that resume this one. The
  /// statement itself would run for hours.
  static let patience = Duration.seconds(300)
  static let endless = "SELECT count(*) FROM range(1000000000000) AS a WHERE hash(a.range) = 1"

  @Test func `cancel stops the running statement, and the connection stays good`() async throws {
    let connection = try Engine.duckDB().connect()
    let clock = ContinuousClock()
    let running = Task { try await connection.table(Self.endless) }
    try await Task.sleep(for: .milliseconds(100))
    let start = clock.now
    // More than once: what has not begun yet cannot be stopped, and would then run for hours.
    let stopping = Task {
      while !Task.isCancelled {
        connection.cancel()
        try await Task.sleep(for: .milliseconds(100))
      }
    }
    let error = await #expect(throws: EngineError.self) { try await running.value }
    stopping.cancel()
    _ = await stopping.result
    #expect(error?.kind == .cancelled)
    #expect(clock.now - start < Self.patience)
    #expect(try await connection.table("SELECT 1").value(row: 0, column: 0) == .int(1))
  }

  @Test(arguments: [0, 1, 20])
  func `cancelling a task stops its statement, however early`(milliseconds: Int) async throws {
    let connection = try Engine.duckDB().connect()
    let clock = ContinuousClock()
    let running = Task { try await connection.execute(Self.endless) }
    if milliseconds > 0 { try await Task.sleep(for: .milliseconds(milliseconds)) }
    let start = clock.now
    running.cancel()
    let error = await #expect(throws: EngineError.self) { try await running.value }
    #expect(error?.kind == .cancelled)
    #expect(clock.now - start < Self.patience)
  }

  @Test func `cancelling one statement leaves the next one alone`() async throws {
    let connection = try Engine.duckDB().connect()
    let first = Task { try await connection.table(Self.endless) }
    try await Task.sleep(for: .milliseconds(30))
    let second = Task { try await connection.table("SELECT sum(range) FROM range(1000000)") }
    try await Task.sleep(for: .milliseconds(30))
    first.cancel()
    await #expect(throws: EngineError.self) { try await first.value }
    #expect(try await second.value.rowCount == 1)
  }

  @Test func `a bulk ingest can be cancelled and leaves no table`() async throws {
    let connection = try Engine.duckDB().connect()
    let schema = Schema([Field("a", .int64)])
    let column = try Column(.int64, (0..<1_000).map { .int($0) })
    let endless = BatchSource(schema: schema) {
      Batch(schema: schema, columns: [column], rowCount: column.count)
    }
    let running = Task { try await connection.ingest(endless, into: "t") }
    try await Task.sleep(for: .milliseconds(100))
    running.cancel()
    let error = await #expect(throws: EngineError.self) { try await running.value }
    #expect(error?.kind == .cancelled)
    let gone = await #expect(throws: EngineError.self) { try await connection.table("FROM t") }
    #expect(gone?.kind == .catalog)
  }

  @Test func `two connections to one database work at once`() async throws {
    let engine = try Engine.duckDB()
    let one = try engine.connect()
    let two = try engine.connect()
    try await one.execute("CREATE TABLE t AS SELECT range AS a FROM range(1000)")
    async let left = one.table("SELECT sum(a) FROM t, range(3000)")
    async let right = two.table("SELECT max(a) FROM t, range(3000)")
    #expect(try await left.value(row: 0, column: 0) == .decimal(1_498_500_000, scale: 0))
    #expect(try await right.value(row: 0, column: 0) == .int(999))
  }

  @Test func `statements of one connection wait for each other`() async throws {
    let connection = try Engine.duckDB().connect()
    try await connection.execute("CREATE TABLE t(a INTEGER)")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<50 {
        group.addTask { try await connection.execute("INSERT INTO t VALUES (\(number))") }
      }
      try await group.waitForAll()
    }
    #expect(
      try await connection.table("SELECT count(DISTINCT a) FROM t").value(row: 0, column: 0)
        == .int(50)
    )
  }

  @Test func `another statement on the connection lets an open stream keep its rows`() async throws
  {
    let connection = try Engine.duckDB().connect()
    let stream = try await connection.query("SELECT range AS a FROM range(500000)")
    let first = try #require(try await stream.next())
    #expect(try await connection.table("SELECT 7").value(row: 0, column: 0) == .int(7))
    var rows = first.rowCount
    while let batch = try await stream.next() { rows += batch.rowCount }
    #expect(rows == 500_000)
    #expect(try await stream.next()?.rowCount == nil)
  }

  @Test func `a stream may be abandoned half-way`() async throws {
    let connection = try Engine.duckDB().connect()
    for _ in 0..<20 {
      let stream = try await connection.query("SELECT range AS a FROM range(10000000)")
      #expect(try await stream.next() != nil)
    }
    #expect(try await connection.table("SELECT 1").rowCount == 1)
  }

  @Test func `batches outlive their stream, connection and engine`() async throws {
    func batch() async throws -> Batch? {
      try await Engine.duckDB().connect().query("SELECT 'kept' AS a").next()
    }
    #expect(try await batch()?.columns[0].value(at: 0) == .string("kept"))
  }

  @Test func `an error in the middle of a stream is thrown where it stands`() async throws {
    // With several threads the error is now and then lost; see `EngineError.interrupted`.
    let connection = try Engine.duckDB(EngineOptions(threads: 1)).connect()
    let stream = try await connection.query(
      "SELECT CASE WHEN range = 5000000 THEN error('late') ELSE range END AS a FROM range(6000000)"
    )
    var rows = 0
    let error = await #expect(throws: EngineError.self) {
      while let batch = try await stream.next() { rows += batch.rowCount }
    }
    #expect(error?.message == "late")
    #expect(rows > 0 && rows < 5_000_000)
  }

  @Test func `cancelling ends an open stream`() async throws {
    let connection = try Engine.duckDB().connect()
    let stream = try await connection.query("SELECT range AS a FROM range(10000000)")
    _ = try await stream.next()
    connection.cancel()
    let error = await #expect(throws: EngineError.self) { while try await stream.next() != nil {} }
    #expect(error?.kind == .cancelled)
    #expect(try await connection.table("SELECT 1").rowCount == 1)
  }

  @Test func `a result without rows keeps its columns, a text without a statement has none`()
    async throws
  {
    let connection = try Engine.duckDB().connect()
    let empty = try await connection.table("SELECT 1 AS a, 'x' AS b WHERE FALSE")
    #expect(empty.rowCount == 0)
    #expect(empty.schema == Schema([Field("a", .int32), Field("b", .utf8)]))
    let nothing = try await connection.table("-- only a comment")
    #expect(nothing.schema.fields.isEmpty && nothing.rowCount == 0)
    #expect(try await connection.query(";").next()?.rowCount == nil)
  }

  @Test func `of several statements the last one's rows are given`() async throws {
    let connection = try Engine.duckDB().connect()
    let table = try await connection.table(
      "CREATE TABLE t(a INT); INSERT INTO t VALUES (3), (4); FROM t"
    )
    #expect(table.values(ofColumn: 0) == [.int(3), .int(4)])
  }

  @Test func `nothing touches the network by itself and the zone is UTC`() async throws {
    let connection = try Engine.duckDB().connect()
    let settings = try await connection.table(
      """
      SELECT current_setting('autoinstall_known_extensions'),
        current_setting('autoload_known_extensions'), current_setting('TimeZone')
      """
    )
    #expect(settings.row(0).values == [.bool(false), .bool(false), .string("UTC")])
  }

  @Test func `memory, threads and other settings are set when opening`() async throws {
    let options = EngineOptions(
      memoryLimit: "300MB",
      threads: 1,
      settings: ["TimeZone": "Asia/Seoul"]
    )
    let engine = try Engine.duckDB(options)
    #expect(engine.name == "duckdb")
    #expect(engine.version.hasPrefix("v1."))
    let settings = try await engine.connect().table(
      "SELECT current_setting('threads'), current_setting('memory_limit'), current_setting('TimeZone')"
    )
    #expect(settings.row(0).values == [.int(1), .string("286.1 MiB"), .string("Asia/Seoul")])
  }
}
