extension DecimalDigits {
  /// The exact expansion of a finite double's magnitude.
  ///
  /// A double is `m · 2^e`. For negative `e` that is `m · 5^-e / 10^-e`, so one big whole number
  /// and a shift of the decimal point give all digits (at most 767 of them).
  init(exactly value: Double) {
    let magnitude = value.magnitude
    guard magnitude > 0, magnitude.isFinite else {
      self.init(digits: [], exponent: 0)
      return
    }
    var mantissa = magnitude.significandBitPattern
    if magnitude.isNormal { mantissa |= 1 << 52 }
    var power = (magnitude.isNormal ? Int(magnitude.exponentBitPattern) : 1) - 1075
    let even = min(mantissa.trailingZeroBitCount, max(0, -power))
    mantissa >>= even
    power += even
    var number = WholeNumber(mantissa)
    number.multiply(by: power < 0 ? 5 : 2, times: abs(power))
    let digits = number.digits
    self.init(digits: digits, exponent: digits.count - 1 + min(0, power))
  }

  /// A double already rounded, half up and exactly, to at most 20 decimals.
  ///
  /// `m · 2^-k · 10^decimals` fits into 128 bits before it is shifted, so the usual case of a table
  /// cell needs no big numbers.
  init(_ value: Double, decimals: Int) {
    let magnitude = value.magnitude
    let shift = 1_075 - Int(magnitude.exponentBitPattern)
    guard magnitude.isNormal, shift > 0, shift < 128, decimals >= 0, decimals <= 20 else {
      self = DecimalDigits(exactly: value).rounded(decimals: decimals)
      return
    }
    var scaled = UInt128(magnitude.significandBitPattern | 1 << 52)
    for _ in 0..<decimals { scaled *= 10 }
    let rounded = (scaled + (1 << UInt128(shift - 1))) >> UInt128(shift)
    self.init(Int128(rounded), scale: decimals)
  }

  /// The digits of `integer / 10^scale`'s magnitude.
  init(_ integer: Int128, scale: Int = 0) {
    var rest = integer.magnitude
    var digits: [UInt8] = []
    while rest > 0 {
      digits.append(UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    }
    self.init(digits: digits.reversed(), exponent: digits.count - 1 - scale)
  }

  /// The fewest digits that read back as the same double: what JavaScript prints.
  init(shortest value: Double) {
    var digits: [UInt8] = []
    var exponent = -1
    var isFraction = false
    var bytes = value.magnitude.description.utf8.makeIterator()
    while let byte = bytes.next() {
      switch byte {
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits.append(byte - UInt8(ascii: "0"))
        if !isFraction { exponent += 1 }
      default:
        var text = ""
        while let byte = bytes.next() { text.unicodeScalars.append(Unicode.Scalar(byte)) }
        exponent += Int(text) ?? 0
      }
    }
    self.init(digits: digits, exponent: exponent)
  }
}

/// A whole number of any size in base 10^9, least significant part first.
private struct WholeNumber {
  private var parts: [UInt32]
  private static let base: UInt64 = 1_000_000_000

  init(_ value: UInt64) {
    parts = []
    var rest = value
    while rest > 0 {
      parts.append(UInt32(truncatingIfNeeded: rest % Self.base))
      rest /= Self.base
    }
  }

  /// Multiplies by `factor` (2 or 5) `times` times, several at a time.
  mutating func multiply(by factor: UInt64, times: Int) {
    var left = times
    while left > 0 {
      let step = min(left, 12)
      var power: UInt64 = 1
      for _ in 0..<step { power *= factor }
      multiply(by: power)
      left -= step
    }
  }

  private mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in parts.indices {
      let product = UInt64(parts[index]) * factor + carry
      parts[index] = UInt32(truncatingIfNeeded: product % Self.base)
      carry = product / Self.base
    }
    if carry > 0 { parts.append(UInt32(truncatingIfNeeded: carry)) }
  }

  /// Decimal digits, most significant first, without leading zeros.
  var digits: [UInt8] {
    var out: [UInt8] = []
    for part in parts {
      var rest = part
      for _ in 0..<9 {
        out.append(UInt8(truncatingIfNeeded: rest % 10))
        rest /= 10
      }
    }
    while out.last == 0 { out.removeLast() }
    return out.reversed()
  }
}
