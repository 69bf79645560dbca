import Engines
import Tables
import Testing

@Suite struct LiteralTests {
  static let numbers: Column = {
    let builder = FixedWidthBuilder<Int64>()
    builder.append(contentsOf: [1, 2])
    return builder.finish()
  }()

  /// Values and, where SQL gives another value back, that one.
  static let values: [(Value, Value?)] = [
    (.null, nil), (.bool(true), nil), (.bool(false), nil), (.int(0), nil), (.int(.min), nil),
    (.int(.max), nil), (.int(-1), nil), (.double(0.1), nil), (.double(-0.0), nil),
    (.double(.leastNonzeroMagnitude), nil),
    (.double(1.7976931348623157e308), nil), (.double(-123_456_789.125), nil), (.double(1e21), nil),
    (.double(.infinity), nil), (.double(-.infinity), nil),
    (.decimal(-5, scale: 3), nil), (.decimal(0, scale: 2), nil), (.decimal(12_345, scale: 2), nil),
    (.decimal(99_999_999_999_999_999_999_999_999_999_999_999_999, scale: 10), nil),
    (.decimal(.max, scale: 0), nil), (.decimal(.min + 1, scale: 0), nil),
    (.string(""), nil), (.string("it's"), nil), (.string("'; DROP TABLE t; --"), nil),
    (.string("a\0b\0"), nil), (.string("\0"), nil), (.string("\\n\n\t"), nil),
    (.string("'\u{301}"), nil),
    (.string("한글 \"인용\" 🧮"), nil), (.string(Visit.longText), nil), (.string("$1 ? :a"), nil),
    (.bytes([]), nil), (.bytes([0, 39, 92, 255]), nil),
    (.date(0), nil), (.date(-719_162), nil), (.date(-719_163), nil), (.date(2_932_896), nil),
    (.date(2_932_897), nil), (.date(-1_000_000), nil), (.date(19_782), nil),
    (.time(0), nil), (.time(86_399_999_999_000), nil), (.time(1_001), nil),
    (.timestamp(Timestamp(0, .microsecond)), nil), (.timestamp(Timestamp(-1, .microsecond)), nil),
    (.timestamp(Timestamp(-1, .second)), .timestamp(Timestamp(-1_000_000, .microsecond))),
    (
      .timestamp(Timestamp(1_700_000_000_123, .millisecond)),
      .timestamp(Timestamp(1_700_000_000_123_000, .microsecond))
    ),
    (.timestamp(Timestamp(1_700_000_000_123_456_789, .nanosecond)), nil),
    (.timestamp(Timestamp(-1, .nanosecond)), nil),
    (.timestamp(Timestamp(-70_000_000_000_000_000, .microsecond)), nil),
    (.timestamp(Timestamp(300_000_000_000_000_000, .microsecond)), nil),
    (
      .timestamp(Timestamp(5, .second, zone: "Asia/Seoul")),
      .timestamp(Timestamp(5_000_000, .microsecond, zone: "UTC"))
    ),
    (.timestamp(Timestamp(300_000_000_000_000_000, .microsecond, zone: "UTC")), nil),
    (.duration(90, .second), .interval(months: 0, days: 0, nanoseconds: 90_000_000_000)),
    (.duration(-1_500, .nanosecond), .interval(months: 0, days: 0, nanoseconds: -2_000)),
    (.interval(months: -14, days: 3, nanoseconds: -1_000), nil),
    (.list([.int(1), .null, .int(-3)]), nil), (.list([]), nil),
    (.list([.list([.string("x")]), .list([])]), nil),
    (.record(Record([("a b", .int(1)), ("it's", .list([.date(5)]))])), nil),
    (.record(Record([])), .null),
    (
      .table(Table([(name: "a", column: numbers)])),
      .list([.record(Record([("a", .int(1))])), .record(Record([("a", .int(2))]))])
    ),
  ]

  @Test func `a literal is the value it was made of`() async throws {
    let connection = try Engine.duckDB().connect()
    for (value, other) in Self.values {
      let sql = "SELECT \(SQL.literal(value)) AS v"
      let result = try await connection.table(sql).value(row: 0, column: 0)
      #expect(result == other ?? value, "\(sql.prefix(200))")
    }
  }

  @Test func `not a number stays so`() async throws {
    let connection = try Engine.duckDB().connect()
    let value = try await connection.table("SELECT \(SQL.literal(.double(.nan)))").value(
      row: 0,
      column: 0
    )
    guard case .double(let number) = value else {
      Issue.record("\(value)")
      return
    }
    #expect(number.isNaN)
  }

  @Test func `a negative number after a minus sign is no comment`() async throws {
    let connection = try Engine.duckDB().connect()
    let table = try await connection.table(
      "SELECT 1 -\(SQL.literal(.int(-5))) AS a, 1-\(SQL.literal(.double(-2)))"
    )
    #expect(table.row(0).values == [.int(6), .double(3)])
  }

  @Test(arguments: ["plain", "with \"quotes\"", "한글", "'", ";--", "\u{301}\"\u{301}"])
  func `a quoted name is that name`(name: String) async throws {
    let connection = try Engine.duckDB().connect()
    let table = try await connection.table("SELECT 1 AS \(SQL.quote(identifier: name))")
    #expect(table.schema.names == [name])
  }

  @Test func `spaces that are not ASCII are kept in quotes`() async throws {
    let connection = try Engine.duckDB().connect()
    let table = try await connection.table(
      "SELECT '\u{3000}', $$'\u{3000}$$,/* \u{3000} */\u{3000}'\u{3000}' AS \"\u{3000}\" --\u{3000}'"
    )
    #expect(table.row(0).values == ["\u{3000}", "'\u{3000}", "\u{3000}"].map { .string($0) })
    #expect(table.schema.names.last == "\u{3000}")
  }

  @Test func `names of several parts are quoted one by one`() {
    #expect(SQL.quote(path: ["main", "a\"b"]) == "\"main\".\"a\"\"b\"")
    #expect(SQL.quote(identifier: "a\0b") == "\"ab\"")
  }

  @Test func `bound parameters are the values they were made of`() async throws {
    let connection = try Engine.duckDB().connect()
    for (value, other) in Self.values {
      if case .table = value { continue }
      if case .record(let record) = value, record.names.isEmpty { continue }
      var expected = other ?? value
      // Bound, a timestamp keeps its unit.
      if case .timestamp(let point) = value, point.zone == nil { expected = value }
      if case .decimal(let number, 0) = value, String(number.magnitude).count > 38 { continue }
      if case .duration(-1_500, .nanosecond) = value { continue }
      let result = try await connection.table("SELECT ? AS v", parameters: [value])
      #expect(result.value(row: 0, column: 0) == expected, "\(value)")
    }
  }

  @Test func `parameters are numbered, typed by their values and counted`() async throws {
    let connection = try Engine.duckDB().connect()
    let table = try await connection.table(
      "SELECT $2 || '!', $1 + 1",
      parameters: [.int(1), .string("a")]
    )
    #expect(table.row(0).values == [.string("a!"), .int(2)])
    let missing = await #expect(throws: EngineError.self) { try await connection.table("SELECT ?") }
    #expect(missing?.kind == .invalidInput)
    let error = await #expect(throws: EngineError.self) {
      try await connection.table("SELECT ?", parameters: [.table(Table([]))])
    }
    #expect(error?.kind == .unsupported)
  }
}
