import Diagnostics
import Options
import Tables

extension KindReader {
  private enum Unit: String, CaseIterable {
    case microsecond, millisecond, second, minute, hour, day

    var microseconds: Int {
      switch self {
      case .microsecond: 1
      case .millisecond: 1_000
      case .second: 1_000_000
      case .minute: 60_000_000
      case .hour: 3_600_000_000
      case .day: 86_400_000_000
      }
    }
  }

  private static let day = 86_400_000_000

  mutating func times() -> TimeSource? {
    let unit = kind == .date ? nil : options.choice("unit", as: Unit.self)
    guard let range = range() else { return nil }
    if kind == .date {
      return TimeSource(
        type: .date32,
        start: Self.floored(range.lowerBound, Self.day),
        step: 1,
        count: max(1, (range.count + Self.day - 1) / Self.day),
        stream: context.stream
      )
    }
    let step = (unit ?? .second).microseconds
    return TimeSource(
      type: .timestamp(.microsecond, zone: nil),
      start: range.lowerBound,
      step: step,
      count: max(1, (range.count + step - 1) / step),
      stream: context.stream
    )
  }

  mutating func arrivals() -> ArrivalsSource? {
    let unit = options.choice("unit", as: Unit.self) ?? .second
    let hours = weights("hours", 24)
    let days = weights("days", 7)
    guard let range = range(), let hours, let days else { return nil }
    if !hours.isEmpty || !days.isEmpty, range.count > 36_525 * Self.day {
      options.complain(.wrongValue("to", "at most 100 years after 'from'", at: options.node.span))
      return nil
    }
    let shape = ArrivalsSource.Shape(over: range, hours: hours, days: days)
    guard shape.total > 0 else {
      // The weights are not all 0, but those of the hours between the two ends are.
      options.complain(.noTime(at: options.node.span))
      return nil
    }
    return ArrivalsSource(
      shape: shape,
      rowCount: context.rowCount,
      step: unit.microseconds,
      stream: context.stream
    )
  }

  /// So many weights; an empty list when the key is absent, nil after complaints.
  private mutating func weights(_ key: String, _ count: Int) -> [Double]? {
    guard let node = options.node(key) else { return [] }
    guard case .sequence(let nodes) = node.content else {
      options.complain(.wrongOptionShape(key, "a list of \(count) weights", node))
      return nil
    }
    guard nodes.count == count else {
      options.complain(.weightCount(key, nodes.count, wanted: count, at: node.span))
      return nil
    }
    var found: [Diagnostic] = []
    let pairs = nodes.enumerated().map { (name: "\(key)[\($0.offset)]", node: $0.element) }
    let weights = Weights.checked(pairs, of: key, at: node.span) { found.append($0) }
    for diagnostic in found { options.complain(diagnostic) }
    return weights
  }

  /// From `from` up to `to`, in microseconds since 1970; a `to` without a time of day means its whole day.
  private mutating func range() -> Range<Int>? {
    let isThere = require("from", "to")
    let (first, last) = (moment("from"), moment("to"))
    guard isThere, let from = first, let to = last else { return nil }
    let end = to.isDay ? to.value + Self.day : to.value
    guard from.value <= to.value, from.value < end else {
      options.complain(.endsBeforeStart(at: options.node["to"]?.span ?? options.node.span))
      return nil
    }
    return from.value..<end
  }

  private mutating func moment(_ key: String) -> (value: Int, isDay: Bool)? {
    guard let text = options.text(key) else { return nil }
    // A year or a month alone is too vague to be an end.
    guard text.value.utf8.count >= 8, Self.isDay(text.value),
      let milliseconds = ScriptDate.milliseconds(text.value)
    else {
      options.complain(.noDate(text, key: key))
      return nil
    }
    // The years 1 to 9999, which every reader of dates understands.
    guard milliseconds >= -62_135_596_800_000, milliseconds < 253_402_300_800_000 else {
      options.complain(.wrongValue(key, "between the years 1 and 9999", at: text.span))
      return nil
    }
    return (Int((milliseconds * 1_000).rounded()), !text.value.contains(":"))
  }

  /// Whether a day written as 2024-02-30 exists; other ways of writing are the date reader's to judge.
  private static func isDay(_ text: String) -> Bool {
    let parts = text.prefix(10).split(separator: "-")
    guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2])
    else { return true }
    let date = CivilDate(year: year, month: month, day: day)
    return CivilDate(days: date.days) == date
  }

  private static func floored(_ value: Int, _ divisor: Int) -> Int {
    Int((Double(value) / Double(divisor)).rounded(.down))
  }
}
