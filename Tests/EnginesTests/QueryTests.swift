import Engines
import Tables
import Testing

@Suite struct QueryTests {
  @Test func `a query gives its rows as values`() async throws {
    let connection = try Engine.duckDB().connect()
    let table = try await connection.table("SELECT 42 AS a, 'x' AS b UNION ALL SELECT 43, NULL")
    #expect(table.schema.names == ["a", "b"])
    #expect(table.values(ofColumn: 0) == [.int(42), .int(43)])
    #expect(table.values(ofColumn: 1) == [.string("x"), .null])
  }

  @Test func `ten million rows stream without being held`() async throws {
    let connection = try Engine.duckDB().connect()
    var rows = 0
    var sum: Int64 = 0
    for try await batch in try await connection.query("SELECT range AS i FROM range(10000000)") {
      rows += batch.rowCount
      sum &+= batch.columns[0].withElements(as: Int64.self) { $0.reduce(0, &+) } ?? 0
    }
    #expect(rows == 10_000_000)
    #expect(sum == 49_999_995_000_000)
  }

  @Test func `execute tells how many rows changed`() async throws {
    let connection = try Engine.duckDB().connect()
    #expect(try await connection.execute("CREATE TABLE t(a INTEGER)") == nil)
    #expect(try await connection.execute("INSERT INTO t VALUES (1), (2)") == 2)
    #expect(try await connection.execute("UPDATE t SET a = 5 WHERE a > 100") == 0)
  }
}
