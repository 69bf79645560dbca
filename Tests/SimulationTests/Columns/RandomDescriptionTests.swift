import Diagnostics
import Tables
import Testing

@testable import Simulation

/// Descriptions made up at random, right ones and wrong ones.
struct RandomDescriptionTests {
  /// Writes YAML with the kinds' own words and values from the edges of what numbers and texts can be.
  private struct Author {
    var random: RowRandom
    private static let columns = ["a", "b"]
    private static let numbers = [
      "0", "1", "2", "3", "7", "10", "0.5", "0.25", "-1", "100", "1e308", "-1e308", "5e-324",
      ".inf", ".nan",
      "4611686018427387904", "-4611686018427387904", "9223372036854775807", "1e18", "20",
    ]
    private static let words = [
      "ko", "en", "mixed", "M", "F", "second", "day", "microsecond", "normal", "latin", "'##-??'",
      "text", "true", "false", "null", "2024-01-01", "2024-12-31", "0001-01-01", "9999-12-31",
      "1969-07-20T20:17", "t.a", "t.b", "u.a", "u.d", "a", "b", "''", "[]", "{}", "{{ later }}",
      "가",
    ]
    private static let expressions = [
      "a + 1", "b", "a * b / 0", "row % 3", "a == null ? 1 : a", "'x' + b", "length(b)",
      "datetime(2024, row)",
      "a.b", "[a, b]", "toNumber(b)", "{x: a}",
    ]

    init(_ number: Int) {
      random = RowRandom(seed: 99, stream: RandomStream("author"), row: number)
    }

    mutating func one<Element>(of list: [Element]) -> Element { list[random.below(list.count)] }

    mutating func description() -> String {
      let tables = ["t", "u"].map { name in
        let columns = (["a: sequence"] + [spec()].map { "b: \($0)" }).map { "      \($0)" }.joined(
          separator: "\n"
        )
        return "  \(name):\n    rows: \(one(of: ["0", "1", "5", "40"]))\n    columns:\n\(columns)"
      }
      return "seed: \(random.below(5))\ntables:\n\(tables.joined(separator: "\n"))\n"
    }

    private mutating func value() -> String {
      switch random.below(6) {
      case 0: one(of: Self.words)
      case 1: "[\(one(of: Self.numbers)), \(one(of: Self.numbers))]"
      case 2: "{\(one(of: Self.words)): \(one(of: Self.numbers))}"
      default: one(of: Self.numbers)
      }
    }

    /// A value that often fits the parameter, so that many descriptions are right.
    private mutating func value(of key: String) -> String {
      if random.below(8) == 0 { return value() }
      switch key {
      case "from": return one(of: ["2024-01-01", "1969-07-20T20:17", "0001-01-01"])
      case "to": return one(of: ["2024-12-31", "2024-01-01", "9999-12-31", "u.a", "t.b", "t.a"])
      case "p": return one(of: ["0", "0.5", "1"])
      case "locale": return one(of: ["ko", "en", "mixed"])
      case "pattern":
        return one(of: ["'##-??'", "'*'", "plain", "'\\'", "'####################?'"])
      case "unit": return one(of: ["second", "day", "microsecond"])
      case "hours":
        return "[1, 2, 0, 0, 0, 0, 0, 0, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 3]"
      case "days": return "[0, 1, 1, 0, 0, 1, 2]"
      case "along": return one(of: Self.columns)
      default: return one(of: Self.numbers)
      }
    }

    private mutating func spec(depth: Int = 0) -> String {
      let kind = one(of: ColumnKind.allCases)
      var parts: [String] = []
      switch kind {
      case .values: parts.append("values: {x: \(one(of: Self.numbers)), y: 1, 3: 2}")
      case .constant: parts.append("constant: \(one(of: Self.words))")
      case .expression: parts.append("expression: \"\(one(of: Self.expressions))\"")
      case .by where depth < 2:
        parts.append(
          "by: {column: \(one(of: Self.columns)), x: \(spec(depth: depth + 1)), "
            + "1: \(spec(depth: depth + 1)), else: \(spec(depth: depth + 1))}"
        )
      case .by: parts.append("uuid: ")
      default:
        let keys = random.below(3) == 0 ? kind.parameters : kind.positional
        let parameters = keys.map { "\($0): \(value(of: $0))" }.joined(separator: ", ")
        parts.append("\(kind.rawValue): {\(parameters)}")
      }
      if random.below(5) == 0 { parts.append("null: \(one(of: ["0", "0.5", "1"]))") }
      if random.below(9) == 0 { parts.append("unique: true") }
      if random.below(9) == 0 { parts.append("round: \(random.below(16))") }
      if random.below(7) == 0 { parts.append("type: \(one(of: ColumnTypeName.allCases).rawValue)") }
      return "{\(parts.joined(separator: ", "))}"
    }
  }

  @Test
  func `No description traps, and tables are the same whole and in parts`() throws {
    var right = 0
    var made = 0
    for number in 0..<600 {
      var author = Author(number)
      let description = author.description()
      let reading = Reading(description)
      guard let generator = reading.generator else { continue }
      #expect(reading.complaints == [])
      right += 1
      for index in generator.tables.indices {
        // A value may still turn out not to fit its type.
        guard let whole = try? generator.table(index, blocks: 64) else { continue }
        made += 1
        let parts = try generator.table(index, blocks: 3)
        // By text, so that a number that is not one equals itself.
        #expect(Self.text(of: whole) == Self.text(of: parts), "\(description)")
      }
    }
    // Most are wrong somewhere, but enough are not.
    #expect(right > 80 && made > 150)
  }

  @Test
  func `Single columns of every kind are right often and never trap`() throws {
    var seen: Set<String> = []
    for number in 0..<1_200 {
      var author = Author(100_000 + number)
      let lines = author.description().split(separator: "\n")
      guard let spec = lines.first(where: { $0.hasPrefix("      b: ") })?.dropFirst(9) else {
        continue
      }
      let reading = Reading("rows: 9\ncolumns:\n  b: sequence\n  a: \(spec)\n")
      guard let generator = reading.generator, let table = try? generator.table() else { continue }
      #expect(table.rowCount == 9)
      for kind in ColumnKind.names where spec.hasPrefix("{\(kind):") { seen.insert(kind) }
    }
    #expect(Set(ColumnKind.names).subtracting(seen) == [])
  }

  private static func text(of table: Table) -> String {
    (0..<table.rowCount).map { row in
      table.row(row).values.map(\.displayText).joined(separator: "\t")
    }.joined(separator: "\n")
  }
}
