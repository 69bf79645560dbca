import Engines
import Tables
import Testing

@Suite struct CatalogueTests {
  @Test func `engines apart have tables of the same name that do not meet`() async throws {
    let whole = try Engine.duckDB()
    let one = try whole.apart()
    let two = try whole.apart()
    try await one.connect().execute("CREATE VIEW sales AS SELECT 1 AS n")
    try await two.connect().execute("CREATE SCHEMA sales; CREATE VIEW sales.days AS SELECT 2 AS n")
    #expect(try await one.connect().table("FROM sales").value(row: 0, column: 0) == .int(1))
    #expect(try await two.connect().table("FROM sales.days").value(row: 0, column: 0) == .int(2))
    await #expect(throws: EngineError.self) { try await two.connect().table("FROM sales") }
    await #expect(throws: EngineError.self) { try await whole.connect().table("FROM sales") }
  }

  @Test func `rows are ingested apart too`() async throws {
    let apart = try Engine.duckDB().apart()
    let table = Table([(name: "n", column: try Column(.int64, [.int(7)]))])
    let connection = try apart.connect()
    try await connection.ingest(table, into: "rows")
    #expect(try await apart.connect().table("FROM rows").value(row: 0, column: 0) == .int(7))
  }

  @Test func `nothing of them is left when nobody uses them any more`() async throws {
    let whole = try Engine.duckDB()
    let count = "SELECT count(*) FROM duckdb_databases() WHERE NOT internal"
    var apart: Engine? = try whole.apart()
    var connection: Connection? = try apart?.connect()
    try await connection?.execute("CREATE TABLE t AS SELECT range AS n FROM range(1000)")
    #expect(try await whole.connect().table(count).value(row: 0, column: 0) == .int(2))
    apart = nil
    // A connection keeps the names that it uses.
    #expect(
      try await connection?.table("SELECT count(*) FROM t").value(row: 0, column: 0) == .int(1000)
    )
    connection = nil
    #expect(try await whole.connect().table(count).value(row: 0, column: 0) == .int(1))
  }
}
