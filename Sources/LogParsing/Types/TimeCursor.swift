import Tables

/// A place in the text of a time, and what was read so far.
struct TimeCursor {
  private let text: UnsafeRawBufferPointer
  private var place = 0

  var year = 1970
  var month = 1
  var day = 1
  var dayOfYear = 0
  var hour = 0
  var minute = 0
  var second = 0
  var microsecond = 0
  /// Whether `%p` said the afternoon.
  var isAfternoon = false
  var offsetSeconds = 0
  /// Whether the text has said its zone.
  var hasZone = false

  @inline(__always)
  init(_ text: UnsafeRawBufferPointer) { self.text = text }

  @inline(__always)
  var isAtEnd: Bool { place == text.count }

  /// The time; nil when the month has no such day.
  @inline(__always)
  var microseconds: Int64? {
    let days: Int
    if dayOfYear > 0 {
      guard dayOfYear < 366 || Self.isLeap(year) else { return nil }
      days = CivilDate(year: year, month: 1, day: 1).days + dayOfYear - 1
    } else {
      guard day <= 28 || day <= Self.dayCount(month, year) else { return nil }
      days = CivilDate(year: year, month: month, day: day).days
    }
    let hours = hour + (isAfternoon ? 12 : 0)
    let seconds = ((days * 24 + hours) * 60 + minute) * 60 + second - offsetSeconds
    return Int64(seconds) * 1_000_000 + Int64(microsecond)
  }

  /// What is still to be read.
  var rest: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: text[place...]) }

  mutating func advance(_ count: Int) { place += count }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func dayCount(_ month: Int, _ year: Int) -> Int {
    month == 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  @inline(__always)
  mutating func skip(_ byte: UInt8) -> Bool {
    guard place < text.count, text[place] == byte else { return false }
    place &+= 1
    return true
  }

  mutating func skipSpaces() -> Bool {
    let start = place
    while place < text.count, text[place] == UInt8(ascii: " ") { place &+= 1 }
    return place > start
  }

  /// Up to `digits` digits, one at least; nil when they say a number outside the range.
  @inline(__always)
  mutating func number(_ digits: Int, in range: ClosedRange<Int>) -> Int? {
    guard let value = number(digits), range.contains(value) else { return nil }
    return value
  }

  @inline(__always)
  mutating func number(_ digits: Int) -> Int? {
    let start = place
    let end = min(text.count, place &+ digits)
    var value = 0
    while place < end {
      let digit = text[place] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      value = value &* 10 &+ Int(digit)
      place &+= 1
    }
    return place > start ? value : nil
  }

  /// Digits of a fraction of a second; what is finer than microseconds is cut off.
  mutating func readFraction() -> Bool {
    let start = place
    var value = 0
    while place < text.count, place - start < 9 {
      let digit = text[place] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      if place - start < 6 { value = value * 10 + Int(digit) }
      place += 1
    }
    let count = place - start
    guard count > 0 else { return false }
    for _ in min(count, 6)..<6 { value *= 10 }
    microsecond = value
    return true
  }

  /// `Z`, `UTC`, `GMT`, `+09:00`, `+0900` or `+09`.
  mutating func readZone() -> Bool {
    hasZone = true
    if skip(UInt8(ascii: "Z")) || skip(UInt8(ascii: "z")) { return true }
    if skipWord("UTC") || skipWord("GMT") { return true }
    guard place < text.count else { return false }
    let isWest = text[place] == UInt8(ascii: "-")
    guard isWest || text[place] == UInt8(ascii: "+") else { return false }
    place += 1
    guard let hours = number(2), hours <= 24 else { return false }
    _ = skip(UInt8(ascii: ":"))
    let minutes = number(2) ?? 0
    guard minutes < 60 else { return false }
    offsetSeconds = (hours * 60 + minutes) * (isWest ? -60 : 60)
    return true
  }

  private mutating func skipWord(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard place + count <= text.count else { return false }
    for index in 0..<count where text[place + index] != word.utf8Start[index] { return false }
    place += count
    return true
  }
}
