extension DataType {
  /// The narrowest type that holds all of `values`: `int64` for whole numbers, `float64` when any has
  /// a fraction, decimals of the digits needed, lists and structures of what they contain.
  ///
  /// Only nulls, or nothing, make `null`. Nil when no type holds them all: text among numbers, or a
  /// whole table.
  public static func holding(_ values: [Value]) -> DataType? {
    var result = DataType.null
    for value in values {
      guard let type = holding(value), let joined = join(result, type) else { return nil }
      result = joined
    }
    return result
  }

  private static func holding(_ value: Value) -> DataType? {
    switch value {
    case .null: return .null
    case .bool: return .bool
    case .int: return .int64
    case .double: return .float64
    case .decimal(let integer, let scale):
      guard (0...38).contains(scale) else { return nil }
      let digits = integer == 0 ? 1 : String(integer.magnitude).count
      return digits > 38 ? nil : .decimal128(precision: max(digits, scale, 1), scale: scale)
    case .string: return .utf8
    case .bytes: return .binary
    case .date: return .date32
    case .time(let nanoseconds):
      return .time(nanoseconds % 1_000 == 0 ? .microsecond : .nanosecond)
    case .timestamp(let timestamp): return .timestamp(timestamp.unit, zone: timestamp.zone)
    case .duration(_, let unit): return .duration(unit)
    case .interval: return .interval
    case .list(let items):
      guard let item = holding(items) else { return nil }
      return .list(Field("item", item))
    case .record(let record):
      var fields: [Field] = []
      for (name, value) in zip(record.names, record.values) {
        guard let type = holding(value) else { return nil }
        fields.append(Field(name, type))
      }
      return .structure(fields)
    case .table: return nil
    }
  }

  /// The type that holds the values of both; nil when there is none.
  private static func join(_ a: DataType, _ b: DataType) -> DataType? {
    switch (a, b) {
    case _ where a == b: return a
    case (.null, _): return b
    case (_, .null): return a
    case (.int64, .float64), (.float64, .int64), (.decimal128, .float64), (.float64, .decimal128):
      return .float64
    case (.int64, .decimal128): return join(.decimal128(precision: 19, scale: 0), b)
    case (.decimal128, .int64): return join(a, .decimal128(precision: 19, scale: 0))
    case (.decimal128(let p, let s), .decimal128(let q, let t)):
      let scale = max(s, t)
      let precision = max(p - s, q - t) + scale
      return precision > 38 ? .float64 : .decimal128(precision: precision, scale: scale)
    case (.time(let u), .time(let v)): return .time(finer(u, v))
    case (.duration(let u), .duration(let v)): return .duration(finer(u, v))
    case (.timestamp(let u, let zone), .timestamp(let v, let other)):
      guard (zone == nil) == (other == nil) else { return nil }
      return .timestamp(finer(u, v), zone: zone)
    case (.list(let x), .list(let y)):
      return join(x.type, y.type).map { .list(Field("item", $0)) }
    case (.structure(let x), .structure(let y)): return joinFields(x, y)
    default: return nil
    }
  }

  private static func finer(_ a: TimeUnit, _ b: TimeUnit) -> TimeUnit {
    a.perSecond >= b.perSecond ? a : b
  }

  /// Fields of both by name, in order of appearance; a record that lacks one has a null there.
  private static func joinFields(_ a: [Field], _ b: [Field]) -> DataType? {
    var fields = a
    for field in b {
      if let index = fields.firstIndex(where: { $0.name == field.name }) {
        guard let type = join(fields[index].type, field.type) else { return nil }
        fields[index].type = type
      } else {
        fields.append(field)
      }
    }
    return .structure(fields)
  }
}
