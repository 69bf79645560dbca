import Tables
import Testing

@testable import Modelling

struct DriftReportTests {
  private func table(_ x: [Double?], _ c: [String?]) throws -> Table {
    Table([
      ("x", try Column(.float64, x.map { $0.map { .double($0) } ?? .null })),
      ("c", try Column(.utf8, c.map { $0.map { .string($0) } ?? .null })),
    ])
  }

  @Test func `columns that changed come first, with what is new in them`() throws {
    let x = (0..<500).map { Double($0 % 50) }
    let old = try table(x, x.map { $0 < 25 ? "a" : "b" })
    let new = try table(x, x.map { $0 < 25 ? "a" : $0 < 40 ? "z" : nil })
    let report = try DriftReport(nil, reference: old, current: new)
    #expect(report.columns.texts("column") == ["c", "x"])
    #expect(report.columns.texts("verdict") == ["strong", "none"])
    #expect(report.columns.texts("new_categories")[0] == "z")
    #expect(report.columns.texts("vanished_categories")[0] == "b")
    #expect(report.columns.numbers("current_missing")[0] == 0.2)
    for side in ["reference", "current"] {
      let shares = report.shares.numbers("share", where: ["column": "x", "side": side])
      #expect(isClose(shares.reduce(0, +), 1))
    }
  }

  @Test func `tables that cannot be compared are told`() throws {
    let old = try table([1, 2], ["a", "b"])
    let other = Table([("x", try Column(.utf8, [.string("1")]))])
    #expect(throws: ModelError.self) { try DriftReport(nil, reference: old, current: other) }
    #expect(throws: ModelError.self) { try DriftReport(["y"], reference: old, current: old) }
    let none = Table([("y", try Column(.int64, [.int(1)]))])
    #expect(throws: ModelError.self) { try DriftReport(nil, reference: old, current: none) }
    #expect(throws: ModelError.self) {
      try DriftReport(nil, reference: old, current: Table(schema: old.schema, batches: []))
    }
  }
}
