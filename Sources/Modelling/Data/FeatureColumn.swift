import Tables

/// A column of a table as a feature: numbers, or places in a list of levels.
public struct FeatureColumn: Sendable {
  /// What the numbers mean.
  public enum Kind: String, Sendable, Hashable, Codable {
    case number
    /// 0 and 1.
    case boolean
    /// Days since 1970-01-01 (UTC), with fractions.
    case time
    case category
  }

  enum Values: Sendable {
    /// NaN is missing.
    case numbers(Numbers)
    /// Places in the levels; -1 is missing.
    case levels([Int32], [String])
  }

  public let name: String
  public let kind: Kind
  /// The column's type in the table, in words.
  public let type: String
  let values: Values
  /// How many values were infinite; they count as missing.
  public let infiniteCount: Int

  /// Reads a column of a table.
  ///
  /// Numbers of all kinds, booleans, dates, times and durations (in seconds) become numbers; texts become
  /// categories, their levels in the order of their bytes.
  ///
  /// - Throws: `ModelError` for types that are neither, such as lists.
  init(_ name: String, _ chunks: [Column], type: DataType) throws(ModelError) {
    self.name = name
    self.type = "\(type)"
    var infinite = 0
    switch type.valueType {
    case .utf8, .largeUtf8:
      kind = .category
      values = Self.levels(chunks)
    case .bool:
      kind = .boolean
      values = .numbers(Numbers(chunks.flatMap { $0.doubles() }))
    case .date32, .date64, .timestamp:
      kind = .time
      values = .numbers(Numbers(chunks.flatMap { $0.doubles() }.map { $0 / 86_400_000 }))
    case .duration, .time:
      kind = .number
      values = .numbers(Numbers(chunks.flatMap { $0.doubles() }.map { $0 / 1_000 }))
    case .null, .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64, .float32,
      .float64, .decimal128:
      kind = .number
      let finite = Numbers.finite(chunks)
      values = .numbers(finite.numbers)
      infinite = finite.infiniteCount
    default:
      throw ModelError(
        "feature-type",
        "the column '\(name)' has the type \(type), which is no feature",
        hint: "leave it out with 'drop: [\(name)]', or make numbers or texts of it in SQL"
      )
    }
    infiniteCount = infinite
  }

  init(name: String, kind: Kind, type: String, values: Values) {
    self.name = name
    self.kind = kind
    self.type = type
    self.values = values
    infiniteCount = 0
  }

  var count: Int {
    switch values {
    case .numbers(let numbers): numbers.count
    case .levels(let codes, _): codes.count
    }
  }

  /// How many of some rows have no value.
  func missingCount(in rows: [Int32]) -> Int {
    switch values {
    case .numbers(let numbers): rows.reduce(0) { numbers[Int($1)].isNaN ? $0 + 1 : $0 }
    case .levels(let codes, _): rows.reduce(0) { codes[Int($1)] < 0 ? $0 + 1 : $0 }
    }
  }

  private static func levels(_ chunks: [Column]) -> Values {
    var places: [String: Int32] = [:]
    var texts: [String] = []
    var codes: [Int32] = []
    for chunk in chunks {
      for row in 0..<chunk.count {
        guard let text = chunk.string(at: row) else {
          codes.append(-1)
          continue
        }
        if let place = places[text] {
          codes.append(place)
        } else {
          places[text] = Int32(texts.count)
          codes.append(Int32(texts.count))
          texts.append(text)
        }
      }
    }
    let order = texts.indices.sorted { texts[$0].utf8.lexicographicallyPrecedes(texts[$1].utf8) }
    var newPlaces = [Int32](repeating: 0, count: texts.count)
    for (new, old) in order.enumerated() { newPlaces[old] = Int32(new) }
    for row in codes.indices where codes[row] >= 0 { codes[row] = newPlaces[Int(codes[row])] }
    return .levels(codes, order.map { texts[$0] })
  }
}
