extension DataType {
  /// Arrow's name of the type, as other Arrow tools print it: `int64`, `timestamp[us, tz=UTC]`.
  public var name: String {
    switch self {
    case .null: "null"
    case .bool: "bool"
    case .int8: "int8"
    case .int16: "int16"
    case .int32: "int32"
    case .int64: "int64"
    case .uint8: "uint8"
    case .uint16: "uint16"
    case .uint32: "uint32"
    case .uint64: "uint64"
    case .float32: "float"
    case .float64: "double"
    case .decimal128(let precision, let scale): "decimal128(\(precision), \(scale))"
    case .utf8: "string"
    case .largeUtf8: "large_string"
    case .binary: "binary"
    case .largeBinary: "large_binary"
    case .fixedSizeBinary(let count): "fixed_size_binary[\(count)]"
    case .date32: "date32[day]"
    case .date64: "date64[ms]"
    case .time(let unit): "time\(unit.isWide ? 64 : 32)[\(unit.symbol)]"
    case .timestamp(let unit, zone: nil): "timestamp[\(unit.symbol)]"
    case .timestamp(let unit, zone: let zone?): "timestamp[\(unit.symbol), tz=\(zone)]"
    case .duration(let unit): "duration[\(unit.symbol)]"
    case .interval: "month_day_nano_interval"
    case .list(let field): "list<\(field.name): \(field.type.name)>"
    case .largeList(let field): "large_list<\(field.name): \(field.type.name)>"
    case .fixedSizeList(let field, let count):
      "fixed_size_list<\(field.name): \(field.type.name)>[\(count)]"
    case .structure(let fields):
      "struct<" + fields.map { "\($0.name): \($0.type.name)" }.joined(separator: ", ") + ">"
    case .map(let entries): "map<\(entries.type.name)>"
    case .dictionary(let index, let value, let isOrdered):
      "dictionary<values=\(value.name), indices=\(index.name), ordered=\(isOrdered ? 1 : 0)>"
    }
  }
}

extension TimeUnit {
  fileprivate var symbol: String {
    switch self {
    case .second: "s"
    case .millisecond: "ms"
    case .microsecond: "us"
    case .nanosecond: "ns"
    }
  }

  /// Whether a time of day of this unit takes 64 bits.
  fileprivate var isWide: Bool { self == .microsecond || self == .nanosecond }
}
