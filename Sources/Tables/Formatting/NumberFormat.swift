/// Writes numbers as a d3 specifier says: `,.2f`, `$.3~s`, `+.1%`.
///
///     try NumberFormat(",.1f").string(1234.56)  // 1,234.6
///     try NumberFormat(".2s").string(42e6)      // 42M
///
/// Rounding is that of JavaScript's `toFixed` and its kin (see `DecimalDigits`). Integers and
/// decimals are written from their own digits, so they are exact beyond 2^53. The minus sign is
/// U+2212, as d3 has it. Source: https://github.com/d3/d3-format (3.1).
public struct NumberFormat: Sendable {
  public let specifier: NumberSpecifier
  public var locale: FormatLocale

  /// - Throws: `FormatError` when the specifier cannot be read.
  public init(_ specifier: String, locale: FormatLocale = .english) throws(FormatError) {
    self.init(try NumberSpecifier(specifier), locale: locale)
  }

  public init(_ specifier: NumberSpecifier, locale: FormatLocale = .english) {
    self.specifier = specifier
    self.locale = locale
  }

  public func string(_ value: Double) -> String {
    if specifier.kind == .character { return padded("", value.scriptText, isNegative: false) }
    return string(numeral(value), isNegative: value.sign == .minus && !value.isNaN)
  }

  /// Integers, decimals and doubles by the format; anything else by its display text.
  public func string(_ value: Value) -> String {
    switch value {
    case _ where specifier.kind == .character:
      padded("", value.displayText, isNegative: false)
    case .int(let integer):
      string(.finite(DecimalDigits(Int128(integer)), nil), isNegative: integer < 0)
    case .decimal(let integer, let scale):
      string(.finite(DecimalDigits(integer, scale: scale), nil), isNegative: integer < 0)
    case .double(let double): string(double)
    default: value.displayText
    }
  }

  private func numeral(_ value: Double) -> Numeral {
    guard specifier.kind == .fixed, value.isFinite else { return Numeral(value) }
    let decimals = max(0, min(20, specifier.precision ?? 6))
    return .finite(DecimalDigits(value, decimals: decimals), value.magnitude)
  }

  private func string(_ numeral: Numeral, isNegative: Bool) -> String {
    var (number, prefix) = NumberNotation(specifier).text(numeral)
    if specifier.isTrimmed || specifier.kind == nil { number = Self.trimmed(number) }
    // A negative that rounds to zero shows no sign, unless signs were asked for.
    let isZero = number.first == "0" && !number.contains { ("1"..."9").contains($0) }
    let hidesSign = numeral.isFinite && isZero && specifier.sign != .plus
    if case .nan = numeral { number = locale.notANumber }
    return padded(number, prefix, isNegative: isNegative && !hidesSign)
  }

  /// Removes zeros that carry no meaning: `1.500` → `1.5`, `2.0e+3` → `2e+3`.
  static func trimmed(_ text: String) -> String {
    guard let point = text.firstIndex(of: ".") else { return text }
    let end = text[point...].dropFirst().firstIndex { !$0.isNumber } ?? text.endIndex
    var kept = text[..<end]
    while kept.last == "0" { kept.removeLast() }
    if kept.last == "." { kept.removeLast() }
    return String(kept) + text[end...]
  }

  /// Sign, symbol, grouping and padding around a number's text; `unit` follows the number.
  private func padded(_ number: String, _ unit: String, isNegative: Bool) -> String {
    let digitEnd = number.firstIndex { !("0"..."9").contains($0) } ?? number.endIndex
    let isHex = specifier.kind == .hex || specifier.kind == .upperHex
    var whole = isHex ? number[...] : number[..<digitEnd]
    var rest = isHex ? "" : String(number[digitEnd...])
    if rest.first == "." { rest = locale.decimalPoint + rest.dropFirst() }
    let prefix = signText(isNegative) + symbolPrefix
    let suffix =
      rest + unit + symbolSuffix + (isNegative && specifier.sign == .parens ? ")" : "")

    if specifier.groups, !specifier.isZeroPadded { whole = locale.grouped(whole)[...] }
    let missing = (specifier.width ?? 0) - prefix.count - whole.count - suffix.count
    var padding = String(repeating: specifier.fill, count: max(0, missing))
    if specifier.groups, specifier.isZeroPadded {
      let width = padding.isEmpty ? Int.max : (specifier.width ?? 0) - suffix.count
      whole = locale.grouped((padding + whole)[...], width: width)[...]
      padding = ""
    }
    switch specifier.align {
    case .left: return prefix + whole + suffix + padding
    case .sign: return prefix + padding + whole + suffix
    case .centre:
      let half = padding.count / 2
      return padding.prefix(half) + prefix + whole + suffix + padding.dropFirst(half)
    case .right: return padding + prefix + whole + suffix
    }
  }

  private func signText(_ isNegative: Bool) -> String {
    switch specifier.sign {
    case .parens: isNegative ? "(" : ""
    case _ where specifier.kind == .character: ""
    case _ where isNegative: locale.minus
    case .minus: ""
    case .plus: "+"
    case .space: " "
    }
  }

  private var symbolPrefix: String {
    switch (specifier.symbol, specifier.kind) {
    case (.currency, _): locale.currency.prefix
    case (.base, .binary): "0b"
    case (.base, .octal): "0o"
    case (.base, .hex), (.base, .upperHex): "0x"
    default: ""
    }
  }

  private var symbolSuffix: String {
    if specifier.symbol == .currency { return locale.currency.suffix }
    return specifier.kind == .percent || specifier.kind == .roundedPercent ? "%" : ""
  }
}

extension NumberSpecifier {
  var groups: Bool { isGrouped || kind == .grouped }
}

/// A number ready to be written: its digits, or what it is instead of a number.
enum Numeral {
  /// Exact digits, with the double they came from, if any.
  case finite(DecimalDigits, Double?)
  case infinite
  case nan

  init(_ value: Double) {
    if value.isFinite {
      self = .finite(DecimalDigits(exactly: value), value.magnitude)
    } else {
      self = value.isNaN ? .nan : .infinite
    }
  }

  var isFinite: Bool { if case .finite = self { true } else { false } }
}
