extension TimeCursor {
  private mutating func readName(_ names: EnglishNames) -> Int? {
    guard let found = names.find(in: rest) else { return nil }
    advance(found.count)
    return found.index
  }

  /// A month's English name, or its first three letters.
  mutating func readMonthName() -> Bool {
    guard let index = readName(Self.months) else { return false }
    month = index + 1
    return true
  }

  /// A day's English name, or its first three letters.
  mutating func skipDayName() -> Bool { readName(Self.days) != nil }

  mutating func readPeriod() -> Bool {
    guard rest.count >= 2, rest[1] | 0x20 == UInt8(ascii: "m") else { return false }
    let letter = rest[0] | 0x20
    guard letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p") else { return false }
    isAfternoon = letter == UInt8(ascii: "p")
    advance(2)
    return true
  }

  /// Microseconds of a count since 1970, with a fraction if it has one.
  mutating func readEpoch(_ perSecond: Int64) -> Int64? {
    let isNegative = skip(UInt8(ascii: "-"))
    guard let whole = number(19) else { return nil }
    if skip(UInt8(ascii: ".")) {
      guard perSecond == 1, readFraction() else { return nil }
    }
    guard isAtEnd else { return nil }
    let magnitude: Int64
    if perSecond <= 1_000_000 {
      let (scaled, overflow) = Int64(whole).multipliedReportingOverflow(by: 1_000_000 / perSecond)
      guard !overflow else { return nil }
      magnitude = scaled + Int64(microsecond)
    } else {
      magnitude = Int64(whole) / (perSecond / 1_000_000)
    }
    return isNegative ? -magnitude : magnitude
  }

  /// `2022-03-01`, then perhaps `T` or a space, a time with seconds and a fraction, and a zone.
  mutating func readISO8601() -> Bool {
    guard let year = number(4, in: 0...9_999), skip(UInt8(ascii: "-")),
      let month = number(2, in: 1...12), skip(UInt8(ascii: "-")),
      let day = number(2, in: 1...31)
    else { return false }
    (self.year, self.month, self.day) = (year, month, day)
    if isAtEnd { return true }
    guard skip(UInt8(ascii: "T")) || skip(UInt8(ascii: " ")) || skip(UInt8(ascii: "t")) else {
      return false
    }
    guard let hour = number(2, in: 0...23), skip(UInt8(ascii: ":")),
      let minute = number(2, in: 0...59)
    else { return false }
    (self.hour, self.minute) = (hour, minute)
    if skip(UInt8(ascii: ":")) {
      guard let second = number(2, in: 0...60) else { return false }
      self.second = second
      if skip(UInt8(ascii: ".")) || skip(UInt8(ascii: ",")) {
        guard readFraction() else { return false }
      }
    }
    _ = skip(UInt8(ascii: " "))
    return isAtEnd || readZone()
  }

  private static let months = EnglishNames([
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ])
  private static let days = EnglishNames([
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
  ])
}

/// Names that are told apart by their first three letters, in any case.
private struct EnglishNames {
  private let names: [[UInt8]]

  init(_ names: [String]) { self.names = names.map { Array($0.utf8) } }

  /// The name that `text` begins with and how many bytes of it were used: all of the name, or three.
  func find(in text: UnsafeRawBufferPointer) -> (index: Int, count: Int)? {
    guard text.count >= 3 else { return nil }
    let (a, b, c) = (text[0] | 0x20, text[1] | 0x20, text[2] | 0x20)
    for (index, name) in names.enumerated() where name[0] == a && name[1] == b && name[2] == c {
      let isWhole =
        text.count >= name.count && (3..<name.count).allSatisfy { text[$0] | 0x20 == name[$0] }
      return (index, isWhole ? name.count : 3)
    }
    return nil
  }
}
