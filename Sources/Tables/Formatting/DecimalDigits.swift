/// A finite, non-negative number as its exact decimal digits.
///
/// Rounding a `Double` by arithmetic (`x * 100`, round, divide) goes wrong where the binary value
/// lies just beside a tie: 1.005 is stored as 1.00499999999999989…, so two decimals give `1.00`.
/// JavaScript's `toFixed` and its kin round the exact expansion, half up; so does this.
struct DecimalDigits: Sendable, Equatable {
  /// Digits 0–9, most significant first, without leading or trailing zeros; empty for zero.
  private(set) var digits: [UInt8]
  /// The power of ten of the first digit: 2 for 123.4, -2 for 0.05, 0 for zero.
  private(set) var exponent: Int

  init(digits: [UInt8], exponent: Int) {
    let first = digits.firstIndex { $0 != 0 } ?? digits.endIndex
    let end = (digits.lastIndex { $0 != 0 } ?? first - 1) + 1
    self.digits = Array(digits[first..<max(first, end)])
    self.exponent = self.digits.isEmpty ? 0 : exponent - first
  }

  var isZero: Bool { digits.isEmpty }

  /// The value 10^`power` times this one.
  func shifted(by power: Int) -> DecimalDigits {
    isZero ? self : DecimalDigits(digits: digits, exponent: exponent + power)
  }

  /// Rounded half up to a number of decimals (negative: to tens, hundreds, …).
  func rounded(decimals: Int) -> DecimalDigits { keeping(exponent + 1 + decimals) }

  /// Rounded half up to a number of significant digits, at least one.
  func rounded(significant: Int) -> DecimalDigits { keeping(max(1, significant)) }

  private func keeping(_ count: Int) -> DecimalDigits {
    guard count < digits.count else { return self }
    guard count >= 0 else { return DecimalDigits(digits: [], exponent: 0) }
    guard digits[count] >= 5 else {
      return DecimalDigits(digits: Array(digits[..<count]), exponent: exponent)
    }
    var kept = Array(digits[..<count])
    while let last = kept.last, last == 9 { kept.removeLast() }
    guard let last = kept.last else { return DecimalDigits(digits: [1], exponent: exponent + 1) }
    kept[kept.count - 1] = last + 1
    return DecimalDigits(digits: kept, exponent: exponent)
  }

  /// The digit at a power of ten; 0 outside the digits.
  func digit(at power: Int) -> UInt8 {
    let index = exponent - power
    return digits.indices.contains(index) ? digits[index] : 0
  }

  /// The `count` leading digits as text, padded with zeros on the right.
  func leading(_ count: Int) -> String {
    text((0..<max(0, count)).map { $0 < digits.count ? digits[$0] : 0 })
  }

  /// Plain notation with exactly `decimals` decimals; the number must be rounded to them before.
  func plain(decimals: Int) -> String {
    let whole = stride(from: max(0, exponent), through: 0, by: -1).map { digit(at: $0) }
    guard decimals > 0 else { return text(whole) }
    return text(whole) + "." + text((1...decimals).map { digit(at: -$0) })
  }

  private func text(_ digits: [UInt8]) -> String {
    String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }
}
