import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension FunctionLibrary {
  static let math: [Function] = [
    Function("acos", number: { acos($0) }),
    Function("asin", number: { asin($0) }),
    Function("atan", number: { atan($0) }),
    Function("cos", number: { cos($0) }),
    Function("sin", number: { sin($0) }),
    Function("tan", number: { tan($0) }),
    Function("exp", number: { exp($0) }),
    Function("log", number: { log($0) }),
    Function("sqrt", number: { $0.squareRoot() }),
    Function("abs", 1...1) { values, _ in absolute(values[0]) },
    Function("ceil", 1...1) { values, _ in whole(values[0]) { $0.rounded(.up) } },
    Function("floor", 1...1) { values, _ in whole(values[0]) { $0.rounded(.down) } },
    Function("round", 1...1) { values, _ in whole(values[0], halfUp) },
    Function("atan2", 2...2) { values, _ in .double(atan2(number(values[0]), number(values[1]))) },
    Function("pow", 2...2) { values, _ in power(values[0], values[1]) },
    Function("hypot", Function.anyNumber) { values, _ in
      .double(length(values.map { number($0).magnitude }))
    },
    Function("clamp", 3...3) { values, _ in
      let low = greatest([values[0], values[1]], keepsMissing: true)
      return least([low, values[2]], keepsMissing: true)
    },
    Function("max", Function.anyNumber) { values, _ in
      values.count == 1
        ? greatest(elements(values[0]) ?? values, keepsMissing: elements(values[0]) == nil)
        : greatest(values, keepsMissing: true)
    },
    Function("min", Function.anyNumber) { values, _ in
      values.count == 1
        ? least(elements(values[0]) ?? values, keepsMissing: elements(values[0]) == nil)
        : least(values, keepsMissing: true)
    },
    Function("isNaN", 1...1) { values, _ in
      if case .double(let double) = values[0] { .bool(double.isNaN) } else { .bool(false) }
    },
    Function("isFinite", 1...1) { values, _ in .bool(values[0].number?.isFinite ?? false) },
  ]

  static func number(_ value: Value) -> Double { Coercion.number(value) }

  /// A double that is a whole number below 2^53 as an integer, so that `LIMIT {{ floor(x) }}`
  /// writes one.
  static func integral(_ double: Double) -> Value {
    double.magnitude < 9_007_199_254_740_992
      ? Int64(exactly: double).map { .int($0) } ?? .double(double) : .double(double)
  }

  /// The length of a vector: scaled against overflow and summed with compensation, as V8 does.
  private static func length(_ parts: [Double]) -> Double {
    if parts.contains(.infinity) { return .infinity }
    if parts.contains(where: \.isNaN) { return .nan }
    guard let greatest = parts.max(), greatest > 0 else { return 0 }
    var (sum, lost) = (0.0, 0.0)
    for part in parts {
      let scaled = part / greatest
      let summand = scaled * scaled - lost
      let next = sum + summand
      lost = (next - sum) - summand
      sum = next
    }
    return sum.squareRoot() * greatest
  }

  /// JavaScript's `Math.round`: halves go up, also for negatives.
  private static func halfUp(_ double: Double) -> Double {
    let floor = double.rounded(.down)
    return double - floor >= 0.5 ? floor + 1 : floor
  }

  private static func whole(_ value: Value, _ round: (Double) -> Double) -> Value {
    if case .int = value { return value }
    return integral(round(number(value)))
  }

  private static func absolute(_ value: Value) -> Value {
    switch value {
    case .int(let integer) where integer != .min: .int(abs(integer))
    case .decimal(let integer, let scale) where integer != .min:
      .decimal(abs(integer), scale: scale)
    default: .double(number(value).magnitude)
    }
  }

  private static func power(_ base: Value, _ exponent: Value) -> Value {
    let result = pow(number(base), number(exponent))
    if case .int = base, case .int = exponent { return integral(result) }
    return .double(result)
  }

  /// The greatest of the values: dates stay dates, all else is compared as numbers; NaN when one
  /// is missing and counts (JavaScript), skipped when it does not (a column); null for none.
  static func greatest(_ values: [Value], keepsMissing: Bool) -> Value {
    extreme(values, keepsMissing, empty: -.infinity) { $0 > $1 }
  }

  static func least(_ values: [Value], keepsMissing: Bool) -> Value {
    extreme(values, keepsMissing, empty: .infinity) { $0 < $1 }
  }

  private static func extreme(
    _ values: [Value],
    _ keepsMissing: Bool,
    empty: Double,
    _ isBetter: (Double, Double) -> Bool
  ) -> Value {
    var best: (value: Value, number: Double)?
    for value in values {
      if !keepsMissing, Comparison.isMissing(value) { continue }
      let number = number(value)
      if number.isNaN { return .double(.nan) }
      if let current = best, !isBetter(number, current.number) { continue }
      best = (value, number)
    }
    guard let best else { return keepsMissing ? .double(empty) : .null }
    switch best.value {
    case .int, .double, .decimal, .date, .timestamp, .time, .duration: return best.value
    default: return integral(best.number)
    }
  }
}
