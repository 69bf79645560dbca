import Tables
import Testing

@Suite struct ColumnTests {
  @Test func `builders make the columns that values make`() throws {
    let numbers = FixedWidthBuilder<Int64>()
    let words = BytesBuilder()
    let flags = BoolBuilder()
    for index in 0..<100 {
      if index % 7 == 3 {
        numbers.appendNull()
        words.appendNull()
        flags.appendNull()
      } else {
        numbers.append(Int64(index))
        words.append("말\(index)")
        flags.append(index % 2 == 0)
      }
    }
    #expect(numbers.count == 100 && words.count == 100 && flags.count == 100)
    let ints = numbers.finish()
    let texts = words.finish()
    let bools = flags.finish()
    #expect(ints.nullCount == 14 && texts.nullCount == 14 && bools.nullCount == 14)
    for index in 0..<100 {
      let isNull = index % 7 == 3
      #expect(ints.value(at: index) == (isNull ? .null : .int(Int64(index))))
      #expect(texts.value(at: index) == (isNull ? .null : .string("말\(index)")))
      #expect(bools.value(at: index) == (isNull ? .null : .bool(index % 2 == 0)))
    }
  }

  @Test func `a builder's memory may stand for dates, times and timestamps`() {
    let days = FixedWidthBuilder<Int32>()
    days.append(contentsOf: [0, -1])
    #expect(days.finish(as: .date32).value(at: 1) == .date(-1))
    let instants = FixedWidthBuilder<Int64>()
    instants.append(nil)
    instants.append(86_400)
    let column = instants.finish(as: .timestamp(.second, zone: "UTC"))
    #expect(column.value(at: 1) == .timestamp(Timestamp(86_400, .second, zone: "UTC")))
    #expect(column.double(at: 0) == nil)
    #expect(column.double(at: 1) == 86_400_000)
  }

  @Test func `numbers of every kind read as doubles`() throws {
    let cases: [(DataType, Value, Double)] = [
      (.bool, .bool(true), 1), (.int8, .int(-5), -5),
      (.uint64, .decimal(1 << 63, scale: 0), 0x1p63),
      (.float32, .double(0.5), 0.5),
      (.decimal128(precision: 9, scale: 2), .decimal(-1_250, scale: 2), -12.5),
      (.decimal128(precision: 9, scale: -2), .decimal(3, scale: -2), 300),
      (.date32, .date(2), 172_800_000), (.date64, .date(-1), -86_400_000),
      (.time(.second), .time(1_000_000_000), 1_000),
      (.timestamp(.microsecond, zone: nil), .timestamp(Timestamp(1_500, .microsecond)), 1.5),
      (.duration(.nanosecond), .duration(1_000_000, .nanosecond), 1),
      (.dictionary(index: .int8, value: .int64, isOrdered: false), .int(9), 9),
    ]
    for (type, value, expected) in cases {
      let column = try Column(type, [.null, value, value]).slice(0..<2)
      #expect(column.double(at: 1) == expected, "\(type)")
      #expect(column.double(at: 0) == nil)
      let all = column.doubles()
      #expect(all[0].isNaN && all[1] == expected, "\(type)")
      #expect(column.slice(1..<2).doubles() == [expected])
    }
    let text = try Column(.utf8, [.string("5")])
    #expect(text.double(at: 0) == nil)
    #expect(text.doubles().filter { !$0.isNaN } == [])
  }

  @Test func `typed access shows a slice's own elements and refuses other types`() throws {
    let column = try Column(.int64, (0..<10).map { .int($0) }).slice(3..<6)
    #expect(column.withElements(as: Int64.self) { Array($0) } == [3, 4, 5])
    #expect(column.withElements(as: Int32.self) { $0.count } == nil)
    #expect(column.withElements(as: Double.self) { $0.count } == nil)
    let days = try Column(.date32, [.date(7)])
    #expect(days.withElements(as: Int32.self) { Array($0) } == [7])
    #expect(try Column(.utf8, []).withElements(as: Int64.self) { $0.count } == nil)
  }

  @Test func `bytes of strings are read in place, through dictionaries too`() throws {
    for type in [
      DataType.utf8, .largeUtf8, .dictionary(index: .int16, value: .utf8, isOrdered: false),
    ] {
      let column = try Column(type, [.string("a"), .null, .string("한\0글")]).slice(1..<3)
      #expect(column.withUTF8(at: 0) { $0.count } == nil)
      #expect(column.withUTF8(at: 1) { Array($0) } == Array("한\0글".utf8))
      #expect(column.string(at: 1) == "한\0글")
      #expect(column.string(at: 0) == nil)
    }
    #expect(try Column(.binary, [.bytes([1])]).string(at: 0) == nil)
  }

  @Test(arguments: [
    (DataType.int8, Value.int(128)), (.uint8, .int(-1)), (.int64, .double(1)),
    (.int64, .string("1")),
    (.date32, .date(3_000_000_000)), (.time(.second), .time(1)),
    (.timestamp(.second, zone: nil), .timestamp(Timestamp(1, .millisecond))),
    (.timestamp(.nanosecond, zone: nil), .timestamp(Timestamp(.max, .second))),
    (.decimal128(precision: 3, scale: 1), .decimal(1_000, scale: 1)),
    (.decimal128(precision: 9, scale: 1), .decimal(1_234, scale: 2)),
    (.fixedSizeBinary(2), .bytes([1])), (.fixedSizeList(Field("i", .int8), 2), .list([.int(1)])),
    (.utf8, .bytes([65])), (.bool, .int(1)), (.null, .int(1)),
    (.structure([Field("a", .int8)]), .record(Record([("b", .int(1))]))),
  ])
  func `a value that the type cannot hold is an error`(type: DataType, value: Value) {
    #expect(throws: TableError.valueOutOfType(value, type, index: 1)) {
      try Column(type, [.null, value])
    }
  }

  @Test func `values of another kind are taken when they are exact`() throws {
    #expect(try Column(.float64, [.int(2)]).value(at: 0) == .double(2))
    #expect(
      try Column(.decimal128(precision: 9, scale: 2), [.int(2)]).value(at: 0)
        == .decimal(200, scale: 2)
    )
    #expect(try Column(.int32, [.decimal(50, scale: 1)]).value(at: 0) == .int(5))
    #expect(
      try Column(.timestamp(.millisecond, zone: nil), [.timestamp(Timestamp(5, .second))]).value(
        at: 0
      )
        == .timestamp(Timestamp(5_000, .millisecond))
    )
    let record = Value.record(Record([("b", .int(1))]))
    let type = DataType.structure([Field("a", .utf8), Field("b", .int64)])
    #expect(
      try Column(type, [record]).value(at: 0) == .record(Record([("a", .null), ("b", .int(1))]))
    )
  }

  @Test func `a dictionary that outgrows its index is an error, and widens when joined`() throws {
    let type = DataType.dictionary(index: .int8, value: .int64, isOrdered: false)
    #expect(throws: TableError.self) { try Column(type, (0..<200).map { .int($0) }) }
    let low = try Column(type, (0..<100).map { .int($0) })
    let high = try Column(type, (90..<200).map { .int($0) })
    let joined = Column.concatenated([low, high], of: type)
    #expect(joined.type == .dictionary(index: .int32, value: .int64, isOrdered: false))
    #expect(values(joined) == (0..<100).map { .int($0) } + (90..<200).map { .int($0) })
  }

  @Test func `columns of a table are found by name and joined over its chunks`() throws {
    let schema = Schema([Field("a", .int64), Field("b", .utf8)])
    let batches = try [0..<3, 3..<3, 3..<5].map { range in
      Batch(
        schema: schema,
        columns: [
          try Column(.int64, range.map { .int($0) }),
          try Column(.utf8, range.map { .string("\($0)") }),
        ],
        rowCount: range.count
      )
    }
    let table = Table(schema: schema, batches: batches)
    #expect(table.index(ofColumn: "b") == 1)
    #expect(table.index(ofColumn: "B") == nil)
    #expect(
      table.column(named: "a")?.withElements(as: Int64.self) { Array($0) } == [0, 1, 2, 3, 4]
    )
    #expect(table.column(named: "c")?.count == nil)
    #expect(table.value(row: 3, column: 1) == .string("3"))
    #expect(Table(schema: schema, batches: []).column(0).count == 0)
  }

  @Test func `the narrowest type that holds values is found`() {
    #expect(DataType.holding([]) == .null)
    #expect(DataType.holding([.int(1), .null, .double(0.5)]) == .float64)
    #expect(
      DataType.holding([.int(1), .decimal(150, scale: 2)]) == .decimal128(precision: 21, scale: 2)
    )
    #expect(
      DataType.holding([.list([]), .list([.int(1), .null])]) == .list(Field("item", .int64))
    )
    #expect(
      DataType.holding([.record(Record([("a", .int(1))])), .record(Record([("b", .string("x"))]))])
        == .structure([Field("a", .int64), Field("b", .utf8)])
    )
    #expect(DataType.holding([.int(1), .string("x")]) == nil)
    #expect(DataType.holding([.timestamp(Timestamp(1, .second)), .date(1)]) == nil)
  }
}
