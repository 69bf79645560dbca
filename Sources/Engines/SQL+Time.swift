import Tables

extension SQL {
  static func date(_ days: Int64) -> String {
    civil(days).map { "DATE '\($0)'" } ?? "make_date(\(days))"
  }

  static func time(_ nanoseconds: Int64) -> String {
    let text = clock(nanoseconds)
    return nanoseconds % 1_000 == 0 ? "TIME '\(text)'" : "'\(text)'::TIME_NS"
  }

  static func timestamp(_ point: Timestamp) -> String {
    let perDay = point.unit.perSecond * 86_400
    let days = point.value.flooredQuotient(perDay)
    let nanoseconds = (point.value - days * perDay) * (1_000_000_000 / point.unit.perSecond)
    let isFine = point.unit == .nanosecond && point.value % 1_000 != 0
    guard let date = civil(days) else {
      let count = microseconds(point.value, point.unit)
      let wall = "make_timestamp(\(count))"
      return point.zone == nil ? wall : "(\(wall) AT TIME ZONE 'UTC')"
    }
    let text = "\(date) \(clock(nanoseconds))"
    if point.zone != nil { return "TIMESTAMPTZ '\(text)+00'" }
    return isFine ? "TIMESTAMP_NS '\(text)'" : "TIMESTAMP '\(text)'"
  }

  /// A count in another unit, held to what 64 bits can count; a rest finer than that is cut off.
  static func microseconds(_ count: Int64, _ unit: TimeUnit) -> Int64 {
    if unit == .nanosecond { return count.flooredQuotient(1_000) }
    let product = count.multipliedReportingOverflow(by: 1_000_000 / unit.perSecond)
    return product.overflow ? (count < 0 ? .min : .max) : product.partialValue
  }

  /// `2024-02-29` for a day of the years 1 to 9999 of the proleptic Gregorian calendar.
  private static func civil(_ days: Int64) -> String? {
    guard (-719_162...2_932_896).contains(days) else { return nil }
    // Howard Hinnant's algorithm: years begin in March, so that leap days come last.
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// `09:05:07`, with six or nine digits of fraction where there is one.
  private static func clock(_ nanoseconds: Int64) -> String {
    let seconds = nanoseconds / 1_000_000_000
    let fraction = nanoseconds % 1_000_000_000
    let text =
      "\(padded(seconds / 3_600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
    if fraction == 0 { return text }
    if fraction % 1_000 == 0 { return "\(text).\(padded(fraction / 1_000, 6))" }
    return "\(text).\(padded(fraction, 9))"
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension Int64 {
  /// Division that rounds towards minus infinity, as calendars need.
  fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
