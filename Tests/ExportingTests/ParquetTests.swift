import Engines
import Exporting
import Files
import Tables
import TestSupport
import Testing

/// Files are read back by DuckDB, which is nothing of ours.
struct ParquetTests {
  /// Numbers that are the same in every run (SplitMix64).
  private struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      return word ^ (word >> 31)
    }
  }

  private func written(_ batches: [Batch], to path: String) async throws {
    let table = try #require(try ParquetTable(path, batches[0].schema))
    for batch in batches { try await table.append(batch) }
    try await table.finish()
  }

  private func read(_ sql: String) async throws -> Table {
    try await Engine.duckDB(EngineOptions(threads: 2)).connect().table(sql)
  }

  private func expectSame(_ batches: [Batch]) async throws {
    let folder = try Folder()
    let path = folder.path + "/t.parquet"
    try await written(batches, to: path)
    #expect(try folder.files().count == 1)
    // DuckDB reads milliseconds as microseconds.
    let milli =
      batches[0].schema["milli"] == nil ? "" : " REPLACE (CAST(milli AS TIMESTAMP_MS) AS milli)"
    let found = try await read("SELECT *\(milli) FROM read_parquet(\(SQL.literal(.string(path))))")
    #expect(found.schema.names == batches[0].schema.names)
    let expected = Table(schema: found.schema, batches: batches)
    #expect(found.rowCount == expected.rowCount)
    for (column, name) in found.schema.names.enumerated() {
      let (read, made) = (found.values(ofColumn: column), expected.values(ofColumn: column))
      // The first difference says more than two columns.
      let row = zip(read, made).enumerated().first { $1.0 != $1.1 }?.offset
      if let row { #expect(read[row] == made[row], "\(name), row \(row)") }
    }
  }

  private static func fixed<Element: FixedWidthElement>(
    _ count: Int,
    nulls: Int,
    as type: DataType = Element.dataType,
    _ chance: inout Chance,
    _ value: (inout Chance) -> Element
  ) -> Column {
    let builder = FixedWidthBuilder<Element>()
    for _ in 0..<count {
      let element = value(&chance)
      if chance.next() % 100 < UInt64(nulls) {
        builder.appendNull()
      } else {
        builder.append(element)
      }
    }
    return builder.finish(as: type)
  }

  private static func texts(
    _ count: Int,
    nulls: Int,
    different: UInt64,
    _ chance: inout Chance
  ) -> BytesBuilder {
    let builder = BytesBuilder()
    for _ in 0..<count {
      let number = chance.next() % different
      if chance.next() % 100 < UInt64(nulls) {
        builder.appendNull()
      } else {
        builder.append(number == 0 ? "" : String(repeating: "가\(number)", count: Int(number % 7)))
      }
    }
    return builder
  }

  /// A batch of all types; a tenth of everything is null where `nulls` is 10.
  private static func batch(
    _ count: Int,
    nulls: Int,
    different: UInt64,
    _ chance: inout Chance
  ) -> Batch {
    func lists(of items: (Int, inout Chance) -> Column) -> Column {
      let builder = ListBuilder()
      var end = 0
      for _ in 0..<count {
        if chance.next() % 100 < UInt64(nulls) {
          builder.appendNull(at: end)
        } else {
          end += Int(chance.next() % 4)
          builder.endElement(at: end)
        }
      }
      return builder.finish(items(end, &chance))
    }
    let truth = BoolBuilder()
    for _ in 0..<count {
      let word = chance.next()
      if word % 100 < UInt64(nulls) { truth.appendNull() } else { truth.append(word & 1024 != 0) }
    }
    let isNull = (0..<count).map { _ in chance.next() % 100 < UInt64(nulls) }
    let words = lists { texts($0, nulls: nulls, different: different, &$1).finish() }
    let structure = Column.structure(
      [
        (
          Field("n", .int64),
          fixed(count, nulls: nulls, &chance) { Int64(bitPattern: $0.next() % 9) }
        ),
        (Field("words", words.type), words),
      ],
      isNull: isNull
    )
    let pairs = lists { count, chance in
      Column.structure([
        (
          Field("a", .int32),
          fixed(count, nulls: nulls, &chance) { Int32(truncatingIfNeeded: $0.next() % different) }
        ),
        (Field("b", .utf8), texts(count, nulls: nulls, different: 5, &chance).finish()),
      ])
    }
    let (local, instant) = (
      DataType.timestamp(.microsecond, zone: nil), DataType.timestamp(.microsecond, zone: "UTC")
    )
    func number<Number: FixedWidthInteger & FixedWidthElement>(_ type: Number.Type) -> Column {
      fixed(count, nulls: nulls, &chance) { Number(truncatingIfNeeded: $0.next() % different) }
    }
    func time(_ type: DataType, _ limit: UInt64) -> Column {
      fixed(count, nulls: nulls, as: type, &chance) { Int64($0.next() % limit) - Int64(limit / 4) }
    }
    let micro: UInt64 = 1_000_000
    return Table([
      ("truth", truth.finish()), ("int8", number(Int8.self)), ("int16", number(Int16.self)),
      ("int32", number(Int32.self)), ("int64", number(Int64.self)), ("uint8", number(UInt8.self)),
      ("uint16", number(UInt16.self)), ("uint32", number(UInt32.self)),
      ("uint64", number(UInt64.self)),
      ("float", fixed(count, nulls: nulls, &chance) { Float($0.next() % different) / 4 - 9 }),
      ("double", fixed(count, nulls: nulls, &chance) { Double($0.next() % different) / 8 - 9 }),
      ("text", texts(count, nulls: nulls, different: different, &chance).finish()),
      ("binary", texts(count, nulls: nulls, different: 40, &chance).finishAsBinary()),
      (
        "date",
        fixed(count, nulls: nulls, as: .date32, &chance) { Int32($0.next() % 60_000) - 20_000 }
      ),
      (
        "clock",
        fixed(count, nulls: nulls, as: .time(.microsecond), &chance) {
          Int64($0.next() % (86_400 * micro))
        }
      ),
      ("local", time(local, 4_000_000_000 * micro)),
      ("instant", time(instant, 4_000_000_000 * micro)),
      ("milli", time(.timestamp(.millisecond, zone: nil), 4_000_000_000_000)),
      ("nano", time(.timestamp(.nanosecond, zone: nil), 4_000_000_000_000_000_000)),
      ("words", words), ("record", structure), ("pairs", pairs),
      (
        "nested",
        lists { count, chance in
          let inner = ListBuilder()
          for index in 0..<count { inner.endElement(at: index * 2) }
          return inner.finish(
            texts(max(0, count - 1) * 2, nulls: nulls, different: different, &chance).finish()
          )
        }
      ),
    ]).batches[0]
  }

  private static let (nulls, different) = ([0, 10, 100], [1, 3, 200, 1_000_000_000] as [UInt64])

  @Test(arguments: Self.nulls, Self.different)
  func `every type comes back value by value`(nulls: Int, different: UInt64) async throws {
    var chance = Chance(state: different &+ UInt64(nulls))
    var batches: [Batch] = []
    for count in [0, 1, 7, 1_500, 2_049] {
      let batch = Self.batch(count, nulls: nulls, different: different, &chance)
      // A part of a batch shares memory that does not begin with it.
      batches.append(count > 7 ? batch.slice(5..<(count - 3)) : batch)
    }
    try await expectSame(batches)
  }

  @Test func `no rows are a file of columns`() async throws {
    var chance = Chance(state: 1)
    try await expectSame([Self.batch(0, nulls: 0, different: 9, &chance)])
  }

  @Test func `rows beyond a row group are cut, and runs and packed bits follow each other`()
    async throws
  {
    let count = 300_000
    let (runs, codes) = (FixedWidthBuilder<Int64>(), BytesBuilder())
    var chance = Chance(state: 7)
    for row in 0..<count {
      // Runs of all lengths up to 40, now and then between numbers that differ.
      runs.append(Int64(row % 820 < 700 ? row / (1 + row / 7_500) % 3 : Int(chance.next() % 900)))
      codes.append("code-\(chance.next() % 30_000)")
    }
    let table = Table([("runs", runs.finish()), ("codes", codes.finish())])
    try await expectSame(table.batches)
    let folder = try Folder()
    let path = folder.path + "/t.parquet"
    try await written(table.batches, to: path)
    let groups = try await read(
      """
      SELECT DISTINCT row_group_id, row_group_num_rows
      FROM parquet_metadata(\(SQL.literal(.string(path)))) ORDER BY 1
      """
    )
    #expect(groups.values(ofColumn: 1) == [.int(122_880), .int(122_880), .int(54_240)])
    // Both columns are smaller with a dictionary.
    let encodings = try await read(
      "SELECT count(*) FROM parquet_metadata(\(SQL.literal(.string(path)))) "
        + "WHERE encodings NOT LIKE '%DICTIONARY%'"
    )
    #expect(encodings.value(row: 0, column: 0) == .int(0))
  }

  @Test func `large texts make row groups of few rows`() async throws {
    let texts = BytesBuilder()
    for row in 0..<12 { texts.append(String(repeating: "long \(row) ", count: 2_000_000)) }
    let batch = Table([("text", texts.finish())]).batches[0]
    let folder = try Folder()
    let path = SQL.literal(.string(folder.path + "/t.parquet"))
    try await written([batch], to: folder.path + "/t.parquet")
    let found = try await read(
      """
      SELECT (SELECT count(*) FROM parquet_metadata(\(path))),
        list(length(text) ORDER BY number), list(left(text, 8) ORDER BY number)
      FROM (SELECT *, row_number() OVER () AS number FROM read_parquet(\(path)))
      """
    )
    let (lengths, starts) = (
      (0..<12).map { Value.int($0 < 10 ? 14_000_000 : 16_000_000) },
      (0..<12).map { Value.string(String("long \($0) long".prefix(8))) }
    )
    #expect(found.row(0).values == [.int(3), .list(lengths), .list(starts)])
  }

  @Test func `smallest and largest values are those of the rows`() async throws {
    var chance = Chance(state: 5)
    let names = ["int8", "int64", "uint32", "uint64", "float", "double", "text", "date", "local"]
    let folder = try Folder()
    let path = SQL.literal(.string(folder.path + "/t.parquet"))
    let batch = Self.batch(5_000, nulls: 10, different: 1_000_000, &chance)
    try await written([batch], to: folder.path + "/t.parquet")
    for name in names {
      let column = SQL.quote(identifier: name)
      let type = try await read("SELECT typeof(any_value(\(column))) FROM read_parquet(\(path))")
      guard case .string(let type) = type.value(row: 0, column: 0) else { continue }
      let same = try await read(
        """
        SELECT stats_min_value::\(type) = (SELECT min(\(column)) FROM read_parquet(\(path))),
          stats_max_value::\(type) = (SELECT max(\(column)) FROM read_parquet(\(path))),
          stats_null_count = (SELECT count(*) - count(\(column)) FROM read_parquet(\(path)))
        FROM parquet_metadata(\(path)) WHERE path_in_schema = \(SQL.literal(.string(name)))
        """
      )
      #expect(same.row(0).values == [.bool(true), .bool(true), .bool(true)], "\(name)")
    }
    // Nobody may pass over rows because of a number that is none.
    let numbers = FixedWidthBuilder<Double>()
    for number in [1, .nan, 3, -Double.infinity] { numbers.append(number) }
    try await written(Table([("x", numbers.finish())]).batches, to: folder.path + "/t.parquet")
    let bounds = try await read("SELECT stats_min_value FROM parquet_metadata(\(path))")
    #expect(bounds.value(row: 0, column: 0) == .null)
  }

  @Test func `types without a place and folders in the way are told`() async throws {
    let folder = try Folder()
    let schema = Schema([Field("x", .decimal128(precision: 9, scale: 2))])
    #expect(try ParquetTable(folder.path + "/t.parquet", schema) == nil)
    #expect(throws: SystemError.self) {
      try ParquetTable(folder.path, Schema([Field("x", .int64)]))
    }
    #expect(try folder.files().isEmpty)
  }

  @Test func `a file that is not finished never appears`() async throws {
    let folder = try Folder()
    var chance = Chance(state: 3)
    do {
      let table = try #require(
        try ParquetTable(
          folder.path + "/t.parquet",
          Self.batch(1, nulls: 0, different: 3, &chance).schema
        )
      )
      try await table.append(Self.batch(9, nulls: 0, different: 3, &chance))
    }
    #expect(try folder.files().isEmpty)
  }
}
