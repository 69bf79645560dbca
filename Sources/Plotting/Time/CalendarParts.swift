import Tables

/// A calendar unit of the grammar: `year`, `yearmonth`, `hoursminutes`.
///
/// Without the year, instants are moved to 2012 (a leap year that begins on a Sunday), as Vega does,
/// so that all Januaries fall together. Source of the arithmetic:
/// https://github.com/vega/vega/tree/main/packages/vega-time (floor and interval).
struct CalendarParts: Hashable, Sendable {
  enum Part: String, Sendable, CaseIterable {
    case year, quarter, month, week, day, dayofyear, date, hours, minutes, seconds, milliseconds
  }

  let parts: [Part]

  /// Reads a name such as `yearmonthdate`; a leading `binned` or `utc` changes nothing here.
  init?(_ name: String) {
    var rest = name[...]
    for mark in ["binned", "utc"] where rest.hasPrefix(mark) { rest = rest.dropFirst(mark.count) }
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
    "milliseconds", "yearquarter", "yearquartermonth", "yearmonth", "yearmonthdate",
    "yearmonthdatehours", "yearmonthdatehoursminutes", "yearmonthdatehoursminutesseconds",
    "yearweek", "yearweekday", "yearweekdayhours", "yeardayofyear", "quartermonth", "monthdate",
    "monthdatehours", "weekday", "weekdayhours", "dayhours", "hoursminutes",
    "hoursminutesseconds", "minutesseconds", "secondsmilliseconds",
  ]

  static let baseYear = 2012

  func has(_ part: Part) -> Bool { parts.contains(part) }

  /// The name: `yearmonth`.
  var name: String { parts.map(\.rawValue).joined() }

  /// The parts as words: `year-month`.
  var title: String { parts.map(\.rawValue).joined(separator: "-") }

  /// The start of the unit that an instant lies in; with a step, of every so many of the last part,
  /// counted within the next larger one.
  func floor(_ instant: Double, step: Int = 1) -> Double {
    guard instant.isFinite else { return .nan }
    let fields = CivilTime.at(instant)
    let date = fields.date
    let last = parts.last
    /// Counts from `origin` are rounded down to a multiple of the step when the part is the last.
    func stepped(_ value: Int, _ part: Part, from origin: Int = 0) -> Int {
      guard step > 1, part == last else { return value }
      let count = value - origin
      let quotient = count >= 0 ? count / step : -((step - 1 - count) / step)
      return origin + quotient * step
    }
    let year = has(.year) ? stepped(date.year, .year) : Self.baseYear
    var out = CivilTime(CivilDate(year))
    if has(.month) {
      out.date.month = stepped(date.month - 1, .month) + 1
    } else if has(.quarter) {
      out.date.month = stepped((date.month - 1) / 3, .quarter) * 3 + 1
    }
    if has(.week), has(.day) {
      let day = Self.dayOfJanuary(week: date.sundayWeek, year: year) + date.weekday
      out.date.day = stepped(day, .day, from: 1)
    } else if has(.week) {
      let week = stepped(date.sundayWeek, .week, from: 1)
      out.date.day = Self.dayOfJanuary(week: week, year: year)
    } else if has(.day) {
      let day = Self.dayOfJanuary(week: 1, year: year) + date.weekday
      out.date.day = stepped(day, .day, from: 1)
    } else if has(.date) {
      out.date.day = stepped(date.day, .date, from: 1)
    } else if has(.dayofyear) {
      out.date.day = stepped(date.dayOfYear, .dayofyear, from: 1)
    }
    if has(.hours) { out.hour = stepped(fields.hour, .hours) }
    if has(.minutes) { out.minute = stepped(fields.minute, .minutes) }
    if has(.seconds) { out.second = stepped(fields.second, .seconds) }
    if has(.milliseconds) {
      out.nanosecond = stepped(fields.millisecond, .milliseconds) * 1_000_000
    }
    return out.milliseconds
  }

  /// The day of January (1 is the first) on which a Sunday week of a year begins; week 1 begins on
  /// the year's first Sunday.
  static func dayOfJanuary(week: Int, year: Int) -> Int {
    week * 7 - (CivilDate(year).weekday + 6) % 7
  }

  /// The start of the following unit: where a bar over this one ends.
  func next(_ start: Double, step: Int = 1) -> Double {
    guard start.isFinite else { return .nan }
    let count = Double(step)
    var time = CivilTime.at(start)
    switch parts.last {
    case .year: time.date.year += step
    case .quarter: time.date.month += 3 * step
    case .month: time.date.month += step
    case .week: return start + count * 7 * CivilDate.millisecondsPerDay
    case .date, .day, .dayofyear: return start + count * CivilDate.millisecondsPerDay
    case .hours: return start + count * 3_600_000
    case .minutes: return start + count * 60_000
    case .seconds: return start + count * 1_000
    case .milliseconds, nil: return start + count
    }
    return time.milliseconds
  }
}
