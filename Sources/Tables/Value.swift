/// One cell of a table, or a value of the expression language.
///
/// The cases keep what a report must not lose: 64-bit integers and decimals are exact, a date is
/// not a timestamp, and a timestamp remembers its unit and zone.
public indirect enum Value: Sendable, Hashable {
  case null
  case bool(Bool)
  case int(Int64)
  case double(Double)
  /// `integer / 10^scale`.
  case decimal(Int128, scale: Int)
  case string(String)
  case bytes([UInt8])
  /// Days since 1970-01-01.
  case date(Int64)
  /// Nanoseconds since midnight.
  case time(Int64)
  case timestamp(Timestamp)
  /// A length of time in a unit.
  case duration(Int64, TimeUnit)
  case interval(months: Int32, days: Int32, nanoseconds: Int64)
  case list([Value])
  case record(Record)
  /// A whole table, for expressions that index it: `monthly[0].students`, `length(monthly)`.
  case table(Table)
}

/// A point on the time line counted from 1970-01-01T00:00:00.
public struct Timestamp: Sendable, Hashable {
  public var value: Int64
  public var unit: TimeUnit
  /// An IANA name or a fixed offset; nil for a wall-clock reading without a zone.
  public var zone: String?

  public init(_ value: Int64, _ unit: TimeUnit, zone: String? = nil) {
    self.value = value
    self.unit = unit
    self.zone = zone
  }

  /// Milliseconds since 1970-01-01, the number that Vega and JavaScript count time in.
  public var milliseconds: Double {
    // One rounding only: dividing by the unit and multiplying by 1,000 would lose a bit.
    switch unit {
    case .second: Double(value) * 1_000
    case .millisecond: Double(value)
    case .microsecond: Double(value) / 1_000
    case .nanosecond: Double(value) / 1_000_000
    }
  }
}

/// Named values in order: a row of a table, a struct cell, an object of the expression language.
public struct Record: Sendable, Hashable {
  public var names: [String]
  public var values: [Value]

  public init(_ pairs: [(String, Value)]) {
    names = pairs.map(\.0)
    values = pairs.map(\.1)
  }

  /// The value of the first field of that name, or nil when there is none.
  public subscript(name: String) -> Value? {
    names.firstIndex(of: name).map { values[$0] }
  }
}

extension Value {
  /// The value as a number where it is one (integers, doubles, decimals); nil for all else.
  public var number: Double? {
    switch self {
    case .int(let value): Double(value)
    case .double(let value): value
    case .decimal(let value, let scale): Self.double(value, scale: scale)
    default: nil
    }
  }

  /// Milliseconds since 1970 of a date or timestamp; nil for all else.
  public var milliseconds: Double? {
    switch self {
    case .date(let days): Double(days) * 86_400_000
    case .timestamp(let timestamp): timestamp.milliseconds
    default: nil
    }
  }

  public var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// The double nearest to `integer / 10^scale`; a negative scale multiplies.
  static func double(_ integer: Int128, scale: Int) -> Double {
    scale >= 0 ? Double(integer) / powerOfTen(scale) : Double(integer) * powerOfTen(-scale)
  }

  static func powerOfTen(_ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<max(0, exponent) { result *= 10 }
    return result
  }
}
