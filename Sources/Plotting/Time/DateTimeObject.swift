import Diagnostics
import Options
import Tables

/// A date of a specification given by its parts: `{year: 2012, month: "jan"}`.
///
/// Parts that are left out are those of 2012-01-01 00:00; `day` (of the week) counts only by itself
/// and moves through the first week of 2012, which begins on a Sunday.
/// Source: https://vega.github.io/vega-lite/docs/datetime.html.
struct DateTimeObject: Sendable {
  private let parts: [CalendarParts.Part: Double]

  /// Months and quarters count from 1, weekdays from 0 (Sunday; 7 is Sunday too).
  init(_ parts: [CalendarParts.Part: Double]) { self.parts = parts }

  /// Milliseconds since 1970.
  var instant: Double {
    func get(_ part: CalendarParts.Part) -> Int? {
      parts[part].flatMap { Int(exactly: $0.rounded(.down)) }
    }
    // Far beyond what a date can be (275760 years), where whole numbers would run over.
    guard parts.allSatisfy({ $0.key == .milliseconds || abs($0.value) <= 1e10 }),
      abs(parts[.year] ?? 0) <= 1e6
    else { return .nan }
    var time = CivilTime(CivilDate(get(.year) ?? CalendarParts.baseYear))
    if let month = get(.month) {
      time.date.month = month
    } else if let quarter = get(.quarter) {
      time.date.month = quarter * 3 - 2
    }
    if let date = get(.date) {
      time.date.day = date
    } else if let day = get(.day), parts.count == 1 {
      time.date.day = day % 7 + 1
    } else if let day = get(.dayofyear) {
      time.date.day = day
    } else if let week = get(.week) {
      time.date.day = CalendarParts.dayOfJanuary(week: week, year: time.date.year)
    }
    time.hour = get(.hours) ?? 0
    time.minute = get(.minutes) ?? 0
    time.second = get(.seconds) ?? 0
    return time.milliseconds + (parts[.milliseconds] ?? 0)
  }

  private static let keys = CalendarParts.Part.allCases.map(\.rawValue)

  /// Whether a node is a mapping of parts of a date.
  static func isOne(_ node: OptionNode) -> Bool {
    node.entries.contains { keys.contains($0.key.value) }
  }

  /// The instant of a mapping; nil when it cannot be read, and then `diagnostics` has grown.
  static func instant(_ node: OptionNode, diagnostics: inout [Diagnostic]) -> Double? {
    var parts: [CalendarParts.Part: Double] = [:]
    var isReadable = true
    for entry in node.entries {
      if entry.key.value == "utc" { continue }
      guard let part = CalendarParts.Part(rawValue: entry.key.value) else {
        diagnostics.append(DataProblem.unknown("part of a date", entry.key, in: keys))
        isReadable = false
        continue
      }
      switch entry.node.content {
      case .value(.string(let text)):
        if let number = number(text, of: part) {
          parts[part] = number
          continue
        }
        diagnostics.append(DataProblem.wrongPart(entry))
        isReadable = false
      case .value(let value) where value.number != nil: parts[part] = value.number
      case .interpolation: isReadable = false
      default:
        diagnostics.append(DataProblem.wrongPart(entry))
        isReadable = false
      }
    }
    return isReadable ? DateTimeObject(parts).instant : nil
  }

  /// The number of a part in words: `jan` and `January` are 1, `mon` is 1, `2012` is itself.
  static func number(_ text: String, of part: CalendarParts.Part) -> Double? {
    let word = text.lowercased()
    let locale = FormatLocale.english
    switch part {
    case .month:
      if let index = index(of: word, in: locale.months) { return Double(index + 1) }
    case .day:
      if let index = index(of: word, in: locale.days) { return Double(index) }
    default: break
    }
    return NumberText.read(text)
  }

  /// By the whole name or its first three letters.
  private static func index(of word: String, in names: [String]) -> Int? {
    names.firstIndex { $0.lowercased() == word || $0.lowercased().prefix(3) == word }
  }
}

extension DataProblem {
  static func wrongPart(_ entry: OptionNode.Entry) -> Diagnostic {
    let months = entry.key.value == "month" ? " or a name such as 'jan'" : ""
    let days = entry.key.value == "day" ? " or a name such as 'mon'" : ""
    return Diagnostic(
      .error,
      "wrong-type",
      "'\(entry.key.value)' of a date must be a number\(months)\(days)",
      at: entry.node.span
    )
  }
}
