import Diagnostics
import Tables

extension Series {
  /// What the series holds.
  var kind: ColumnKind {
    switch self {
    case .numbers: return .number
    case .instants: return .instant
    case .levels(_, let levels):
      let first = levels.first { $0 != .null }
      switch first {
      case .bool?: return .bool
      case .number?: return levels.allSatisfy { $0.isNumberOrNull } ? .number : .text
      case .nested?: return .other
      default: return .text
      }
    }
  }

  /// The values as instants, texts read as dates.
  var asInstants: Series { parsed(as: .date) }

  /// The values as numbers, texts read as such.
  var asNumbers: Series { parsed(as: .number) }

  /// Numbers to sort by: ranks of what are no numbers.
  var rankable: Series {
    switch self {
    case .numbers, .instants: self
    case .levels: .numbers(sortRanks.map { $0.isInfinite ? .nan : $0 })
    }
  }
}

extension Level {
  fileprivate var isNumberOrNull: Bool {
    switch self {
    case .number, .null: true
    default: false
    }
  }
}

extension Value {
  /// Milliseconds since 1970 of a date, of text that reads as one, or of `{year: …, month: …}`.
  var instant: Double? {
    if let milliseconds { return milliseconds }
    switch self {
    case .string(let text): return ScriptDate.milliseconds(text)
    default: return nil
    }
  }
}

extension Frame {
  /// Gives rows that were made up the end of a bin or unit that other rows of the same start have.
  mutating func fillEnds(_ end: String, of start: String) {
    guard let starts = self[start]?.doubles, let ends = self[end]?.doubles else { return }
    var known: [Double: Double] = [:]
    for (start, end) in zip(starts, ends) where !end.isNaN { known[start] = end }
    let filled = zip(starts, ends).map { $1.isNaN ? known[$0] ?? .nan : $1 }
    if case .instants? = self[end] {
      self[end] = .instants(filled)
    } else {
      self[end] = .numbers(filled)
    }
  }
}
