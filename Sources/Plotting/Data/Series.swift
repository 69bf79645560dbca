import Tables

/// The values of one field for all rows, in the form that drawing needs.
enum Series: Sendable {
  /// NaN stands for null.
  case numbers([Double])
  /// Milliseconds since 1970; NaN stands for null.
  case instants([Double])
  /// `levels[codes[row]]` is the value of a row.
  case levels(codes: [Int32], levels: [Level])

  var count: Int {
    switch self {
    case .numbers(let values), .instants(let values): values.count
    case .levels(let codes, _): codes.count
    }
  }

  /// The values as numbers, as JavaScript's `+value` has them; NaN for null and what is none.
  var doubles: [Double] {
    switch self {
    case .numbers(let values), .instants(let values): return values
    case .levels(let codes, let levels):
      let numbers = levels.map(\.number)
      return codes.map { numbers[Int($0)] }
    }
  }

  /// The values as codes into a list of distinct levels.
  var coded: (codes: [Int32], levels: [Level]) {
    switch self {
    case .levels(let codes, let levels): (codes, levels)
    case .numbers(let values): Self.code(values) { .number($0) }
    case .instants(let values): Self.code(values) { .instant($0) }
    }
  }

  private static func code(
    _ values: [Double],
    level: (Double) -> Level
  ) -> (codes: [Int32], levels: [Level]) {
    var known = NumberCodes()
    var codes: [Int32] = []
    codes.reserveCapacity(values.count)
    for value in values { codes.append(known.code(of: value)) }
    return (codes, known.numbers.map { $0.isNaN ? .null : level($0) })
  }

  var areInstants: Bool { if case .instants = self { true } else { false } }

  /// The value of one row.
  func level(at row: Int) -> Level {
    switch self {
    case .numbers(let values): Level(number: values[row])
    case .instants(let values): Level(instant: values[row])
    case .levels(let codes, let levels): levels[Int(codes[row])]
    }
  }

  /// The value of one row as expressions see it; instants are timestamps, whole numbers doubles.
  func value(at row: Int) -> Value {
    switch self {
    case .numbers(let values): values[row].isNaN ? .null : .double(values[row])
    case .instants(let values): Value(instant: values[row])
    case .levels(let codes, let levels): levels[Int(codes[row])].value
    }
  }

  /// Whether every row is null.
  var isAllNull: Bool {
    switch self {
    case .numbers(let values), .instants(let values): values.allSatisfy(\.isNaN)
    case .levels(let codes, let levels): codes.allSatisfy { levels[Int($0)].isNull }
    }
  }

  /// As many nulls.
  static func nulls(_ count: Int) -> Series {
    .levels(codes: Array(repeating: 0, count: count), levels: [.null])
  }

  /// The same value for every row.
  static func constant(_ level: Level, count: Int) -> Series {
    switch level {
    case .number(let number): .numbers(Array(repeating: number, count: count))
    case .instant(let instant): .instants(Array(repeating: instant, count: count))
    default: .levels(codes: Array(repeating: 0, count: count), levels: [level])
    }
  }

  /// The rows of `indices`, in that order.
  func rows(_ indices: [Int]) -> Series {
    switch self {
    case .numbers(let values): .numbers(indices.map { values[$0] })
    case .instants(let values): .instants(indices.map { values[$0] })
    case .levels(let codes, let levels): .levels(codes: indices.map { codes[$0] }, levels: levels)
    }
  }
}

extension Series {
  /// The values that occur, in order of first appearance.
  var distinct: [Level] {
    let (codes, levels) = coded
    var isSeen = Array(repeating: false, count: levels.count)
    var distinct: [Level] = []
    for code in codes where !isSeen[Int(code)] {
      isSeen[Int(code)] = true
      distinct.append(levels[Int(code)])
      if distinct.count == levels.count { break }
    }
    return distinct
  }
}
