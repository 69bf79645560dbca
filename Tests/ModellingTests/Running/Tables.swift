import Tables

/// A table of made-up rows: numbers, a category, a truth value, some values missing.
func rows(_ count: Int, seed: UInt64 = 7, missing: Bool = true) throws -> Table {
  var random = FixedRandom(state: seed)
  var columns: [String: [Value]] = [:]
  for row in 0..<count {
    let hours = random.unit() * 10
    let grade = ["A", "B", "C"][Int(random.unit() * 3)]
    let online = random.unit() < 0.4
    let noise = random.unit() + random.unit() + random.unit() - 1.5
    let minutes = 20 + 5 * hours + (grade == "A" ? 30 : grade == "B" ? 10 : 0) + 3 * noise
    columns["name", default: []].append(.string("student\(row)"))
    columns["hours", default: []].append(missing && row % 11 == 3 ? .null : .double(hours))
    columns["grade", default: []].append(missing && row % 17 == 5 ? .null : .string(grade))
    columns["online", default: []].append(.bool(online))
    columns["minutes", default: []].append(.double(minutes))
    columns["passed", default: []].append(.string(minutes + 4 * noise > 55 ? "yes" : "no"))
    columns["level", default: []].append(
      .string(minutes < 40 ? "low" : minutes < 65 ? "middle" : "high")
    )
    columns["term", default: []].append(.int(Int64(row / 10)))
  }
  let types: [(String, DataType)] = [
    ("name", .utf8), ("hours", .float64), ("grade", .utf8), ("online", .bool),
    ("minutes", .float64), ("passed", .utf8), ("level", .utf8), ("term", .int64),
  ]
  return Table(try types.map { ($0.0, try Column($0.1, columns[$0.0] ?? [])) })
}

extension Table {
  /// The values of a column in rows where others have some text.
  func numbers(_ column: String, where conditions: [String: String] = [:]) -> [Double] {
    (0..<rowCount).filter { row in
      conditions.allSatisfy { name, text in
        guard let place = index(ofColumn: name) else { return false }
        return value(row: row, column: place).displayText == text
      }
    }.compactMap { row in index(ofColumn: column).flatMap { value(row: row, column: $0).number } }
  }

  func texts(_ column: String) -> [String] {
    index(ofColumn: column).map { values(ofColumn: $0).map(\.displayText) } ?? []
  }
}
