/// The parts of a date that a text gave, and the instant they make together.
struct TimeParts {
  var year = 1900
  /// 0–11.
  var month: Int?
  var day = 1
  var hour = 0
  var minute = 0
  var second = 0
  var millisecond = 0
  var quarter: Int?
  /// Sunday 0.
  var weekday: Int?
  var sundayWeek: Int?
  var mondayWeek: Int?
  var isoWeek: Int?
  /// 0 before noon, 1 after.
  var period: Int?
  /// Minutes east of UTC.
  var zoneMinutes = 0
  var epochMilliseconds: Int?
  var epochSeconds: Int?

  /// Milliseconds since 1970; nil for a week that no year has.
  var milliseconds: Double? {
    if let epochMilliseconds { return Double(epochMilliseconds) }
    if let epochSeconds { return Double(epochSeconds) * 1_000 + Double(millisecond) }
    guard let date else { return nil }
    return CivilTime(
      date,
      hour: period.map { hour % 12 + $0 * 12 } ?? hour,
      minute: minute - zoneMinutes,
      second: second,
      nanosecond: millisecond * 1_000_000
    ).milliseconds
  }

  private var date: CivilDate? {
    let newYear = CivilDate(year: year, month: 1, day: 1)
    if let isoWeek {
      guard (1...53).contains(isoWeek) else { return nil }
      // ISO week 1 holds 4 January.
      let fourth = CivilDate(year: year, month: 1, day: 4)
      let monday = fourth.days - (fourth.weekday + 6) % 7
      return CivilDate(days: monday + (isoWeek - 1) * 7 + ((weekday ?? 1) + 6) % 7)
    }
    if let mondayWeek {
      let firstMonday = (8 - newYear.weekday) % 7
      let day = (mondayWeek - 1) * 7 + ((weekday ?? 1) + 6) % 7
      return CivilDate(days: newYear.days + firstMonday + day)
    }
    if let sundayWeek {
      let firstSunday = (7 - newYear.weekday) % 7
      return CivilDate(days: newYear.days + firstSunday + (sundayWeek - 1) * 7 + (weekday ?? 0))
    }
    let month = month ?? quarter.map { $0 * 3 - 3 } ?? 0
    return CivilDate(year: year, month: month + 1, day: day)
  }
}
