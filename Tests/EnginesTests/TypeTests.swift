import Engines
import Tables
import Testing

/// A column type, values it holds, and what the same values are after a visit to DuckDB.
struct Visit: Sendable, CustomTestStringConvertible {
  let type: DataType
  let values: [Value]
  let expected: [Value]

  init(_ type: DataType, _ values: [Value], becoming expected: [Value]? = nil) {
    self.type = type
    self.values = values
    self.expected = expected ?? values
  }

  var testDescription: String { "\(type)" }

  static let longText = String(repeating: "가나다라", count: 2_500)

  static let all: [Visit] =
    scalars + nested
    + TimeUnit.allCases.flatMap { unit -> [Visit] in
      let seconds: [Int64] = [0, -1, 1_700_000_000]
      return [
        Visit(
          .timestamp(unit, zone: nil),
          seconds.map { .timestamp(Timestamp($0 * unit.perSecond, unit)) }
        ),
        Visit(
          .timestamp(unit, zone: "Asia/Seoul"),
          seconds.map { .timestamp(Timestamp($0 * unit.perSecond, unit, zone: "Asia/Seoul")) },
          // A zoned timestamp is an instant in microseconds, shown in the session's zone.
          becoming: seconds.map {
            .timestamp(Timestamp($0 * 1_000_000, .microsecond, zone: "UTC"))
          }
        ),
        Visit(.time(unit), [.time(0), .time(86_399_000_000_000)]),
        Visit(
          .duration(unit),
          [.duration(0, unit), .duration(5_000, unit), .duration(-7_000, unit)],
          becoming: [0, 5_000, -7_000].map {
            .interval(months: 0, days: 0, nanoseconds: $0 * (1_000_000_000 / unit.perSecond))
          }
        ),
      ]
    }

  static let scalars: [Visit] = [
    Visit(.null, []),
    Visit(.bool, [.bool(true), .bool(false)]),
    Visit(.int8, [.int(-128), .int(127)]), Visit(.uint8, [.int(0), .int(255)]),
    Visit(.int16, [.int(-32_768), .int(32_767)]), Visit(.uint16, [.int(65_535)]),
    Visit(.int32, [.int(-2_147_483_648), .int(2_147_483_647)]),
    Visit(.uint32, [.int(4_294_967_295)]),
    Visit(.int64, [.int(.min), .int(.max)]),
    Visit(.uint64, [.int(5), .decimal(18_446_744_073_709_551_615, scale: 0)]),
    Visit(.float32, [.double(0.5), .double(-.infinity)]),
    Visit(.float64, [.double(.leastNonzeroMagnitude), .double(-0.1), .double(.infinity)]),
    Visit(.decimal128(precision: 4, scale: 1), [.decimal(-9_999, scale: 1)]),
    Visit(.decimal128(precision: 18, scale: 6), [.decimal(123_456_789_012, scale: 6)]),
    Visit(
      .decimal128(precision: 38, scale: 4),
      [.decimal(12_345_678_901_234_567_890_123_456_789, scale: 4), .decimal(-1, scale: 4)]
    ),
    Visit(.utf8, [.string("a\0b"), .string(""), .string("한글 🧮"), .string(longText)]),
    Visit(.largeUtf8, [.string("x"), .string(longText)]),
    Visit(.binary, [.bytes([0, 255, 39]), .bytes([])]), Visit(.largeBinary, [.bytes([1])]),
    Visit(.fixedSizeBinary(2), [.bytes([0, 1])]),
    Visit(.date32, [.date(0), .date(-719_528), .date(20_000)]),
    Visit(.date64, [.date(1), .date(-1)]),
    Visit(.interval, [.interval(months: -1, days: 40, nanoseconds: 5_000)]),
  ]

  static let nested: [Visit] = [
    Visit(.list(Field("l", .int32)), [.list([]), .list([.int(1), .null])]),
    Visit(.largeList(Field("l", .utf8)), [.list([.string("a"), .string("b")])]),
    Visit(
      .fixedSizeList(Field("l", .int16), 2),
      [.list([.int(1), .int(2)]), .list([.null, .int(3)])]
    ),
    Visit(
      .structure([Field("a", .utf8), Field("b", .list(Field("l", .float64)))]),
      [
        .record(Record([("a", .string("x")), ("b", .list([.double(1)]))])),
        .record(Record([("a", .null), ("b", .null)])),
      ]
    ),
    Visit(
      .map(
        Field(
          "entries",
          .structure([Field("key", .utf8, isNullable: false), Field("value", .int64)]),
          isNullable: false
        )
      ),
      [
        .list([]),
        .list([
          .record(Record([("key", .string("k")), ("value", .int(1))])),
          .record(Record([("key", .string("l")), ("value", .null)])),
        ]),
      ]
    ),
    Visit(
      .dictionary(index: .int8, value: .utf8, isOrdered: false),
      [.string("low"), .string("high"), .string("low")]
    ),
  ]
}

@Suite struct TypeTests {
  @Test(arguments: Visit.all)
  func `values survive a visit to the database`(visit: Visit) async throws {
    let connection = try Engine.duckDB().connect()
    // Several engine chunks, in batches that begin in the middle of their memory.
    let cycle = visit.values + [.null]
    let expected = visit.expected + [.null]
    let rows = 5_000
    let column = try Column(visit.type, (0..<rows).map { cycle[$0 % cycle.count] })
    let schema = Schema([Field("n", .int64), Field("v", visit.type)])
    let numbers = FixedWidthBuilder<Int64>()
    numbers.append(contentsOf: (0..<Int64(rows)))
    let whole = Batch(schema: schema, columns: [numbers.finish(), column], rowCount: rows)
    let table = Table(
      schema: schema,
      batches: [whole.slice(0..<13), whole.slice(13..<3_001), whole.slice(3_001..<rows)]
    )
    #expect(try await connection.ingest(table, into: "t") == Int64(rows))
    let back = try await connection.table("SELECT * FROM t ORDER BY n")
    #expect(back.rowCount == rows)
    let values = back.values(ofColumn: 1)
    let wrong = (0..<rows).first { values[$0] != expected[$0 % expected.count] }
    #expect(wrong == nil, "row \(wrong ?? 0) is \(values[wrong ?? 0])")
  }

  @Test(arguments: [
    ("170141183460469231731687303715884105727::HUGEINT", Value.decimal(.max, scale: 0)),
    ("18446744073709551615::UBIGINT", .decimal(18_446_744_073_709_551_615, scale: 0)),
    ("'b'::ENUM('a', 'b')", .string("b")),
    (
      "'11111111-2222-3333-4444-555555555555'::UUID",
      .string("11111111-2222-3333-4444-555555555555")
    ),
    (
      "TIMESTAMPTZ '2024-01-01 09:00:00+09'",
      .timestamp(Timestamp(1_704_067_200_000_000, .microsecond, zone: "UTC"))
    ),
    ("TIMESTAMP_S '1970-01-01 00:00:05'", .timestamp(Timestamp(5, .second))),
    (
      "INTERVAL '1 month 2 days 3 seconds'",
      .interval(months: 1, days: 2, nanoseconds: 3_000_000_000)
    ),
    (
      "{'a': [1, 2], 'b': {'c': NULL}}",
      .record(Record([("a", .list([.int(1), .int(2)])), ("b", .record(Record([("c", .null)])))]))
    ),
    ("MAP {'k': 1}", .list([.record(Record([("key", .string("k")), ("value", .int(1))]))])),
    ("[1, 2]::INTEGER[2]", .list([.int(1), .int(2)])), ("NULL", .null),
    ("'{}'::JSON", .string("{}")),
    ("sum(1.25)", .decimal(125, scale: 2)), ("count(*)", .int(1)),
    ("'\\x00\\xFF'::BLOB", .bytes([0, 255])),
  ])
  func `a value of DuckDB's own types is read`(sql: String, expected: Value) async throws {
    let connection = try Engine.duckDB().connect()
    #expect(try await connection.table("SELECT \(sql)").value(row: 0, column: 0) == expected)
  }

  @Test func `a type that is not read is an error that names the column`() async throws {
    let connection = try Engine.duckDB().connect()
    let error = await #expect(throws: EngineError.self) {
      try await connection.table("SELECT 1 AS a, union_value(k := 1) AS u")
    }
    #expect(error?.kind == .unsupported)
    #expect(error?.name == "u")
    #expect(
      error?.message
        == "column 'u' has a type that Quire does not read (Arrow format '+us:0'); cast it in the SQL"
    )
    #expect(try await connection.table("SELECT 2").value(row: 0, column: 0) == .int(2))
  }
}
