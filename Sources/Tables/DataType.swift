/// The type of a column, in Arrow's terms and with Arrow's memory layout.
///
/// Source: Arrow columnar format 1.x, https://arrow.apache.org/docs/format/Columnar.html.
public indirect enum DataType: Hashable, Sendable {
  case null
  case bool
  case int8, int16, int32, int64
  case uint8, uint16, uint32, uint64
  case float32, float64
  /// `value = integer / 10^scale`; stored as a 128-bit two's complement integer.
  case decimal128(precision: Int, scale: Int)
  case utf8, largeUtf8
  case binary, largeBinary
  case fixedSizeBinary(Int)
  /// Days since 1970-01-01.
  case date32
  /// Milliseconds since 1970-01-01, a whole number of days.
  case date64
  /// Time of day: seconds and milliseconds in 32 bits, the finer units in 64.
  case time(TimeUnit)
  /// An instant (with a zone) or a wall-clock reading (without), counted from 1970-01-01.
  case timestamp(TimeUnit, zone: String?)
  case duration(TimeUnit)
  /// Months, days and nanoseconds kept apart, as SQL intervals are.
  case interval
  case list(Field)
  case largeList(Field)
  case fixedSizeList(Field, Int)
  case structure([Field])
  /// A list of key and value entries.
  case map(Field)
  /// Small integers standing for the values of a shared column.
  case dictionary(index: DataType, value: DataType, isOrdered: Bool)
}

/// The unit of a time, timestamp or duration column.
public enum TimeUnit: String, Hashable, Sendable, CaseIterable {
  case second, millisecond, microsecond, nanosecond

  /// How many of the unit make a second.
  public var perSecond: Int64 {
    switch self {
    case .second: 1
    case .millisecond: 1_000
    case .microsecond: 1_000_000
    case .nanosecond: 1_000_000_000
    }
  }
}

/// A named, typed column of a schema, or a child of a nested type.
public struct Field: Hashable, Sendable {
  public var name: String
  public var type: DataType
  public var isNullable: Bool

  public init(_ name: String, _ type: DataType, isNullable: Bool = true) {
    self.name = name
    self.type = type
    self.isNullable = isNullable
  }
}

/// The columns of a table, in order.
public struct Schema: Hashable, Sendable {
  public var fields: [Field]

  public init(_ fields: [Field]) { self.fields = fields }

  public var names: [String] { fields.map(\.name) }

  /// The first field of that name; names are matched exactly.
  public func index(of name: String) -> Int? { fields.firstIndex { $0.name == name } }

  public subscript(name: String) -> Field? { index(of: name).map { fields[$0] } }
}
