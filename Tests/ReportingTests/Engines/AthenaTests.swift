import Cloud
import Engines
import Tables
import Testing

@testable import Reporting

struct AthenaTests {
  // MARK: What it says is wrong

  private static let query = TranslatedSQL(
    "SELECT region,\n  amoun\nFROM sales",
    quote: SQL.quote(identifier:)
  ) { $0 == "sales" ? "quire_0123456789abcdef01234567" : nil }

  private static func problem(_ text: String) -> EngineError {
    AthenaProblem(text, in: query).error
  }

  @Test func `a column that is not there is named, and placed in the author's text`() {
    let error = Self.problem(
      "COLUMN_NOT_FOUND: line 2:3: Column 'amoun' cannot be resolved or requester is not authorized"
        + " to access requested resources"
    )
    #expect(error.kind == .binder)
    #expect(error.name == "amoun")
    #expect(error.message == "column 'amoun' not found")
    #expect(error.offset == 17)
  }

  @Test func `a table's name is told without catalog and database`() {
    let error = Self.problem(
      "TABLE_NOT_FOUND: line 3:6: Table 'awsdatacatalog.default.sale' does not exist"
    )
    #expect(error.kind == .catalog)
    #expect(error.name == "sale")
    // The name in the text that was sent is longer than the author's.
    #expect(error.offset == 28)
  }

  @Test func `what the parser says comes without a condition`() {
    let error = Self.problem("line 1:8: mismatched input 'FORM'. Expecting: ',', 'FROM'")
    #expect(error.kind == .syntax)
    #expect(error.message == "mismatched input 'FORM'. Expecting: ',', 'FROM'")
    #expect(error.offset == 7)
  }

  @Test func `a failure without a place has none`() {
    let error = Self.problem("DIVISION_BY_ZERO: Division by zero")
    #expect(error.kind == .conversion)
    #expect(error.message == "Division by zero")
    #expect(error.offset == nil)
    #expect(Self.problem("GENERIC_INTERNAL_ERROR: line 99:1: lost").offset == nil)
  }

  // MARK: What it answers

  private static func column(
    _ type: String,
    _ texts: [String?],
    precision: Int = 0,
    scale: Int = 0
  ) throws -> Column {
    let column = AthenaColumn("c", type, precision: precision, scale: scale)
    return try AthenaRows([column], [texts.map { [$0] }]).batches()[0].columns[0]
  }

  private static func values(_ type: String, _ texts: [String?]) throws -> [Value] {
    let column = try column(type, texts)
    return (0..<column.count).map { column.value(at: $0) }
  }

  @Test func `texts become values of the column's type, and NULL stays NULL`() throws {
    #expect(
      try Self.values("varchar", ["", "null", nil]) == [.string(""), .string("null"), .null]
    )
    #expect(
      try Self.values("boolean", ["true", "false", nil]) == [.bool(true), .bool(false), .null]
    )
    #expect(try Self.values("bigint", ["-9223372036854775808"]) == [.int(.min)])
    #expect(
      try Self.values("double", ["1.0E10", "Infinity"]) == [.double(1e10), .double(.infinity)]
    )
    #expect(try Self.values("date", ["2024-02-29", "1969-12-31"]) == [.date(19_782), .date(-1)])
    #expect(try Self.values("time", ["09:05:00.250"]) == [.time(32_700_250_000_000)])
    #expect(try Self.values("varbinary", ["00 ff 6C"]) == [.bytes([0, 255, 108])])
    #expect(try Self.values("array", ["[1, 2]"]) == [.string("[1, 2]")])
  }

  @Test func `decimals keep every digit`() throws {
    let column = try Self.column("decimal", ["-0.05", "123.40", nil], precision: 12, scale: 2)
    #expect(column.type == .decimal128(precision: 12, scale: 2))
    #expect(column.value(at: 0) == .decimal(-5, scale: 2))
    #expect(column.value(at: 1) == .decimal(12_340, scale: 2))
    // A server that does not tell the scale.
    let untold = try Self.column("decimal", ["1.5", "12345678901234567890.125"], precision: 38)
    #expect(untold.type == .decimal128(precision: 38, scale: 3))
    #expect(untold.value(at: 0) == .decimal(1_500, scale: 3))
  }

  @Test func `moments are exact, with a zone in UTC`() throws {
    let plain = try Self.values(
      "timestamp",
      ["2024-03-01 09:05:00.123", "1969-12-31 23:59:59.999999"]
    )
    #expect(plain[0] == .timestamp(Timestamp(1_709_283_900_123_000, .microsecond)))
    #expect(plain[1] == .timestamp(Timestamp(-1, .microsecond)))
    let zoned = try Self.values(
      "timestamp with time zone",
      ["2024-03-01 09:05:00.000 UTC", "2024-03-01 18:05:00.000 +09:00"]
    )
    #expect(zoned[0] == .timestamp(Timestamp(1_709_283_900_000_000, .microsecond, zone: "UTC")))
    #expect(zoned[0] == zoned[1])
  }

  @Test(arguments: [
    ("integer", "1.5"), ("tinyint", "300"), ("boolean", "yes"), ("date", "2024-02-30"),
    ("timestamp", "2024-03-01"), ("timestamp", "2024-03-01 25:00:00"), ("varbinary", "zz"),
    ("timestamp", "2024-03-01 09:05:00.1234567"),
    ("timestamp with time zone", "2024-03-01 09:05:00.000 Asia/Seoul"),
  ])
  func `what is no value of its type is an error`(type: String, text: String) {
    let error = #expect(throws: CloudError.self) { try Self.values(type, [text]) }
    #expect(error?.message == "Athena answers '\(text)' for the column 'c', which is no \(type)")
  }

  @Test func `a result without rows keeps its columns`() throws {
    let batches = try AthenaRows([AthenaColumn("n", "bigint")], [[]]).batches()
    #expect(batches.count == 1)
    #expect(batches[0].schema == Schema([Field("n", .int64)]))
    #expect(batches[0].rowCount == 0)
  }

  // MARK: What it is told of tables

  @Test(arguments: [
    ("BIGINT", "bigint"), ("DECIMAL(12,2)", "decimal(12,2)"), ("VARCHAR[]", "array<string>"),
    ("MAP(VARCHAR, INTEGER)", "map<string,int>"),
    (#"STRUCT("at" DOUBLE[], zip VARCHAR)"#, "struct<at:array<double>,zip:string>"),
    ("ENUM('a', 'b')", "string"),
  ])
  func `columns have Hive's types`(type: String, expected: String) {
    #expect(AthenaTypes.type(type) == expected)
  }

  @Test(arguments: [
    "UBIGINT", "HUGEINT", "INTERVAL", "TIME", "TIMESTAMP WITH TIME ZONE", "INTERVAL[]",
    #"STRUCT("a b" INTEGER)"#,
  ])
  func `a type that would come back changed has none`(type: String) {
    #expect(AthenaTypes.type(type) == nil)
  }
}
