import Tables

extension FunctionLibrary {
  static let types: [Function] = [
    Function("isArray", 1...1) { values, _ in
      switch values[0] {
      case .list, .table: .bool(true)
      default: .bool(false)
      }
    },
    Function("isBoolean", 1...1) { values, _ in
      if case .bool = values[0] { .bool(true) } else { .bool(false) }
    },
    Function("isDate", 1...1) { values, _ in .bool(values[0].milliseconds != nil) },
    Function("isDefined", 1...1) { values, _ in .bool(!values[0].isNull) },
    Function("isNumber", 1...1) { values, _ in .bool(values[0].number != nil) },
    Function("isObject", 1...1) { values, _ in
      switch values[0] {
      case .record, .list, .table, .date, .timestamp: .bool(true)
      default: .bool(false)
      }
    },
    Function("isRegExp", 1...1) { values, _ in .bool(Pattern.parts(of: values[0]) != nil) },
    Function("isString", 1...1) { values, _ in
      if case .string = values[0] { .bool(true) } else { .bool(false) }
    },
    Function("isValid", 1...1) { values, _ in .bool(!Comparison.isMissing(values[0])) },
    Function("toBoolean", 1...1) { values, _ in
      switch values[0] {
      case .null, .string(""): .null
      case .string("false"), .string("0"): .bool(false)
      default: .bool(Coercion.truth(values[0]))
      }
    },
    Function("toNumber", 1...1) { values, _ in
      isBlank(values[0]) ? .null : UnaryOperator.plus.apply(values[0])
    },
    Function("toString", 1...1) { values, _ in
      isBlank(values[0]) ? .null : .string(Coercion.text(values[0]))
    },
    Function("toDate", 1...1) { values, _ in
      isBlank(values[0]) ? .null : moment(values[0]) ?? .null
    },
  ]

  /// Null and the empty text, which Vega's coercions turn to null.
  private static func isBlank(_ value: Value) -> Bool { value.isNull || value == .string("") }

  /// A value as a time: dates and timestamps as they are, numbers as milliseconds since 1970,
  /// texts read by `ScriptDate`; nil for what is no time.
  static func moment(_ value: Value) -> Value? {
    switch value {
    case .date, .timestamp: value
    case .string(let text): ScriptDate.milliseconds(text).flatMap(timestamp)
    default: timestamp(number(value))
    }
  }

  /// A wall-clock timestamp of milliseconds since 1970, nil outside JavaScript's range.
  static func timestamp(_ milliseconds: Double) -> Value? {
    guard milliseconds.magnitude <= 8.64e15 else { return nil }
    return .timestamp(Timestamp(Int64(milliseconds), .millisecond))
  }
}
