import Diagnostics
import Options
import Tables

/// A date as an object of its parts: `{year: 2012, month: "jan", date: 1}`.
///
/// Parts left out are those of 2012-01-01T00:00:00, as in Vega-Lite; all time is UTC.
/// Source: https://vega.github.io/vega-lite/docs/types.html#datetime.
enum DateLiteral {
  static let parts = [
    "year", "quarter", "month", "date", "day", "hours", "minutes", "seconds", "milliseconds",
  ]

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  private static let days = [
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
  ]

  /// Whether a node is an object of date parts: a mapping that has one of them.
  static func isMeant(by node: OptionNode) -> Bool {
    switch node.content {
    case .mapping(let entries): entries.contains { parts.contains($0.key.value) }
    case .value(.record(let record)): record.names.contains { parts.contains($0) }
    default: false
    }
  }

  /// The instant as a timestamp in milliseconds; nil after a complaint.
  static func value(of node: OptionNode, reader: inout GrammarReader) -> Value? {
    var numbers: [String: Double] = [:]
    for (key, part) in members(of: node) {
      switch key.value {
      case "utc": _ = reader.bool(part, "utc")
      case "month":
        guard let month = named(part, in: months, key.value, &reader) else { return nil }
        numbers["month"] = month
      case "day":
        guard let day = named(part, in: days, key.value, &reader) else { return nil }
        numbers["day"] = day
      case _ where parts.contains(key.value):
        guard let number = reader.number(part, key.value) else { return nil }
        numbers[key.value] = number
      default:
        reader.unknown(key, "a date", known: parts + ["utc"])
        return nil
      }
    }
    return .timestamp(Timestamp(Int64(milliseconds(numbers)), .millisecond))
  }

  private static func members(of node: OptionNode) -> [(Spanned<String>, OptionNode)] {
    if case .value(.record(let record)) = node.content {
      return zip(record.names, record.values).map { name, value in
        (Spanned(name, at: node.span), OptionNode(.value(value), at: node.span))
      }
    }
    return node.entries.map { ($0.key, $0.node) }
  }

  /// A number as it stands, or the number of a name or its first three letters: months from 1,
  /// days from 0 (Sunday).
  private static func named(
    _ node: OptionNode,
    in names: [String],
    _ key: String,
    _ reader: inout GrammarReader
  ) -> Double? {
    guard case .value(.string(let text)) = node.content else { return reader.number(node, key) }
    if let number = Double(text) { return number }
    let word = text.lowercased()
    guard word.count >= 3, let index = names.firstIndex(where: { $0.hasPrefix(word) }) else {
      reader.complain(
        .unknownChoice(key, Spanned(text, at: node.span), choices: names)
      )
      return nil
    }
    return Double(names.count == 12 ? index + 1 : index)
  }

  private static func milliseconds(_ parts: [String: Double]) -> Double {
    func whole(_ key: String, _ standard: Int) -> Int {
      parts[key].map { Int(max(-1e6, min(1e6, $0.rounded(.down)))) } ?? standard
    }
    let month = parts["month"] != nil ? whole("month", 1) : (whole("quarter", 1) - 1) * 3 + 1
    let day = parts["date"] != nil ? whole("date", 1) : whole("day", 0) + 1
    let start = CivilDate(whole("year", 2012), month, day).instant
    let hours = parts["hours"] ?? 0
    let minutes = parts["minutes"] ?? 0
    let seconds = parts["seconds"] ?? 0
    let rest = ((hours * 60 + minutes) * 60 + seconds) * 1_000 + (parts["milliseconds"] ?? 0)
    return start + max(-1e14, min(1e14, rest))
  }
}
