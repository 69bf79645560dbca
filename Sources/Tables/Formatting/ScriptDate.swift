/// Reading dates written in the ways people write them, as JavaScript's `Date.parse` does.
///
/// ISO 8601 first (`2022`, `2022-03`, `2022-03-01`, `2022-03-01 13:05[:09[.123]]`, with `T` or a
/// blank, `Z` or an offset), then the forms that data files have: `2022/3/1`, `3/1/2022` (month
/// first), `Mar 1 2022`, `1 March 2022`, `Tue, 1 Mar 2022 13:05:09`. Without an offset all are UTC.
public enum ScriptDate {
  /// Milliseconds since 1970, nil when the text is no date.
  public static func milliseconds(_ text: String) -> Double? {
    guard text.utf8.count <= 64 else { return nil }
    var words = Words(text)
    guard let time = words.time(), words.isAtEnd else { return nil }
    guard (1...12).contains(time.date.month), (1...31).contains(time.date.day) else { return nil }
    guard time.hour <= 24, time.minute < 60, time.second < 60 else { return nil }
    let milliseconds = time.milliseconds - words.zoneMinutes * 60_000
    return milliseconds.magnitude <= 8.64e15 ? milliseconds : nil
  }

  /// A reader over the text's bytes.
  private struct Words {
    private let bytes: [UInt8]
    private var index = 0
    var zoneMinutes = 0.0

    init(_ text: String) {
      let trimmed = text.utf8.drop { $0 <= 32 }
      bytes = Array(
        trimmed.prefix(
          (trimmed.lastIndex { $0 > 32 }.map {
            trimmed.distance(from: trimmed.startIndex, to: $0) + 1
          }) ?? 0
        )
      )
    }

    var isAtEnd: Bool { index == bytes.count }

    mutating func time() -> CivilTime? {
      guard let date = isoDate() ?? slashDate() ?? wordDate() else { return nil }
      var time = CivilTime(date)
      guard !isAtEnd else { return time }
      let beforeClock = index
      guard skipBlanks() || take("T") || take("t") else { return zone() ? time : nil }
      guard clock(&time) else {
        index = beforeClock
        return zone() ? time : nil
      }
      return isAtEnd || zone() ? time : nil
    }

    /// `[±YY]YYYY[-MM[-DD]]`.
    private mutating func isoDate() -> CivilDate? {
      let start = index
      let sign = take("-") ? -1 : take("+") ? 1 : 0
      guard let year = digits(sign == 0 ? 4...4 : 6...6) else {
        index = start
        return nil
      }
      var date = CivilDate(year: sign < 0 ? -year : year, month: 1, day: 1)
      if peek() == UInt8(ascii: "/") || peek().map(Self.isDigit) == true {
        index = start
        return nil
      }
      if take("-") {
        guard let month = digits(1...2) else {
          index = start
          return nil
        }
        date.month = month
        if take("-") {
          guard let day = digits(1...2) else {
            index = start
            return nil
          }
          date.day = day
        }
      }
      return date
    }

    /// `YYYY/M/D` or `M/D/YYYY` (also with `-` in the second).
    private mutating func slashDate() -> CivilDate? {
      let start = index
      if let first = digits(1...4), take("/") || take("-"), let second = digits(1...2),
        take("/") || take("-"), let third = digits(1...4)
      {
        if first > 31 { return CivilDate(year: first, month: second, day: third) }
        return CivilDate(year: Self.fullYear(third), month: first, day: second)
      }
      index = start
      return nil
    }

    /// `[Tue[,]] Mar 1[,] 2022`, `[Tue,] 1 Mar 2022`, `Mar 2022`.
    private mutating func wordDate() -> CivilDate? {
      let names = FormatLocale.english
      var numbers: [Int] = []
      var month: Int?
      while numbers.count < 2 || month == nil {
        if let number = digits(1...4) {
          numbers.append(number)
        } else if let word = word() {
          if let index = Self.index(of: word, in: names.months) {
            month = index + 1
          } else if Self.index(of: word, in: names.days) == nil {
            return nil
          }
        } else {
          break
        }
        _ = take(",")
        let beforeBlank = index
        if !skipBlanks() && !take("-") { break }
        if numbers.count == 2 && month != nil || isAtEnd { index = beforeBlank }
      }
      guard let month, let last = numbers.last, numbers.count <= 2 else { return nil }
      if numbers.count == 1 {
        return last > 31 ? CivilDate(year: last, month: month, day: 1) : nil
      }
      let (day, year) = numbers[0] > 31 ? (last, numbers[0]) : (numbers[0], last)
      return CivilDate(year: Self.fullYear(year), month: month, day: day)
    }

    /// `HH:MM[:SS[.fraction]][ AM|PM]`.
    private mutating func clock(_ time: inout CivilTime) -> Bool {
      guard let hour = digits(1...2), take(":"), let minute = digits(2...2) else { return false }
      (time.hour, time.minute) = (hour, minute)
      if take(":") {
        guard let second = digits(2...2) else { return false }
        time.second = second
        if take(".") || take(",") {
          var place = 100_000_000
          while let byte = peek(), Self.isDigit(byte) {
            time.nanosecond += Int(byte - UInt8(ascii: "0")) * place
            place /= 10
            index += 1
          }
        }
      }
      let beforePeriod = index
      _ = skipBlanks()
      switch word()?.lowercased() {
      case "am" where hour <= 12: time.hour = hour % 12
      case "pm" where hour <= 12: time.hour = hour % 12 + 12
      default: index = beforePeriod
      }
      return true
    }

    /// `Z`, `GMT`, `UTC`, `±HH`, `±HHMM`, `±HH:MM`, or `GMT±HHMM`; to the end of the text.
    private mutating func zone() -> Bool {
      _ = skipBlanks()
      if let word = word(), !["z", "gmt", "utc"].contains(word.lowercased()) { return false }
      guard !isAtEnd else { return true }
      let sign = take("-") ? -1.0 : take("+") ? 1.0 : 0
      guard sign != 0, let hours = digits(2...2) else { return false }
      _ = take(":")
      zoneMinutes = sign * Double(hours * 60 + (digits(2...2) ?? 0))
      return isAtEnd
    }

    private func peek() -> UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      guard peek() == UInt8(ascii: scalar) else { return false }
      index += 1
      return true
    }

    private mutating func skipBlanks() -> Bool {
      let start = index
      while let byte = peek(), byte <= 32 { index += 1 }
      return index > start
    }

    private mutating func digits(_ widths: ClosedRange<Int>) -> Int? {
      var end = index
      var value = 0
      while end < bytes.count, end - index < widths.upperBound, Self.isDigit(bytes[end]) {
        value = value * 10 + Int(bytes[end] - UInt8(ascii: "0"))
        end += 1
      }
      guard end - index >= widths.lowerBound else { return nil }
      index = end
      return value
    }

    private mutating func word() -> String? {
      let start = index
      while let byte = peek(), (byte | 0x20) >= UInt8(ascii: "a"),
        (byte | 0x20) <= UInt8(ascii: "z")
      {
        index += 1
      }
      return index > start ? String(decoding: bytes[start..<index], as: UTF8.self) : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
      byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    /// Two-digit years: 50–99 are of the twentieth century.
    private static func fullYear(_ year: Int) -> Int {
      year < 50 ? 2000 + year : year < 100 ? 1900 + year : year
    }

    /// The name that `word` begins, by at least three letters.
    private static func index(of word: String, in names: [String]) -> Int? {
      guard word.utf8.count >= 3 else { return nil }
      return names.firstIndex { $0.lowercased().hasPrefix(word.lowercased()) }
    }
  }
}
