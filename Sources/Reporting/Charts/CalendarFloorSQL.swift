import Plotting

/// The start of the calendar unit of a timestamp, in SQL, by the definitions of Vega's units: without
/// the year all falls into 2012, and weeks begin on Sunday.
struct CalendarFloorSQL {
  private let unit: DataPlan.CalendarFloor
  private let dialect: ChartDialect

  init(_ unit: DataPlan.CalendarFloor, _ dialect: ChartDialect) {
    self.unit = unit
    self.dialect = dialect
  }

  /// `instant`: an expression of a timestamp without a zone.
  func text(_ instant: String) -> String {
    if unit.step == 1, let part = Self.truncations[unit.parts] {
      return dialect.start(of: part, instant)
    }
    let year = has("year") ? stepped("year(\(instant))", "year") : "2012"
    var month = "1"
    if has("month") {
      month = "(\(stepped("month(\(instant)) - 1", "month")) + 1)"
    } else if has("quarter") {
      month = "(\(stepped("quarter(\(instant)) - 1", "quarter")) * 3 + 1)"
    }
    let first = dialect.day(year: year, month: month)
    let january = dialect.dayOfWeek(dialect.day(year: year, month: "1"))
    let dayOfWeek = dialect.dayOfWeek(instant)
    func dayOfJanuary(_ week: String) -> String { "((\(week)) * 7 - (\(january) + 6) % 7)" }
    let week = dialect.quotient("(dayofyear(\(instant)) - 1 + 7 - \(dayOfWeek))", 7)
    var day = "1"
    if has("week"), has("day") {
      day = stepped("\(dayOfJanuary(week)) + \(dayOfWeek)", "day", from: 1)
    } else if has("week") {
      day = dayOfJanuary(stepped(week, "week", from: 1))
    } else if has("day") {
      day = stepped("\(dayOfJanuary("1")) + \(dayOfWeek)", "day", from: 1)
    } else if has("date") {
      day = stepped("day(\(instant))", "date", from: 1)
    } else if has("dayofyear") {
      day = stepped("dayofyear(\(instant))", "dayofyear", from: 1)
    }
    var parts = [
      dialect.microseconds(ofDay: first), "((\(day)) - 1)::BIGINT * 86400000000",
    ]
    if has("hours") { parts.append("\(stepped("hour(\(instant))", "hours"))::BIGINT * 3600000000") }
    if has("minutes") {
      parts.append("\(stepped("minute(\(instant))", "minutes"))::BIGINT * 60000000")
    }
    if has("seconds") {
      parts.append("\(stepped("second(\(instant))", "seconds"))::BIGINT * 1000000")
    }
    if has("milliseconds") {
      let count = dialect.milliseconds(of: instant)
      parts.append("\(stepped(count, "milliseconds"))::BIGINT * 1000")
    }
    let start = dialect.instant(ofMicroseconds: parts.joined(separator: " + "))
    return "CASE WHEN \(instant) IS NOT NULL THEN \(start) END"
  }

  private func has(_ part: String) -> Bool { unit.parts.contains(part) }

  /// Counts from `origin` rounded down to a multiple of the step, when the part is the last.
  private func stepped(_ value: String, _ part: String, from origin: Int = 0) -> String {
    guard unit.step > 1, part == unit.parts.last else { return "(\(value))" }
    return "(\(origin) + floor(((\(value)) - \(origin)) / \(unit.step)) * \(unit.step))"
  }

  /// Units that only cut off what is finer.
  private static let truncations: [[String]: String] = [
    ["year"]: "year", ["year", "quarter"]: "quarter", ["year", "month"]: "month",
    ["year", "quarter", "month"]: "month", ["year", "month", "date"]: "day",
    ["year", "dayofyear"]: "day", ["year", "month", "date", "hours"]: "hour",
    ["year", "month", "date", "hours", "minutes"]: "minute",
    ["year", "month", "date", "hours", "minutes", "seconds"]: "second",
  ]
}
