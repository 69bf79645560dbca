import Tables

/// Reads times in one format, as microseconds since 1970.
struct TimestampReading: Sendable {
  let format: TimestampFormat
  /// For texts without a year: the latest time that a line can have.
  ///
  /// The year is the last in which the line is not later than that: the file's modification time
  /// and a day.
  let latest: Int64

  /// The time in microseconds since 1970, or nil when the text is not of the format.
  ///
  /// Without a zone it is what the clock showed, as if it were UTC.
  func read(_ text: UnsafeRawBufferPointer) -> Int64? {
    var cursor = TimeCursor(text)
    for part in format.parts {
      switch part {
      case .text(let byte): guard cursor.skip(byte) else { return nil }
      case .spaces: guard cursor.skipSpaces() else { return nil }
      case .year:
        guard let value = cursor.number(4, in: 0...9_999) else { return nil }
        cursor.year = value
      case .shortYear:
        guard let value = cursor.number(2, in: 0...99) else { return nil }
        cursor.year = value
        // As POSIX has it.
        cursor.year += value > 68 ? 1_900 : 2_000
      case .month:
        guard let value = cursor.number(2, in: 1...12) else { return nil }
        cursor.month = value
      case .monthName: guard cursor.readMonthName() else { return nil }
      case .day:
        _ = cursor.skipSpaces()
        guard let value = cursor.number(2, in: 1...31) else { return nil }
        cursor.day = value
      case .dayOfYear:
        guard let value = cursor.number(3, in: 1...366) else { return nil }
        cursor.dayOfYear = value
      case .dayName: guard cursor.skipDayName() else { return nil }
      case .hour:
        _ = cursor.skipSpaces()
        guard let value = cursor.number(2, in: 0...23) else { return nil }
        cursor.hour = value
      case .hour12:
        _ = cursor.skipSpaces()
        guard let value = cursor.number(2, in: 1...12) else { return nil }
        cursor.hour = value
        cursor.hour %= 12
      case .period: guard cursor.readPeriod() else { return nil }
      case .minute:
        guard let value = cursor.number(2, in: 0...59) else { return nil }
        cursor.minute = value
      // A leap second is the first of the next minute.
      case .second:
        guard let value = cursor.number(2, in: 0...60) else { return nil }
        cursor.second = value
      case .fraction: guard cursor.readFraction() else { return nil }
      case .zone: guard cursor.readZone() else { return nil }
      case .epoch(let perSecond): return cursor.readEpoch(perSecond)
      case .iso8601: guard cursor.readISO8601() else { return nil }
      }
    }
    guard cursor.isAtEnd else { return nil }
    if !format.hasYear { cursor.year = yearOf(cursor) }
    guard let zone = format.zone, !cursor.hasZone else { return cursor.microseconds }
    return cursor.microseconds.map(zone.instant)
  }

  private func yearOf(_ cursor: TimeCursor) -> Int {
    // Within the years that texts can say: 0 to 9999.
    let latest = max(-62_167_219_200_000_000, min(latest, 253_402_300_799_999_999))
    let day = Int((latest / 1_000_000 - (latest % 1_000_000 < 0 ? 1 : 0)).quotientFloored(86_400))
    var cursor = cursor
    cursor.year = CivilDate(days: day).year
    // 29 February may have to wait for a leap year.
    for _ in 0..<8 {
      if let time = cursor.microseconds, time <= latest { return cursor.year }
      cursor.year -= 1
    }
    return cursor.year
  }
}

extension Int64 {
  /// The quotient rounded towards minus infinity.
  fileprivate func quotientFloored(_ divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
