import Tables
import Testing

@testable import Simulation

/// The same students, however the tables are cut.
struct AcademyDeterminismTests {
  @Test(arguments: ["{}", "duplicates: 0.1"], ["students", "transactions", "logins"])
  func `A table is that of its parts, whatever the cuts`(options: String, table: String) throws {
    let academy = try madeAcademy(options)
    let place = try #require(academy.tables.firstIndex { $0.name == table })
    let whole = try academy.rows(of: place, units: 0..<200)
    let cuts = [0..<0, 0..<7, 7..<8, 8..<150, 150..<200]
    let parts = try cuts.map { try academy.rows(of: place, units: $0) }
    let one = Table(schema: whole.schema, batches: [whole])
    let many = Table(schema: whole.schema, batches: parts)
    #expect(one.rowCount == many.rowCount)
    #expect(parts[0].rowCount == 0)
    for row in 0..<one.rowCount { #expect(one.row(row) == many.row(row)) }
  }

  @Test
  func `A student is the same among a few as among many, and another one with another seed`() throws
  {
    for table in 0..<3 {
      let few = try madeAcademy("students: 50").rows(of: table, units: 10..<20)
      let many = try madeAcademy("students: 20000000").rows(of: table, units: 10..<20)
      let other = try madeAcademy("seed: 7").rows(of: table, units: 10..<20)
      let rows = [few, many, other].map { Table(schema: $0.schema, batches: [$0]).row(3) }
      #expect(rows[0] == rows[1])
      #expect(rows[0] != rows[2])
    }
  }

  @Test
  func `All tables tell of the same students`() throws {
    let academy = try madeAcademy()
    let ids = try AcademyRows(academy, "students", students: 300).texts("user_id")
    func inOrder(_ values: [String]) -> [String] {
      values.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }
    #expect(
      inOrder(try AcademyRows(academy, "transactions", students: 300).texts("user_id")) == ids
    )
    #expect(inOrder(try AcademyRows(academy, "logins", students: 300).texts("id")) == ids)
  }

  /// So that a change of what is drawn, which every report made before would show, is a decision.
  @Test
  func `The first student is who they were`() throws {
    let academy = try madeAcademy()
    let rows = try (0..<3).map { table in
      let batch = try academy.rows(of: table, units: 0..<1)
      return Table(schema: batch.schema, batches: [batch]).row(0)
    }
    // Names and addresses come from elsewhere.
    let facts = rows[0].names.filter { !["name", "address", "location"].contains($0) }
    func text(_ values: [Value]) -> String { values.map(\.displayText).joined(separator: " | ") }
    #expect(
      text(facts.compactMap { rows[0][$0] })
        == "F | parkminjun | parkminjun@naver.com | E | 36.33 | 5.28 | 1 | 0 | 1 | 0 | 2 | 3 | 18 | "
        + "2022-03-05 16:28:00"
    )
    #expect(
      text(rows[1].values)
        == "parkminjun | 7af61363 | 833439636a26 | https://www.visangstudy.com?utm_source="
        + "htts://www.facebook.com&utm_medium=cpc&utm_campaign=semeter_start_sale&utm_term=과학 | "
        + "/search_input?search_=mt06-g2-moderate | purchase | SUCCESS | {amount: 350000, "
        + "product_code: amtmt06, time_stamp: 2022-03-08 05:35:00}"
    )
    #expect(
      text(rows[2].values) == "parkminjun | 2022-03-07 12:56:00 | 2022-03-07 13:46:00 | app"
    )
  }
}
