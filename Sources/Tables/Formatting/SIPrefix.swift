/// SI prefixes from yocto (10^-24) to yotta (10^24).
enum SIPrefix {
  private static let symbols = [
    "y", "z", "a", "f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y",
  ]

  /// The power of ten (a multiple of three) whose prefix suits a number's leading digit.
  static func power(forExponent exponent: Int) -> Int {
    max(-8, min(8, Int((Double(exponent) / 3).rounded(.down)))) * 3
  }

  static func symbol(forPower power: Int) -> String { symbols[8 + power / 3] }

  /// `precision` significant digits scaled to the prefix: 42e6 → (`42`, `M`).
  ///
  /// Below one yocto, where the prefix no longer follows, digits that stand in front of the
  /// point as zeros count too, as in d3.
  static func text(_ digits: DecimalDigits, precision: Int) -> (number: String, unit: String) {
    let number = digits.rounded(significant: precision)
    let power = power(forExponent: number.exponent)
    let scaled = number.shifted(by: -power)
    let decimals = scaled.isZero ? precision - 1 : precision - 1 - scaled.exponent
    if scaled.exponent >= 0 {
      return (scaled.plain(decimals: max(0, decimals)), symbol(forPower: power))
    }
    let small = digits.rounded(significant: max(1, precision + scaled.exponent))
      .shifted(by: -power)
    return (
      small.plain(decimals: max(precision - 1, -small.exponent)), symbol(forPower: power)
    )
  }
}

extension NumberFormat {
  /// A format in the SI prefix that suits `reference`, for a column or axis of one unit.
  ///
  ///     try NumberFormat.prefixed(",.1", for: 1e-6).string(0.00042)  // 420.0µ
  ///
  /// The specifier's type is taken as `f`.
  public static func prefixed(
    _ specifier: String,
    for reference: Double,
    locale: FormatLocale = .english
  ) throws(FormatError) -> PrefixedFormat {
    prefixed(try NumberSpecifier(specifier), for: reference, locale: locale)
  }

  public static func prefixed(
    _ specifier: NumberSpecifier,
    for reference: Double,
    locale: FormatLocale = .english
  ) -> PrefixedFormat {
    var parts = specifier
    parts.kind = .fixed
    let exponent =
      reference.isFinite && reference != 0 ? DecimalDigits(shortest: reference).exponent : 0
    let power = SIPrefix.power(forExponent: exponent)
    return PrefixedFormat(number: NumberFormat(parts, locale: locale), power: power)
  }
}

/// A number format in a fixed SI prefix; see `NumberFormat.prefixed`.
public struct PrefixedFormat: Sendable {
  let number: NumberFormat
  let power: Int

  public func string(_ value: Double) -> String {
    // d3 multiplies by a power of ten, here as there a rounded one.
    let factor = power <= 0 ? Value.powerOfTen(-power) : 1 / Value.powerOfTen(power)
    return number.string(value * factor) + SIPrefix.symbol(forPower: power)
  }
}

extension NumberFormat {
  /// Decimals that tell numbers `step` apart: 2 for 0.05, 0 for 10.
  ///
  /// Source: d3 precisionFixed.
  public static func decimals(forStep step: Double) -> Int {
    max(0, -Self.exponent(step))
  }

  /// Significant digits that tell numbers up to `greatest`, `step` apart.
  ///
  /// Source: d3 precisionRound.
  public static func significantDigits(forStep step: Double, upTo greatest: Double) -> Int {
    max(0, Self.exponent(greatest.magnitude - step.magnitude) - Self.exponent(step)) + 1
  }

  /// Decimals for numbers `step` apart in the SI prefix of `value`.
  ///
  /// Source: d3 precisionPrefix.
  public static func prefixDecimals(forStep step: Double, value: Double) -> Int {
    max(0, SIPrefix.power(forExponent: Self.exponent(value)) - Self.exponent(step))
  }

  private static func exponent(_ value: Double) -> Int {
    value.isFinite ? DecimalDigits(shortest: value).exponent : 0
  }
}
