import Tables

extension ByteWriter {
  /// A count of a unit since 1970-01-01, by the pieces of a format.
  func append(
    _ pieces: UnsafeBufferPointer<TimestampText.Piece>,
    _ count: Int64,
    perSecond: Int64,
    isInstant: Bool,
    _ known: CalendarDays
  ) {
    append(upTo: TimestampText.room(pieces)) { start in
      var end = start
      end.add(pieces, count, perSecond: perSecond, isInstant: isInstant, known)
      return end - start
    }
  }

  /// A count of days since 1970-01-01 as `2024-01-31`.
  func append(date days: Int) {
    let date = CivilDate(days: days)
    append(upTo: 24) { start in
      var end = start
      end.add(year: date.year)
      end.add(UInt8(ascii: "-"))
      end.add(date.month, width: 2)
      end.add(UInt8(ascii: "-"))
      end.add(date.day, width: 2)
      return end - start
    }
  }
}

/// Division that rounds down; the divisor must be positive.
@inline(__always)
func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
  let quotient = value / divisor
  return value < 0 && quotient &* divisor != value ? quotient &- 1 : quotient
}

/// Writing at a pointer, which moves behind what was written.
extension UnsafeMutablePointer<UInt8> {
  @inline(__always)
  mutating func add(_ byte: UInt8) {
    pointee = byte
    self += 1
  }

  /// A count of a unit since 1970-01-01, by the pieces of a format; `TimestampText.room` says how many
  /// bytes that may take.
  @inline(__always)
  mutating func add(
    _ pieces: UnsafeBufferPointer<TimestampText.Piece>,
    _ count: Int64,
    perSecond: Int64,
    isInstant: Bool,
    _ known: CalendarDays
  ) {
    // Dividing by a constant is a multiplication.
    let seconds =
      switch perSecond {
      case 1: count
      case 1_000: floorDivide(count, 1_000)
      case 1_000_000: floorDivide(count, 1_000_000)
      default: floorDivide(count, 1_000_000_000)
      }
    let days = floorDivide(seconds, 86_400)
    let time = Int32(truncatingIfNeeded: seconds &- days &* 86_400)
    let day = known.day(days, pieces)
    day.pointee.writePrefix(&self)
    for index in day.pointee.pieceCount..<pieces.count {
      switch pieces[index] {
      case .byte(let byte): add(byte)
      case .year: add(year: day.pointee.date.year)
      case .month: add(twoDigits: day.pointee.date.month)
      case .day: add(twoDigits: day.pointee.date.day)
      case .hour: add(twoDigits: Int(time / 3_600))
      case .minute: add(twoDigits: Int(time / 60 % 60))
      case .second: add(twoDigits: Int(time % 60))
      case .millisecond, .microsecond, .fraction:
        let nanosecond = Int(count &- seconds &* perSecond) &* Int(1_000_000_000 / perSecond)
        switch pieces[index] {
        case .millisecond: add(nanosecond / 1_000_000, width: 3)
        case .microsecond: add(nanosecond / 1_000, width: 6)
        default: add(fraction: nanosecond)
        }
      case .zoneMark: if isInstant { add(UInt8(ascii: "Z")) }
      }
    }
  }

  /// Two digits of a number below 100.
  @inline(__always)
  mutating func add(twoDigits number: Int) {
    put(twoDigits: UInt(bitPattern: number), at: 0)
    self += 2
  }

  @inline(__always)
  func put(twoDigits number: UInt, at place: Int) {
    // The quotient by ten, for numbers below 179.
    let tens = (number &* 103) &>> 10
    let ones = number &- tens &* 10
    UnsafeMutableRawPointer(self + place).storeBytes(
      of: UInt16(truncatingIfNeeded: (48 &+ tens) | (48 &+ ones) &<< 8).littleEndian,
      as: UInt16.self
    )
  }

  /// Exactly `width` digits.
  @inline(__always)
  mutating func add(_ number: Int, width: Int) {
    var rest = UInt32(truncatingIfNeeded: number)
    var place = width
    while place > 0 {
      place &-= 1
      self[place] = UInt8(truncatingIfNeeded: 48 &+ rest % 10)
      rest /= 10
    }
    self += width
  }

  /// Four digits; a sign and at least six outside 0–9999, as ISO 8601 has it.
  @inline(__always)
  mutating func add(year: Int) {
    guard year >= 0, year <= 9_999 else {
      add(UInt8(ascii: year < 0 ? "-" : "+"))
      let digits = String(year.magnitude)
      for _ in 0..<max(0, 6 - digits.utf8.count) { add(UInt8(ascii: "0")) }
      for digit in digits.utf8 { add(digit) }
      return
    }
    add(year, width: 4)
  }

  fileprivate mutating func add(fraction nanosecond: Int) {
    if nanosecond == 0 { return }
    add(UInt8(ascii: "."))
    if nanosecond % 1_000_000 == 0 {
      add(nanosecond / 1_000_000, width: 3)
    } else if nanosecond % 1_000 == 0 {
      add(nanosecond / 1_000, width: 6)
    } else {
      add(nanosecond, width: 9)
    }
  }
}
