import Tables

/// A column to order rows by.
struct SortKey: Sendable, Equatable {
  var column: Int
  var isDescending: Bool

  /// Reads `name` or `-name`; nil when there is no such column.
  ///
  /// A column whose own name begins with a minus sign is found first.
  init?(_ text: String, in schema: Schema) {
    if let column = schema.index(of: text) {
      (self.column, isDescending) = (column, false)
    } else if text.hasPrefix("-"), let column = schema.index(of: String(text.dropFirst())) {
      (self.column, isDescending) = (column, true)
    } else {
      return nil
    }
  }
}

extension Table {
  /// Row numbers ordered by the keys; rows that are equal in all of them keep their order.
  ///
  /// Missing values come last, whichever way the column runs.
  func order(by keys: [SortKey]) -> [Int] {
    let rows = Array(0..<rowCount)
    if keys.isEmpty { return rows }
    let columns = keys.map { values(ofColumn: $0.column) }
    return rows.sorted { a, b in
      for (key, values) in zip(keys, columns) {
        switch Self.compare(values[a], values[b], key.isDescending) {
        case 0: continue
        case let sign: return sign < 0
        }
      }
      return a < b
    }
  }

  private static func compare(_ a: Value, _ b: Value, _ isDescending: Bool) -> Int {
    let missing = (isMissing(a), isMissing(b))
    if missing.0 || missing.1 { return (missing.0 ? 1 : 0) - (missing.1 ? 1 : 0) }
    let sign = Value.ascending(a, b)
    return isDescending ? -sign : sign
  }

  private static func isMissing(_ value: Value) -> Bool {
    if case .double(let number) = value { number.isNaN } else { value.isNull }
  }
}

extension Value {
  /// The order of two cells of one column: negative when `a` comes first, zero when neither does.
  static func ascending(_ a: Value, _ b: Value) -> Int {
    func sign<T: Comparable>(_ a: T, _ b: T) -> Int { a < b ? -1 : a > b ? 1 : 0 }
    switch (a, b) {
    case (.int(let a), .int(let b)), (.date(let a), .date(let b)), (.time(let a), .time(let b)):
      return sign(a, b)
    case (.decimal(let a, let left), .decimal(let b, let right)) where left == right:
      return sign(a, b)
    case (.timestamp(let a), .timestamp(let b)) where a.unit == b.unit:
      return sign(a.value, b.value)
    case (.duration(let a, let left), .duration(let b, let right)) where left == right:
      return sign(a, b)
    case (.bool(let a), .bool(let b)): return sign(a ? 1 : 0, b ? 1 : 0)
    case (.string(let a), .string(let b)): return sign(a, b)
    default:
      if let a = a.number ?? a.milliseconds, let b = b.number ?? b.milliseconds {
        return sign(a, b)
      }
      return sign(a.displayText, b.displayText)
    }
  }
}
