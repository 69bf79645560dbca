import Tables

/// One value of a discrete scale.
enum Level: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  /// Milliseconds since 1970.
  case instant(Double)
  case text(String)

  init(_ value: Value) {
    switch value {
    case .null: self = .null
    case .bool(let bool): self = .bool(bool)
    case .string(let text): self = .text(text)
    case .date, .timestamp: self = value.milliseconds.map { .instant($0) } ?? .null
    default: self = value.number.map { .number($0) } ?? .text(value.displayText)
    }
  }

  /// Nulls first, then numbers and instants by size, truth values, text by code points.
  static func precedes(_ a: Level, _ b: Level) -> Bool {
    switch (a, b) {
    case (.number(let a), .number(let b)), (.instant(let a), .instant(let b)): a < b
    case (.text(let a), .text(let b)): a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars)
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
    }
  }

  /// Whether two levels are the same to a reader of a specification: `2024` names the number and
  /// the text.
  func matches(_ other: Level) -> Bool {
    if self == other { return true }
    switch (self, other) {
    case (.number(let number), .text(let text)), (.text(let text), .number(let number)):
      return Double(text) == number
    case (.instant(let instant), .text(let text)), (.text(let text), .instant(let instant)):
      let date = CivilTime.at(instant).date
      let parts = text.split(separator: "-").compactMap { Int($0) }
      return parts == [date.year, date.month, date.day]
    case (.bool(let bool), .text(let text)), (.text(let text), .bool(let bool)):
      return text == (bool ? "true" : "false")
    default: return false
    }
  }
}
