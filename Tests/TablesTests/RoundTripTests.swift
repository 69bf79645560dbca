import CArrow
import Tables
import Testing

/// Sends a column through the C data interface and back.
func throughC(_ column: Column) throws -> Column {
  var schema = ArrowSchema()
  Field("c", column.type).export(to: &schema)
  let field = try Field(importing: &schema)
  #expect(schema.release == nil)
  var array = ArrowArray()
  column.export(to: &array)
  let result = try Column(importing: &array, field: field)
  #expect(array.release == nil)
  return result
}

func values(_ column: Column) -> [Value] { (0..<column.count).map { column.value(at: $0) } }

@Suite struct RoundTripTests {
  @Test(arguments: everyType)
  func `values survive building, slicing, joining and the C interface`(type: DataType) throws {
    var random = Seeded(state: 1)
    for count in [0, 1, 7, 8, 9, 64, 200] {
      let expected = (0..<count).map { _ in randomValue(type, &random) }
      let column = try Column(type, expected)
      #expect(column.count == count)
      #expect(column.nullCount == expected.filter(\.isNull).count)
      #expect(values(column) == expected)
      let copy = try throughC(column)
      #expect(copy.type == type)
      #expect(values(copy) == expected)
      let low = Int.random(in: 0...count, using: &random)
      let high = Int.random(in: low...count, using: &random)
      let slice = column.slice(low..<high)
      #expect(values(slice) == Array(expected[low..<high]))
      #expect(slice.nullCount == expected[low..<high].filter(\.isNull).count)
      #expect(values(try throughC(slice)) == Array(expected[low..<high]))
      let middle = slice.slice(0..<(slice.count / 2))
      let joined = Column.concatenated([slice, column, middle], of: type)
      #expect(
        values(joined)
          == Array(expected[low..<high]) + expected
          + Array(expected[low..<high].prefix(middle.count))
      )
      #expect(joined.type.valueType == type.valueType)
    }
  }

  @Test func `random tables survive export and import as streams`() throws {
    for seed in 0..<40 {
      var random = Seeded(state: UInt64(seed) &* 977)
      let fields = (0..<Int.random(in: 0...6, using: &random)).map {
        Field("c\($0)", everyType[Int.random(in: 0..<everyType.count, using: &random)])
      }
      let schema = Schema(fields)
      let batches = try (0..<Int.random(in: 0...4, using: &random)).map { _ in
        let count = Int.random(in: 0...50, using: &random)
        let cut = Int.random(in: 0...count, using: &random)
        return Batch(
          schema: schema,
          columns: try fields.map { field in
            try Column(field.type, (0..<count).map { _ in randomValue(field.type, &random) })
          },
          rowCount: count
        ).slice(cut..<count)
      }
      let table = Table(schema: schema, batches: batches)
      var stream = ArrowArrayStream()
      CStreamWriter(BatchSource(table).cut(toRows: 17)).export(to: &stream)
      let reader = try CStreamReader(moving: &stream)
      #expect(stream.release == nil)
      var copies: [Batch] = []
      while let batch = try reader.next() { copies.append(batch) }
      reader.release()
      #expect(try reader.next() == nil)
      #expect(copies.allSatisfy { $0.rowCount <= 17 })
      #expect(Table(schema: reader.schema, batches: copies) == table, "seed \(seed)")
    }
  }

  @Test func `a row source that fails keeps its error and reports it to the consumer`() throws {
    struct Broken: Error, CustomStringConvertible { let description = "out of ink" }
    let source = BatchSource(schema: Schema([Field("a", .int64)])) { throw Broken() }
    let writer = CStreamWriter(source)
    var stream = ArrowArrayStream()
    writer.export(to: &stream)
    let reader = try CStreamReader(moving: &stream)
    #expect(throws: TableError.stream(code: 5, message: "out of ink")) { try reader.next() }
    #expect(writer.failure is Broken)
  }
}
