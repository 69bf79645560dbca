import Tables
import Testing

@testable import Simulation

/// Columns that take their values from another table.
struct ReferenceTests {
  private static let shop = """
    seed: 2
    tables:
      orders:
        rows: 20000
        columns:
          customer: {reference: {to: customers.id, skew: 1}}
          city: {reference: {to: customers.city, along: customer}}
          even: {reference: customers.id}
          nothing: {reference: customers.id, null: 0.5}
          nowhere: {reference: {to: customers.city, along: nothing}}
      customers:
        rows: 300
        columns:
          id: {text: "C####", unique: true}
          city: {values: [Seoul, Busan, Jeju]}
          friend: {reference: customers.id}
    """

  private func texts(_ column: Column) -> [String] {
    (0..<column.count).map { column.string(at: $0) ?? "" }
  }

  @Test
  func `Every reference is a row of the other table, and what goes along is of the same row`()
    throws
  {
    let generator = try generator(Self.shop)
    let orders = try generator.table(0)
    let customers = try generator.table(1)
    let ids = texts(customers.column(0))
    let cities = Dictionary(uniqueKeysWithValues: zip(ids, texts(customers.column(1))))
    for (id, city) in zip(texts(orders.column(0)), texts(orders.column(1))) {
      #expect(cities[id] == city)
    }
    #expect(Set(texts(orders.column(2))) == Set(ids))
    #expect(texts(customers.column(2)).allSatisfy { cities[$0] != nil })
    #expect(abs(orders.column(3).nullCount - 10_000) < 360)
    for (id, city) in zip(texts(orders.column(3)), texts(orders.column(4))) {
      #expect(city == (id.isEmpty ? "" : cities[id]))
    }
  }

  @Test
  func `Skewed references favour few rows, which are anywhere in the table`() throws {
    let generator = try generator(Self.shop)
    let orders = try generator.table(0)
    let ids = texts(try generator.table(1).column(0))
    func shares(_ column: Int) -> [(id: String, count: Int)] {
      Dictionary(grouping: texts(orders.column(column))) { $0 }
        .map { ($0.key, $0.value.count) }.sorted { $0.1 > $1.1 }
    }
    // The first of 300 ranks has 1 / H(300) = 15.9 % of all, the second half of that.
    let skewed = shares(0)
    #expect(abs(skewed[0].count - 3_183) < 260)
    #expect(abs(skewed[1].count - 1_591) < 190)
    // Evenly each has 67 on average.
    let even = shares(2)
    #expect(even[0].count < 110 && even.count == 300)
    let places = skewed.prefix(5).compactMap { ids.firstIndex(of: $0.id) }
    #expect(places != [0, 1, 2, 3, 4])
  }
}
