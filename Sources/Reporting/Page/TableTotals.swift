import Templates
import Markup
import Tables

extension Total {
  /// The total of a column's values; missing ones do not count, and null stands for "of nothing".
  func value(of values: [Value]) -> Value {
    let present = values.filter { !$0.isNull }
    switch self {
    case .none: return .null
    case .count: return .int(Int64(present.count))
    case .sum: return present.isEmpty ? .null : Self.sum(present)
    case .mean:
      guard !present.isEmpty, let sum = Self.sum(present).number else { return .null }
      return .double(sum / Double(present.count))
    case .min: return Self.extreme(present, isLast: false)
    case .max: return Self.extreme(present, isLast: true)
    }
  }

  /// Exact for whole numbers and decimals of one scale; doubles are added with compensation.
  private static func sum(_ values: [Value]) -> Value {
    var whole: Int128 = 0
    var scale: Int?
    for value in values {
      let (digits, digitsScale): (Int128, Int)
      switch value {
      case .int(let integer): (digits, digitsScale) = (Int128(integer), 0)
      case .decimal(let integer, let decimals): (digits, digitsScale) = (integer, decimals)
      default: return .double(doubleSum(values))
      }
      let (sum, overflow) = whole.addingReportingOverflow(digits)
      if overflow || digitsScale != scale ?? digitsScale { return .double(doubleSum(values)) }
      whole = sum
      scale = digitsScale
    }
    if scale ?? 0 == 0, let integer = Int64(exactly: whole) { return .int(integer) }
    return .decimal(whole, scale: scale ?? 0)
  }

  /// Neumaier's summation: the order and size of the numbers leave no trace in the last digit.
  private static func doubleSum(_ values: [Value]) -> Double {
    var sum = 0.0
    var lost = 0.0
    for number in values.lazy.compactMap(\.number) {
      let next = sum + number
      lost += abs(sum) >= abs(number) ? (sum - next) + number : (number - next) + sum
      sum = next
    }
    return sum.isFinite ? sum + lost : sum
  }

  private static func extreme(_ values: [Value], isLast: Bool) -> Value {
    values.reduce(.null) { best, value in
      if best.isNull { return value }
      let order = Value.ascending(value, best)
      return isLast ? (order > 0 ? value : best) : (order < 0 ? value : best)
    }
  }
}

/// The last row of a table, which sums up its columns over all rows at hand, shown or not.
struct TotalsRow: Sendable {
  let columns: [TableColumn]
  let table: Table
  /// What the row is called: the total of all rows, or of those that are left.
  let title: String
  let words: Words

  /// A column's total, as the page writes it.
  private func text(of column: TableColumn) -> String {
    let value = column.total.value(of: table.values(ofColumn: column.index))
    return column.text(ofTotal: value, language: words.language)
  }

  /// The cells as plain text: `sum 2,091`; empty where a column has no total.
  func plain() -> [String] {
    columns.enumerated().map { place, column in
      guard column.total != .none else { return place == 0 ? title : "" }
      return "\(words.kind(of: column.total)) \(text(of: column))"
    }
  }

  func node() -> Node {
    let cells = columns.enumerated().map { place, column -> Node in
      if column.total == .none {
        return place == 0 ? .tag("th", ["scope": "row"], [.text(title)]) : .tag("td")
      }
      let content: [Node] = [
        .tag("span", ["class": "kind"], [.text(words.kind(of: column.total))]),
        .text(text(of: column)),
      ]
      guard let name = column.alignmentClass else { return .tag("td", [:], content) }
      return .tag("td", ["class": name], content)
    }
    return .tag("tfoot", [:], [.tag("tr", [:], cells)])
  }
}
