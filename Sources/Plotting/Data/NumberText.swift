#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reading numbers out of text, as JavaScript's `Number(text)` does.
enum NumberText {
  /// The number a text is; nil for what is none and for empty text, which stands for no value.
  static func read(_ text: String) -> Double? {
    var text = text
    return text.withUTF8 { read($0) }
  }

  /// As `read(_: String)`, of bytes.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    var start = 0
    var end = bytes.count
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    guard start < end else { return nil }
    let trimmed = UnsafeBufferPointer(rebasing: bytes[start..<end])
    if let (number, length) = prefix(trimmed), length == trimmed.count { return number }
    return special(trimmed)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }

  /// The decimal number that bytes begin with, and its length; nil when they begin with none.
  ///
  /// Up to 19 digits and small powers of ten are exact in a few multiplications (Clinger 1990, "How
  /// to read floating point numbers accurately"); all else goes to the C library.
  static func prefix(_ bytes: UnsafeBufferPointer<UInt8>) -> (Double, length: Int)? {
    var at = 0
    let count = bytes.count
    var isNegative = false
    if at < count, bytes[at] == 0x2D || bytes[at] == 0x2B {
      isNegative = bytes[at] == 0x2D
      at += 1
    }
    var mantissa: UInt64 = 0
    var digits = 0
    var significant = 0
    var exponent = 0
    func take(_ byte: UInt8) {
      digits += 1
      if significant > 0 || byte != 0x30 { significant += 1 }
      if significant <= 19 { mantissa = mantissa &* 10 &+ UInt64(byte &- 0x30) }
    }
    while at < count, bytes[at] &- 0x30 < 10 {
      take(bytes[at])
      at += 1
    }
    if at < count, bytes[at] == 0x2E {
      at += 1
      while at < count, bytes[at] &- 0x30 < 10 {
        take(bytes[at])
        exponent -= 1
        at += 1
      }
    }
    guard digits > 0 else { return nil }
    if at < count, bytes[at] | 0x20 == 0x65 {
      var mark = at + 1
      var sign = 1
      if mark < count, bytes[mark] == 0x2D || bytes[mark] == 0x2B {
        sign = bytes[mark] == 0x2D ? -1 : 1
        mark += 1
      }
      if mark < count, bytes[mark] &- 0x30 < 10 {
        var power = 0
        while mark < count, bytes[mark] &- 0x30 < 10 {
          if power < 100_000 { power = power * 10 + Int(bytes[mark] &- 0x30) }
          mark += 1
        }
        exponent += sign * power
        at = mark
      }
    }
    if significant <= 19, mantissa <= 1 << 53, exponent >= -22, exponent <= 22 {
      let magnitude = Double(mantissa)
      let value = exponent < 0 ? magnitude / powers[-exponent] : magnitude * powers[exponent]
      return (isNegative ? -value : value, at)
    }
    let text = String(decoding: bytes[0..<at], as: UTF8.self)
    return (strtod(text, nil), at)
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// `Infinity` and the prefixes `0x`, `0o`, `0b`.
  private static func special(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    let text = String(decoding: bytes, as: UTF8.self)
    switch text {
    case "Infinity", "+Infinity": return .infinity
    case "-Infinity": return -.infinity
    default: break
    }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)]
    where text.lowercased().hasPrefix(prefix) {
      let digits = text.dropFirst(2)
      guard let first = digits.first, first != "+", first != "-" else { return nil }
      return UInt64(digits, radix: radix).map { Double($0) }
    }
    return nil
  }
}
