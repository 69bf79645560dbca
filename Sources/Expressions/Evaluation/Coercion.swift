import Tables

/// How values become numbers, texts and truth, by JavaScript's rules.
enum Coercion {
  /// JavaScript's `Number(value)`: null is 0, true is 1, dates are milliseconds since 1970, a text
  /// is the number it spells, else NaN.
  static func number(_ value: Value) -> Double {
    switch value {
    case .double(let double): double
    case .int(let integer): Double(integer)
    case .null: 0
    case .bool(let bool): bool ? 1 : 0
    case .decimal: value.number ?? .nan
    case .date, .timestamp: value.milliseconds ?? .nan
    case .time(let nanoseconds): Double(nanoseconds) / 1_000_000
    case .duration(let count, let unit): Double(count) / Double(unit.perSecond) * 1_000
    case .string(let text): ScriptNumber.read(text)?.number ?? .nan
    case .list(let values):
      values.isEmpty ? 0 : values.count == 1 ? number(values[0]) : .nan
    case .bytes, .interval, .record, .table: .nan
    }
  }

  /// JavaScript's `String(value)`, except that records are shown as they are written.
  static func text(_ value: Value) -> String {
    switch value {
    case .string(let text): text
    case .null: "null"
    case .list(let values):
      values.map { $0.isNull ? "" : text($0) }.joined(separator: ",")
    default: value.displayText
    }
  }

  /// False for null, false, 0, NaN and the empty text; true for all else, an empty list too.
  static func truth(_ value: Value) -> Bool {
    switch value {
    case .null: false
    case .bool(let bool): bool
    case .int(let integer): integer != 0
    case .double(let double): double != 0 && !double.isNaN
    case .decimal(let integer, _): integer != 0
    case .string(let text): !text.isEmpty
    default: true
    }
  }

  /// Whether `+` with this operand joins texts.
  static func gluesText(_ value: Value) -> Bool {
    switch value {
    case .string, .list, .record, .table, .bytes: true
    default: false
    }
  }

  /// JavaScript's `ToInt32`, for the bitwise operators.
  static func int32(_ value: Value) -> Int32 {
    if case .int(let integer) = value { return Int32(truncatingIfNeeded: integer) }
    let double = number(value)
    guard double.isFinite else { return 0 }
    let wrapped = double.rounded(.towardZero).truncatingRemainder(dividingBy: 4_294_967_296)
    return Int32(truncatingIfNeeded: Int64(wrapped))
  }
}
