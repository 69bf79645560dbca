import Tables
import Testing

struct ColumnNullsTests {
  private let numbers: [Value] = [.int(1), .null, .int(3), .int(4), .int(5)]

  @Test
  func `Elements become null where it is said, and nulls stay`() throws {
    let column = try Column(.int64, numbers).withNulls { $0 == 3 }
    #expect(column.nullCount == 2)
    #expect((0..<5).map { column.value(at: $0) } == [.int(1), .null, .int(3), .null, .int(5)])
    let texts = try Column(.utf8, [.string("a"), .string("b")]).withNulls { $0 == 0 }
    #expect((0..<2).map { texts.value(at: $0) } == [.null, .string("b")])
  }

  @Test
  func `A slice takes its own indices`() throws {
    let slice = try Column(.int64, numbers).slice(1..<5).withNulls { $0 == 1 }
    #expect((0..<4).map { slice.value(at: $0) } == [.null, .null, .int(4), .int(5)])
  }

  @Test
  func `Without new nulls the column is the same`() throws {
    let full = try Column(.bool, [.bool(true), .bool(false)]).withNulls { _ in false }
    #expect(full.nullCount == 0 && full.value(at: 1) == .bool(false))
    #expect(try Column(.null, [.null]).withNulls { _ in true }.nullCount == 1)
    #expect(try Column(.int64, []).withNulls { _ in true }.count == 0)
  }
}
