import Tables
import Testing

@testable import Simulation

/// A table is the same however it is cut.
struct DeterminismTests {
  static let everything = """
    seed: 42
    locale: mixed
    tables:
      people:
        rows: 400
        columns:
          id: sequence
          key: uuid
          name: name
          mail: {mail: , unique: true, null: 0.1}
          phone: phone
          address: address
          born: {date: [1980-01-01, 2005-12-31]}
          grade: {values: {A: 1, B: 2, C: 3}}
          score: {by: {column: grade, A: {beta: [2, 5]}, B: {gamma: [3]}, else: {number: [0, 1]}}}
          label: = name + ' (' + grade + ')'
          code: {text: "??-##", unique: true}
          pin: {integer: [1000, 9999], unique: true, type: int16}
      visits:
        rows: 1100
        columns:
          at: {arrivals: {from: 2024-01-01, to: 2024-01-31, days: [1, 1, 1, 1, 1, 3, 3]}}
          person: {reference: {to: people.id, skew: 0.8}}
          name: {reference: {to: people.label, along: person}}
          minutes: {lognormal: [3, 1]}
          pages: {poisson: 12}
          hits: {binomial: [100, 0.4]}
          wait: {exponential: 2}
          weight: {normal: [60, 9]}
          isNew: {boolean: 0.2, null: 0.3}
          seen: {timestamp: [2024-01-01, 2024-01-31]}
    """

  @Test(arguments: [1, 7, 64, 1_000])
  func `Blocks of any size give the same table`(size: Int) throws {
    let generator = try generator(Self.everything)
    for table in generator.tables.indices {
      let whole = try generator.table(table, blocks: 10_000)
      #expect(try generator.table(table, blocks: size) == whole)
    }
  }

  @Test
  func `Another seed gives another table, the same one the same`() throws {
    let first = try generator(Self.everything).table(1)
    let again = try generator(Self.everything).table(1)
    let other = try generator(Self.everything.replacing("seed: 42", with: "seed: 43")).table(1)
    #expect(first == again)
    for column in 0..<first.schema.fields.count {
      #expect(first.values(ofColumn: column) != other.values(ofColumn: column))
    }
  }

  @Test
  func `A column does not change when others come or go`() throws {
    let alone = try generator("rows: 50\ncolumns: {b: uuid}").column("b")
    let beside = try generator("rows: 80\ncolumns: {a: uuid, b: uuid, c: name}").column("b")
    for row in 0..<50 { #expect(alone.value(at: row) == beside.value(at: row)) }
  }

  @Test
  func `Columns of one table are independent of each other`() throws {
    let table = try generator("rows: 20000\ncolumns: {a: number, b: number}").table()
    let a = table.column(0).doubles()
    let b = table.column(1).doubles()
    let product = zip(a, b).map { ($0 - 0.5) * ($1 - 0.5) }
    #expect(isNear(product, mean: 0, deviation: 1.0 / 12))
  }

  /// The first rows by this version: a change means that everybody's tables change.
  @Test
  func `A seed's table stays the same from version to version`() throws {
    let table = try generator(
      """
      seed: 1
      rows: 3
      columns:
        id: uuid
        n: {integer: [1, 1000]}
        x: {normal: {mean: 0, sd: 1, round: 6}}
        name: {name: ko}
        at: {arrivals: [2024-01-01, 2024-01-31]}
      """
    ).table()
    let rows = (0..<3).map { table.row($0).values.map(\.displayText).joined(separator: " ") }
    #expect(
      rows == [
        "97159d09-1ac0-42c7-8df9-e33257712f0d 322 0.698356 이지원 2024-01-02 17:52:35",
        "3fe22ed6-8ad2-4ff4-9d66-50e8b0a7b587 98 1.20238 김나영 2024-01-03 19:56:59",
        "7bbb4764-2a26-4216-8ee2-67da7d85531e 707 -1.099971 김지훈 2024-01-25 16:01:27",
      ]
    )
  }

  @Test
  func `A table without rows has its columns`() throws {
    let generator = try generator(Self.everything.replacing("rows: 1100", with: "rows: 0"))
    let batch = try generator.rows(of: 1, units: 0..<0)
    #expect(batch.rowCount == 0 && batch.columns.count == 10)
    #expect(generator.tables[1].unitCount == 0)
  }

  @Test
  func `Blocks are some hundreds of kilobytes`() throws {
    let generator = try generator(Self.everything)
    for table in generator.tables { #expect((512...65_536).contains(table.unitsInBlock)) }
    #expect(generator.tables[0].unitsInBlock < generator.tables[1].unitsInBlock)
  }
}
