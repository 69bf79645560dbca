import Tables

/// Reading numbers as JavaScript's `Number(text)` does.
enum ScriptNumber {
  /// The number a text is, or nil (JavaScript's NaN).
  ///
  /// Blanks around it are ignored, and an empty text is 0. Whole numbers without a point or exponent that fit stay integers.
  static func read(_ text: String) -> Value? {
    let bytes = text.utf8.drop { $0 <= 32 }
    guard let last = bytes.lastIndex(where: { $0 > 32 }) else { return .int(0) }
    let trimmed = String(Substring(bytes[...last]))
    switch trimmed {
    case "Infinity", "+Infinity": return .double(.infinity)
    case "-Infinity": return .double(-.infinity)
    default: break
    }
    guard let sign = trimmed.first, sign == "-" || sign == "+" else { return parse(trimmed) }
    guard let value = parse(String(trimmed.dropFirst())), !trimmed.contains("x") else { return nil }
    return sign == "-" ? Arithmetic.negated(value) : value
  }

  /// An unsigned literal of the language: decimal, or with the prefix `0x`, `0o` or `0b`.
  static func parse(_ text: String) -> Value? {
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)]
    where text.lowercased().hasPrefix(prefix) {
      let digits = text.dropFirst(2)
      guard let first = digits.first, first != "+", first != "-" else { return nil }
      return Int64(digits, radix: radix).map { .int($0) }
        ?? UInt64(digits, radix: radix).map { .double(Double($0)) }
    }
    guard isDecimal(text) else { return nil }
    return Int64(text).map { .int($0) } ?? Double(text).map { .double($0) }
  }

  /// `digits[.digits][e[±]digits]`, with at least one digit before the exponent.
  private static func isDecimal(_ text: String) -> Bool {
    var rest = text.utf8[...]
    func skipDigits() -> Int {
      let before = rest.count
      rest = rest.drop { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      return before - rest.count
    }
    var digits = skipDigits()
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      digits += skipDigits()
    }
    guard digits > 0 else { return false }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
        rest = rest.dropFirst()
      }
      guard skipDigits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
