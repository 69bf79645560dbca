import Tables

/// How a column type without children stands in a Parquet file.
struct ParquetType: Sendable {
  /// The types of values, by their numbers in the format.
  enum Physical: Int, Sendable {
    case boolean = 0
    case int32 = 1
    case int64 = 2
    case float = 4
    case double = 5
    case byteArray = 6
  }

  /// What the values mean beyond that.
  enum Meaning: Sendable {
    case plain, text, date
    case integer(bits: Int, isSigned: Bool)
    case time
    case timestamp(TimeUnit, isInstant: Bool)
  }

  /// By what the smallest and the largest value are told.
  enum Order: Sendable { case none, signed, unsigned, float, double, bytes }

  let physical: Physical
  let meaning: Meaning
  let order: Order

  private init(as physical: Physical, _ meaning: Meaning = .plain, _ order: Order = .signed) {
    self.physical = physical
    self.meaning = meaning
    self.order = order
  }

  /// Nil for types that are written through DuckDB.
  init?(_ type: DataType) {
    switch type {
    case .bool: self.init(as: .boolean, .plain, .none)
    case .int8: self.init(as: .int32, .integer(bits: 8, isSigned: true))
    case .int16: self.init(as: .int32, .integer(bits: 16, isSigned: true))
    case .int32: self.init(as: .int32)
    case .int64: self.init(as: .int64)
    case .uint8: self.init(as: .int32, .integer(bits: 8, isSigned: false), .unsigned)
    case .uint16: self.init(as: .int32, .integer(bits: 16, isSigned: false), .unsigned)
    case .uint32: self.init(as: .int32, .integer(bits: 32, isSigned: false), .unsigned)
    case .uint64: self.init(as: .int64, .integer(bits: 64, isSigned: false), .unsigned)
    case .float32: self.init(as: .float, .plain, .float)
    case .float64: self.init(as: .double, .plain, .double)
    case .utf8, .largeUtf8: self.init(as: .byteArray, .text, .bytes)
    case .binary, .largeBinary: self.init(as: .byteArray, .plain, .bytes)
    case .date32: self.init(as: .int32, .date)
    case .time(.microsecond): self.init(as: .int64, .time)
    case .timestamp(let unit, let zone) where unit != .second:
      self.init(as: .int64, .timestamp(unit, isInstant: zone != nil))
    default: return nil
    }
  }

  /// Writes what a schema's element says of the type.
  func append(to element: inout ThriftWriter) {
    if let converted { element.int32(6, converted) }
    switch meaning {
    case .plain: break
    case .text: element.structure(10) { $0.structure(1) { _ in } }
    case .date: element.structure(10) { $0.structure(6) { _ in } }
    case .integer(let bits, let isSigned):
      element.structure(10) { type in
        type.structure(10) {
          $0.byte(1, bits)
          $0.bool(2, isSigned)
        }
      }
    case .time: element.structure(10) { Self.append(7, .microsecond, isInstant: false, &$0) }
    case .timestamp(let unit, let isInstant):
      element.structure(10) { Self.append(8, unit, isInstant: isInstant, &$0) }
    }
  }

  private static func append(
    _ number: Int,
    _ unit: TimeUnit,
    isInstant: Bool,
    _ type: inout ThriftWriter
  ) {
    let place =
      switch unit {
      case .second, .millisecond: 1
      case .microsecond: 2
      case .nanosecond: 3
      }
    type.structure(number) {
      $0.bool(1, isInstant)
      $0.structure(2) { $0.structure(place) { _ in } }
    }
  }

  /// The older way to say it, for readers that know no other; wall-clock times have none.
  private var converted: Int? {
    switch meaning {
    case .text: 0
    case .date: 6
    case .integer(let bits, let isSigned):
      (isSigned ? 15 : 11) + bits.trailingZeroBitCount - 3
    case .timestamp(.millisecond, true): 9
    case .timestamp(.microsecond, true): 10
    case .plain, .time, .timestamp: nil
    }
  }
}
