import Tables

extension TimeUnitOptions {
  /// The start of a unit that is named alone, as lists of sorted categories do: `"mar"` or 3 of
  /// months, `"mon"` of weekdays; nil where the unit has several parts or the value names none.
  ///
  /// Source: vega-lite's `datetime.ts`: months and quarters count from 1, weekdays from Sunday, 0.
  func instant(ofPart value: Value) -> Double? {
    guard unit.parts.count == 1, let part = unit.parts.first else { return nil }
    let number: Double
    switch value {
    case .string(let text):
      let word = text.lowercased()
      let names: [String]
      switch part {
      case .month: names = Self.months
      case .day: names = Self.weekdays
      default: return nil
      }
      guard word.count >= 3, let index = names.firstIndex(where: { $0.hasPrefix(word) }) else {
        return nil
      }
      number = Double(part == .month ? index + 1 : index)
    default:
      guard let written = value.number else { return nil }
      number = written
    }
    return floor(DateTimeObject([part: number]).instant)
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  private static let weekdays = [
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
  ]
}
