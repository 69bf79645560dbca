/// A day of the proleptic Gregorian calendar.
///
/// Conversion is Howard Hinnant's `days_from_civil`
/// (https://howardhinnant.github.io/date_algorithms.html); year 0 is 1 BC.
public struct CivilDate: Hashable, Sendable, Comparable {
  public var year: Int
  /// 1–12.
  public var month: Int
  /// 1–31.
  public var day: Int

  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day that is `days` days after 1970-01-01.
  public init(days: Int) {
    let shifted = days + 719_468
    let era = Self.floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01.
  ///
  /// Months and days outside their range carry over, as in JavaScript:
  /// month 13 is January of the next year, day 0 the last of the month before.
  public var days: Int {
    let carried = year + Self.floorDivide(month - 1, 12)
    let month = Self.modulo(month - 1, 12) + 1
    let year = month <= 2 ? carried - 1 : carried
    let era = Self.floorDivide(year, 400)
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468 + day - 1
  }

  public static func < (a: CivilDate, b: CivilDate) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }

  /// Sunday 0 to Saturday 6.
  public var weekday: Int { Self.modulo(days + 4, 7) }

  /// 1 for 1 January.
  public var dayOfYear: Int { days - CivilDate(year: year, month: 1, day: 1).days + 1 }

  /// 1–4.
  public var quarter: Int { (month - 1) / 3 + 1 }

  /// Weeks that begin on Sunday; days before the year's first Sunday are in week 0.
  public var sundayWeek: Int { (dayOfYear - 1 + 7 - weekday) / 7 }

  /// Weeks that begin on Monday; days before the year's first Monday are in week 0.
  public var mondayWeek: Int { (dayOfYear - 1 + 7 - (weekday + 6) % 7) / 7 }

  /// The ISO 8601 week (1–53) and the year it belongs to.
  public var isoWeek: (year: Int, week: Int) {
    let thursday = CivilDate(days: days - (weekday + 6) % 7 + 3)
    return (thursday.year, (thursday.dayOfYear - 1) / 7 + 1)
  }

  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
  }

  static func modulo(_ value: Int, _ divisor: Int) -> Int {
    let remainder = value % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }
}
