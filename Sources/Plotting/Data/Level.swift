import Tables

/// One value of a discrete scale, or one cell of a mixed column.
enum Level: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  /// Milliseconds since 1970.
  case instant(Double)
  case text(String)
  /// A list or a record.
  case nested(Value)

  init(_ value: Value) {
    switch value {
    case .null: self = .null
    case .bool(let bool): self = .bool(bool)
    case .string(let text): self = .text(text)
    case .date, .timestamp: self = value.milliseconds.map { .instant($0) } ?? .null
    case .list, .record: self = .nested(value)
    default: self = value.number.map { Level(number: $0) } ?? .text(value.displayText)
    }
  }

  /// NaN is null.
  init(number: Double) { self = number.isNaN ? .null : .number(number) }

  /// NaN is null.
  init(instant: Double) { self = instant.isNaN ? .null : .instant(instant) }

  /// The value as expressions see it.
  var value: Value {
    switch self {
    case .null: .null
    case .bool(let bool): .bool(bool)
    case .number(let number): .double(number)
    case .instant(let instant): Value(instant: instant)
    case .text(let text): .string(text)
    case .nested(let value): value
    }
  }

  /// The value as JavaScript's `+value`, but NaN for null, for empty text and for lists.
  var number: Double {
    switch self {
    case .number(let number), .instant(let number): number
    case .bool(let bool): bool ? 1 : 0
    case .text(let text): NumberText.read(text) ?? .nan
    case .null, .nested: .nan
    }
  }

  /// The value as JavaScript's `String(value)`: a key of a record, a name of a pivoted column.
  var scriptText: String {
    switch self {
    case .null: "null"
    case .bool(let bool): bool ? "true" : "false"
    case .number(let number), .instant(let number): number.scriptText
    case .text(let text): text
    case .nested(let value): value.displayText
    }
  }

  var isNull: Bool { self == .null }

  /// Nulls first, then numbers and instants by size, truth values, text by code points, the rest.
  static func precedes(_ a: Level, _ b: Level) -> Bool {
    switch (a, b) {
    case (.number(let a), .number(let b)), (.instant(let a), .instant(let b)): a < b
    case (.text(let a), .text(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
    case (.bool(let a), .bool(let b)): !a && b
    default: a.rank < b.rank
    }
  }

  private var rank: Int {
    switch self {
    case .null: 0
    case .number: 1
    case .instant: 2
    case .bool: 3
    case .text: 4
    case .nested: 5
    }
  }

  /// Whether two levels are the same to a reader of a specification: `2024` names the number and
  /// the text.
  func matches(_ other: Level) -> Bool {
    if self == other { return true }
    switch (self, other) {
    case (.number(let number), .text(let text)), (.text(let text), .number(let number)):
      return NumberText.read(text) == number
    case (.instant(let instant), .text(let text)), (.text(let text), .instant(let instant)):
      return ScriptDate.milliseconds(text) == instant
    case (.instant(let a), .number(let b)), (.number(let a), .instant(let b)): return a == b
    case (.bool(let bool), .text(let text)), (.text(let text), .bool(let bool)):
      return text == (bool ? "true" : "false")
    default: return false
    }
  }
}

extension Value {
  /// A point in time from milliseconds since 1970; null for what is no time.
  ///
  /// Parts of a millisecond are cut off, as JavaScript's `Date` does.
  init(instant milliseconds: Double) {
    let isTime = milliseconds.magnitude <= 8.64e15
    self = isTime ? .timestamp(Timestamp(Int64(milliseconds), .millisecond)) : .null
  }
}
