/// The digits of a number in the notation of a specifier's type, without sign, groups or padding.
struct NumberNotation {
  private let kind: NumberSpecifier.Kind
  private let precision: Int
  /// Precision 0 of the types that count significant digits means "as many as needed" only for
  /// `s` below 1; d3 clamps it to one.
  init(_ specifier: NumberSpecifier) {
    kind = specifier.kind ?? .general
    let wanted = specifier.precision ?? (specifier.kind == nil ? 12 : 6)
    let isSignificant = kind.isSignificant || kind == .grouped
    precision = isSignificant ? max(1, min(21, wanted)) : max(0, min(20, wanted))
  }

  /// The number, and the SI prefix to stand behind it.
  func text(_ numeral: Numeral) -> (number: String, unit: String) {
    guard case .finite(let digits, let double) = numeral else { return ("Infinity", "") }
    switch kind {
    case .exponent: return (digits.exponential(precision), "")
    case .fixed: return (fixed(digits, double), "")
    case .percent:
      let (digits, double) = hundredfold(digits, double)
      return (fixed(digits, double), "")
    case .general, .grouped: return (digits.precise(precision), "")
    case .rounded: return (rounded(digits), "")
    case .roundedPercent: return (rounded(hundredfold(digits, double).digits), "")
    case .si: return SIPrefix.text(digits, precision: precision)
    case .decimal: return (whole(digits, double), "")
    case .binary: return (inBase(1, digits), "")
    case .octal: return (inBase(3, digits), "")
    case .hex: return (inBase(4, digits), "")
    case .upperHex: return (inBase(4, digits).uppercased(), "")
    case .character: return (digits.script, "")
    }
  }

  /// `toFixed` gives up at 1e21 and prints doubles as `String` does; exact numbers have no limit.
  private func fixed(_ digits: DecimalDigits, _ double: Double?) -> String {
    if let double, double >= 1e21 { return double.scriptText }
    return digits.fixed(precision)
  }

  /// Doubles from 2^53 on are no longer exact: their shortest digits are shown, then zeros.
  private func whole(_ digits: DecimalDigits, _ double: Double?) -> String {
    guard let double, double >= 9_007_199_254_740_992 else { return digits.fixed(0) }
    return DecimalDigits(shortest: double).fixed(0)
  }

  /// Doubles are multiplied as JavaScript multiplies them, so that percentages agree with d3.
  private func hundredfold(
    _ digits: DecimalDigits,
    _ double: Double?
  ) -> (digits: DecimalDigits, double: Double?) {
    guard let double else { return (digits.shifted(by: 2), nil) }
    let product = double * 100
    guard product.isFinite else { return (digits, double) }
    let isFixed = kind == .percent
    return (
      isFixed ? DecimalDigits(product, decimals: precision) : DecimalDigits(exactly: product),
      product
    )
  }

  /// Significant digits in plain notation, however long.
  private func rounded(_ digits: DecimalDigits) -> String {
    let number = digits.rounded(significant: precision)
    return number.plain(decimals: max(0, precision - 1 - number.exponent))
  }

  /// The nearest whole number in base 2^`bits`.
  private func inBase(_ bits: Int, _ digits: DecimalDigits) -> String {
    var rest = digits.rounded(decimals: 0)
    var out: [UInt8] = []
    while !rest.isZero {
      let (quotient, remainder) = rest.halved(bits)
      out.append(Array("0123456789abcdef".utf8)[remainder])
      rest = quotient
    }
    return out.isEmpty ? "0" : String(decoding: out.reversed(), as: UTF8.self)
  }
}

extension DecimalDigits {
  /// Whole-number division by 2^`bits`, with the remainder.
  fileprivate func halved(_ bits: Int) -> (quotient: DecimalDigits, remainder: Int) {
    var remainder = 0
    var quotient: [UInt8] = []
    for power in stride(from: exponent, through: 0, by: -1) {
      let value = remainder * 10 + Int(digit(at: power))
      quotient.append(UInt8(value >> bits))
      remainder = value & ((1 << bits) - 1)
    }
    return (DecimalDigits(digits: quotient, exponent: exponent), remainder)
  }
}
