import Tables

/// A calendar unit of the grammar: `year`, `yearmonth`, `hoursminutes`.
///
/// Without the year, instants are moved to 2012 (a leap year that begins on a Sunday), as Vega does,
/// so that all Januaries fall together.
struct CalendarParts: Hashable, Sendable {
  enum Part: String, Sendable, CaseIterable {
    case year, quarter, month, week, dayofyear, day, date, hours, minutes, seconds, milliseconds
  }

  let parts: [Part]

  /// Reads a name such as `yearmonthdate`; a leading `utc` changes nothing, since all is UTC.
  init?(_ name: String) {
    var rest = name.hasPrefix("utc") ? name.dropFirst(3) : name[...]
    var parts: [Part] = []
    while !rest.isEmpty {
      let matches = Part.allCases.filter { rest.hasPrefix($0.rawValue) }
      guard let part = matches.max(by: { $0.rawValue.count < $1.rawValue.count }),
        let order = Part.allCases.firstIndex(of: part)
      else { return nil }
      if let last = parts.last, let before = Part.allCases.firstIndex(of: last), before >= order {
        return nil
      }
      parts.append(part)
      rest = rest.dropFirst(part.rawValue.count)
    }
    if parts.isEmpty { return nil }
    self.parts = parts
  }

  /// The names that are offered when one is misspelled.
  static let common = [
    "year", "quarter", "month", "week", "date", "day", "dayofyear", "hours", "minutes", "seconds",
    "milliseconds", "yearquarter", "yearmonth", "yearmonthdate", "yearweek", "yeardayofyear",
    "yearmonthdatehours", "yearmonthdatehoursminutes", "monthdate", "hoursminutes",
    "yearmonthdatehoursminutesseconds",
  ]

  static let baseYear = 2012

  private func has(_ part: Part) -> Bool { parts.contains(part) }

  /// The start of the unit that an instant lies in.
  func floor(_ instant: Double) -> Double {
    guard instant.isFinite else { return .nan }
    let fields = CivilTime.at(instant)
    let date = fields.date
    var out = CivilTime(CivilDate(has(.year) ? date.year : Self.baseYear))
    if has(.month) {
      out.date.month = date.month
    } else if has(.quarter) {
      out.date.month = (date.month - 1) / 3 * 3 + 1
    }
    if has(.date) {
      out.date.day = date.day
    } else if has(.dayofyear) {
      out.date.day = date.dayOfYear
    } else if has(.week) {
      out.date.day = weekStart(date) + (has(.day) ? date.weekday : 0)
    } else if has(.day) {
      out.date.day = 1 + date.weekday
    }
    if has(.hours) { out.hour = fields.hour }
    if has(.minutes) { out.minute = fields.minute }
    if has(.seconds) { out.second = fields.second }
    if has(.milliseconds) { out.nanosecond = fields.millisecond * 1_000_000 }
    return out.milliseconds
  }

  /// The day of January on which the Sunday week of a date begins in the year shown.
  private func weekStart(_ date: CivilDate) -> Int {
    has(.year) ? date.dayOfYear - date.weekday : 7 * date.sundayWeek - 6
  }

  /// The start of the following unit: where a bar over this one ends.
  func next(_ start: Double) -> Double {
    guard start.isFinite else { return .nan }
    var date = CivilTime.at(start).date
    switch parts.last {
    case .year: date.year += 1
    case .quarter: date.month += 3
    case .month: date.month += 1
    case .week: date.day += 7
    case .date, .day, .dayofyear: date.day += 1
    case .hours: return start + 3_600_000
    case .minutes: return start + 60_000
    case .seconds: return start + 1_000
    case .milliseconds, nil: return start + 1
    }
    return date.instant
  }

  /// The parts as words: `year-month`.
  var title: String { parts.map(\.rawValue).joined(separator: "-") }
}
