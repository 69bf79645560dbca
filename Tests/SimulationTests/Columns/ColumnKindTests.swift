import Tables
import Testing

@testable import Simulation

/// What each kind of column makes.
struct ColumnKindTests {
  @Test
  func `A sequence counts from 1, or from where and by what it is told`() throws {
    #expect(try column("sequence", rows: 3).doubles() == [1, 2, 3])
    #expect(try column("{sequence: 100}", rows: 2).doubles() == [100, 101])
    #expect(try column("{sequence: {start: 5, step: -2}}", rows: 3).doubles() == [5, 3, 1])
    #expect(try column("sequence", rows: 1).type == .int64)
  }

  @Test
  func `UUIDs are of version 4 and all different`() throws {
    let ids = try texts("uuid")
    let shape = try Regex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
    #expect(ids.allSatisfy { $0.wholeMatch(of: shape) != nil })
    #expect(Set(ids).count == ids.count)
  }

  @Test
  func `Whole numbers reach both ends and lie evenly between them`() throws {
    let dice = try column("{integer: [1, 6]}").doubles()
    #expect(Set(dice) == [1, 2, 3, 4, 5, 6])
    #expect(isNear(dice, mean: 3.5, deviation: 1.7078))
    #expect(try column("{integer: {min: -3, max: -3}}", rows: 2).doubles() == [-3, -3])
  }

  @Test
  func `Unique whole numbers, texts, mail addresses and user ids come once`() throws {
    let numbers = try column("{integer: [10, 20009], unique: true}").doubles()
    #expect(Set(numbers) == Set((10...20_009).map(Double.init)))
    #expect(numbers != numbers.sorted())
    for spec in [
      "{text: 'A-####*', unique: true}", "{mail: ko, unique: true}", "{user_id: en, unique: true}",
    ] {
      let found = try texts(spec)
      #expect(Set(found).count == found.count)
    }
    // As many texts as rows: all of them are there.
    #expect(Set(try texts("{text: '#x#', unique: true}", rows: 100)).count == 100)
    // More texts than 62 bits hold.
    let long = String(repeating: "*", count: 14)
    let many = try texts("{text: '\(long)', unique: true}")
    #expect(Set(many).count == 20_000)
  }

  struct Law: Sendable {
    let spec: String
    let mean: Double
    let deviation: Double
  }

  /// Means and deviations by the textbooks' formulas.
  @Test(arguments: [
    Law(spec: "number", mean: 0.5, deviation: 0.288_675),
    Law(spec: "{number: [-2, 10]}", mean: 4, deviation: 3.464_1),
    Law(spec: "{number: {distribution: uniform, min: 2, max: 4}}", mean: 3, deviation: 0.577_35),
    Law(spec: "{number: {distribution: normal, mean: 70, sd: 12}}", mean: 70, deviation: 12),
    Law(spec: "{normal: [70, 12]}", mean: 70, deviation: 12),
    Law(spec: "{lognormal: {mu: 1, sigma: 0.5}}", mean: 3.080_217, deviation: 1.641_572),
    Law(spec: "{exponential: 4}", mean: 4, deviation: 4),
    Law(spec: "{exponential: {rate: 0.25}}", mean: 4, deviation: 4),
    Law(spec: "{gamma: [2, 3]}", mean: 6, deviation: 4.242_641),
    Law(spec: "{gamma: {shape: 2}}", mean: 2, deviation: 1.414_214),
    Law(spec: "{beta: [2, 3]}", mean: 0.4, deviation: 0.2),
    Law(spec: "{poisson: 3.5}", mean: 3.5, deviation: 1.870_829),
    Law(spec: "{binomial: [20, 0.3]}", mean: 6, deviation: 2.049_39),
  ])
  func `Distributions have their mean`(law: Law) throws {
    let numbers = try column(law.spec).doubles()
    #expect(isNear(numbers, mean: law.mean, deviation: law.deviation))
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    let variance =
      numbers.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(numbers.count)
    #expect(abs(variance.squareRoot() / law.deviation - 1) < 0.1)
  }

  @Test
  func `Numbers are rounded, and put at the end they would pass`() throws {
    let numbers = try column("{normal: {mean: 0, sd: 10, min: -5, max: 5.5, round: 1}}").doubles()
    #expect(numbers.contains(-5) && numbers.contains(5.5))
    #expect(numbers.allSatisfy { $0 >= -5 && $0 <= 5.5 && ($0 * 10).rounded() / 10 == $0 })
    #expect(Set(numbers).count > 50)
    let counts = try column("{poisson: {mean: 3, min: 1, max: 4}}").doubles()
    #expect(Set(counts) == [1, 2, 3, 4])
  }

  @Test
  func `Values come by weight, with the type they are written in`() throws {
    let cities = try texts("{values: {Seoul: 9, Busan: 3, Jeju: 0}}")
    #expect(Set(cities) == ["Seoul", "Busan"])
    #expect(abs(cities.count { $0 == "Seoul" } - 15_000) < 310)
    #expect(try column("{values: [1, 2]}").type == .int64)
    #expect(try column("{values: {1: 5, 2: 1}}").type == .int64)
    #expect(try column("{values: {'1': 5, '2': 1}}").type == .utf8)
    #expect(try column("{values: [1, 2.5]}").type == .float64)
    #expect(try column("{values: [true, false]}").type == .bool)
    #expect(Set(try texts("{values: [1, many]}")) == ["1", "many"])
  }

  @Test
  func `What is computed can be rounded, and is whole then`() throws {
    let table = try generator(
      """
      rows: 200
      columns:
        a: {number: [0, 100], null: 0.1}
        cents: {expression: a * 1.1, round: 2}
        whole: {expression: a * 1.1, round: 0, type: int16}
        beside: {number: [0, 1], round: 1}
      """
    ).table()
    #expect(table.schema["whole"]?.type == .int16)
    for row in 0..<200 {
      let record = table.row(row)
      // As in charts, nothing counts as 0.
      let exact = (record["a"]?.number ?? 0) * 1.1
      #expect(record["cents"]?.number == (exact * 100).rounded(.toNearestOrEven) / 100)
      #expect(record["whole"]?.number == exact.rounded(.toNearestOrEven))
      #expect(
        (record["beside"]?.number ?? 0) * 10 == ((record["beside"]?.number ?? 0) * 10).rounded()
      )
    }
  }

  @Test
  func `Truth values and constants`() throws {
    let flags = try column("{boolean: 0.3}").doubles()
    #expect(isNear(flags, mean: 0.3, deviation: 0.458_3))
    #expect(isNear(try column("boolean").doubles(), mean: 0.5, deviation: 0.5))
    #expect(try texts("{constant: Seoul}", rows: 2) == ["Seoul", "Seoul"])
    #expect(try column("{constant: 5}", rows: 1).value(at: 0) == .int(5))
    #expect(try column("{constant: null}", rows: 1).value(at: 0) == .null)
  }

  @Test
  func `Dates take in both ends, moments stop before the end`() throws {
    let days = try column("{date: [2024-02-27, 2024-03-01]}")
    #expect(days.type == .date32)
    #expect(
      Set((0..<days.count).map { days.value(at: $0).displayText }) == [
        "2024-02-27", "2024-02-28", "2024-02-29", "2024-03-01",
      ]
    )
    let hours = try column("{timestamp: {from: 2024-01-01T22:00, to: 2024-01-02, unit: hour}}")
    #expect(hours.type == .timestamp(.microsecond, zone: nil))
    let found = Set((0..<hours.count).map { hours.value(at: $0).displayText })
    #expect(found.count == 26)
    #expect(found.min() == "2024-01-01 22:00:00" && found.max() == "2024-01-02 23:00:00")
    let old = try column("{date: [1960-01-01, 1960-01-01]}", rows: 1)
    #expect(old.value(at: 0).displayText == "1960-01-01")
  }

  @Test
  func `Patterns have their letters and digits where they are asked for`() throws {
    let shape = try Regex("ORD-[0-9]{4}-[A-Z]{2}[a-z][0-9A-Za-z]#서울")
    let found = try texts(##"{text: 'ORD-####-??~*\#서울'}"##)
    #expect(found.allSatisfy { $0.wholeMatch(of: shape) != nil })
    #expect(Set(found.map { $0.prefix(8) }).count > 8_500)
    #expect(try texts("{text: plain}", rows: 1) == ["plain"])
    // Every letter is as common as the others: the largest of 26 counts of 20,000 draws.
    let letters = try texts("{text: '##########?'}").compactMap(\.last)
    let counts = Dictionary(grouping: letters) { $0 }.mapValues(\.count)
    #expect(counts.count == 26)
    #expect(counts.values.allSatisfy { abs($0 - 769) < 140 })
  }

  @Test
  func `What is written of a row's person and place agrees`() throws {
    let table = try generator(
      """
      rows: 500
      locale: mixed
      columns:
        name: name
        latin: {name: {script: latin}}
        first: {first_name: {script: latin}}
        last: {last_name: {script: latin}}
        sex: {sex: {male: man, female: woman}}
        phone: phone
        user: user_id
        mail: {mail: {domains: {example.org: 2, example.com: 1}}}
        region: region
        city: city
        address: address
      """
    ).table()
    for row in 0..<table.rowCount {
      let record = table.row(row)
      func text(_ name: String) -> String { record[name]?.displayText ?? "" }
      #expect(text("latin") == "\(text("first")) \(text("last"))")
      #expect(["man", "woman"].contains(text("sex")))
      #expect(text("mail").hasPrefix(text("user") + "@example."))
      #expect(text("address").contains(text("city")) && text("address").contains(text("region")))
      let isKorean = text("name") != text("latin")
      #expect(text("phone").hasPrefix(isKorean ? "010-" : "("))
      #expect(text("address").hasPrefix(text("region")) == isKorean)
    }
    let women = try texts("{first_name: {locale: en, sex: F}}")
    #expect(women.contains("Mary") && !women.contains("James"))
  }

  @Test
  func `Expressions read the row's columns in whatever order they stand`() throws {
    let table = try generator(
      """
      rows: 100
      columns:
        total: {expression: price * quantity}
        label: "= 'row ' + row + (isBig ? ' big' : '')"
        isBig: {expression: total > 20}
        price: {integer: [1, 9]}
        quantity: {integer: [1, 9]}
        whole: {expression: total, type: int16}
        day: {date: [2024-01-01, 2024-12-31]}
        month: {expression: month(day) + 1, type: integer}
        later: "= timeOffset('day', day, 1)"
      """
    ).table()
    #expect(table.schema["total"]?.type == .float64)
    #expect(table.schema["label"]?.type == .utf8)
    #expect(table.schema["isBig"]?.type == .bool)
    #expect(table.schema["whole"]?.type == .int16)
    for row in 0..<table.rowCount {
      let record = table.row(row)
      let total = (record["price"]?.number ?? 0) * (record["quantity"]?.number ?? 0)
      #expect(record["total"] == .double(total))
      #expect(record["whole"] == .int(Int64(total)))
      #expect(record["label"] == .string("row \(row)" + (total > 20 ? " big" : "")))
      let day = record["day"]?.displayText ?? ""
      #expect(record["month"] == .int(Int64(day.split(separator: "-")[1]) ?? 0))
    }
  }

  @Test
  func `Branches follow another column, with null where there is none`() throws {
    let table = try generator(
      """
      rows: 2000
      columns:
        grade: {values: [A, B, C, D], null: 0.1}
        score:
          by:
            column: grade
            A: {integer: [90, 100]}
            B: {normal: {mean: 80, sd: 1, null: 0}, null: 0.5}
            else: {constant: 0}
        text: {by: {column: score, "0": {constant: none}}}
      """.replacing(", null: 0}", with: "}")
    ).table()
    #expect(table.schema["score"]?.type == .float64)
    var nulls = 0
    for row in 0..<table.rowCount {
      let record = table.row(row)
      let score = record["score"] ?? .null
      switch record["grade"] {
      case .string("A"): #expect((90...100).contains(score.number ?? 0))
      case .string("B"):
        nulls += score.isNull ? 1 : 0
        #expect(score.isNull || abs((score.number ?? 0) - 80) < 6)
      default: #expect(score == .double(0))
      }
      #expect(record["text"] == (score == .double(0) ? .string("none") : .null))
    }
    #expect(abs(nulls - 225) < 80)
  }

  @Test
  func `A share of nulls leaves the other values as they were`() throws {
    let full = try column("{integer: [1, 1000000]}")
    let holes = try column("{integer: [1, 1000000], null: 0.2}")
    #expect(abs(holes.nullCount - 4_000) < 300)
    for index in 0..<full.count where !holes.isNull(at: index) {
      #expect(holes.value(at: index) == full.value(at: index))
    }
    #expect(try column("{uuid: , null: 1}").nullCount == 20_000)
    #expect(try column("{uuid: , null: 0}").nullCount == 0)
  }

  @Test
  func `Types can be asked for`() throws {
    #expect(try column("{integer: [1, 100], type: int8}").type == .int8)
    #expect(try column("{number: [1, 100], type: float32}").type == .float32)
    #expect(try column("{normal: {mean: 50, round: 0}, type: integer}").type == .int64)
    #expect(Set(try texts("{boolean: 0.5, type: text}")) == ["true", "false"])
    let days = try column("{timestamp: [2024-01-01, 2024-01-02], type: date}")
    #expect(days.type == .date32)
  }

  private func texts(_ spec: String, rows: Int = 20_000) throws -> [String] {
    let column = try column(spec, rows: rows)
    return (0..<column.count).map { column.string(at: $0) ?? "" }
  }
}
