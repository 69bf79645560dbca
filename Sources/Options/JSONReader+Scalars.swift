import Diagnostics
import Tables

extension JSONReader {
  /// A text in double quotes, from its first quote on.
  mutating func text() throws(Diagnostic) -> String {
    let open = at
    at += 1
    let start = at
    while at < file.bytes.count {
      let byte = file.bytes[at]
      if byte == UInt8(ascii: "\"") {
        at += 1
        return try string(file.bytes[start..<at - 1], from: start)
      }
      if byte == UInt8(ascii: "\\") { return try escapedText(from: start) }
      if byte < 0x20 { break }
      at += 1
    }
    throw unclosed(open)
  }

  private func unclosed(_ open: Int) -> Diagnostic {
    if at < file.bytes.count, byte != 0x0A, byte != 0x0D {
      return .json("a control character stands in a text", at: place, hint: "write it as '\\u…'")
    }
    return .json("a text has no closing quote", at: file.span(open..<at), hint: nil)
  }

  private func string(_ bytes: ArraySlice<UInt8>, from start: Int) throws(Diagnostic) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    throw .json("the text is not UTF-8", at: file.span(start..<start + bytes.count), hint: nil)
  }

  /// The rest of a text that holds escapes, collected byte by byte.
  private mutating func escapedText(from start: Int) throws(Diagnostic) -> String {
    var out = Array(file.bytes[start..<at])
    while at < file.bytes.count {
      let byte = file.bytes[at]
      if byte == UInt8(ascii: "\"") {
        at += 1
        return try string(out[...], from: start)
      }
      if byte < 0x20 { break }
      if byte == UInt8(ascii: "\\") {
        try escape(into: &out)
      } else {
        out.append(byte)
        at += 1
      }
    }
    throw unclosed(start - 1)
  }

  private mutating func escape(into out: inout [UInt8]) throws(Diagnostic) {
    let start = at
    at += 1
    let letter = byte
    at += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(letter)
    case UInt8(ascii: "b"): out.append(8)
    case UInt8(ascii: "f"): out.append(12)
    case UInt8(ascii: "n"): out.append(10)
    case UInt8(ascii: "r"): out.append(13)
    case UInt8(ascii: "t"): out.append(9)
    case UInt8(ascii: "u"):
      let scalar = try codePoint(from: start)
      out.append(contentsOf: String(scalar).utf8)
    default:
      throw .json(
        "'\(file.text(in: start..<min(at, file.bytes.count)))' is no escape of JSON",
        at: file.span(start..<min(at, file.bytes.count)),
        hint: "a backslash is written '\\\\'"
      )
    }
  }

  /// The character of `\uXXXX`, or of two that make a surrogate pair; half a pair is replaced.
  private mutating func codePoint(from start: Int) throws(Diagnostic) -> Unicode.Scalar {
    let high = try hexadecimal(from: start)
    guard (0xD800..<0xDC00).contains(high), byte == UInt8(ascii: "\\"),
      at + 1 < file.bytes.count, file.bytes[at + 1] == UInt8(ascii: "u")
    else { return Unicode.Scalar(high) ?? "\u{FFFD}" }
    let back = at
    at += 2
    let low = try hexadecimal(from: back)
    guard (0xDC00..<0xE000).contains(low) else {
      at = back
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func hexadecimal(from start: Int) throws(Diagnostic) -> UInt32 {
    let end = min(at + 4, file.bytes.count)
    guard end == at + 4, let value = UInt32(file.text(in: at..<end), radix: 16),
      file.bytes[at] != UInt8(ascii: "+"), file.bytes[at] != UInt8(ascii: "-")
    else {
      throw .json("'\\u' takes four hexadecimal digits", at: file.span(start..<end), hint: nil)
    }
    at = end
    return value
  }

  /// A number, `true`, `false` or `null`.
  mutating func scalar() throws(Diagnostic) -> Value {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: break
    }
    let start = at
    while at < file.bytes.count, isWordByte(file.bytes[at]) { at += 1 }
    switch file.bytes[start..<at] {
    case _ where start == at: throw expected("a value")
    case let word where word.elementsEqual("true".utf8): return .bool(true)
    case let word where word.elementsEqual("false".utf8): return .bool(false)
    case let word where word.elementsEqual("null".utf8): return .null
    default:
      let word = file.text(in: start..<at)
      throw .json(
        "'\(word)' is no value of JSON",
        at: file.span(start..<at),
        hint: ["NaN", "Infinity", "undefined", "None"].contains(word)
          ? "write null" : "a text stands in double quotes"
      )
    }
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte | 0x20 {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_") | 0x20, UInt8(ascii: "."), 0x80...0xFF:
      byte > 0x20
    default: false
    }
  }

  /// Powers of ten that doubles hold exactly.
  private static let powers = (0...22).map { exponent in
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }

  private mutating func number() throws(Diagnostic) -> Value {
    let start = at
    let isNegative = byte == UInt8(ascii: "-")
    if isNegative { at += 1 }
    var digits: UInt64 = 0
    var digitCount = 0
    let whole = at
    takeDigits(&digits, &digitCount)
    guard at > whole, at == whole + 1 || file.bytes[whole] != UInt8(ascii: "0") else {
      while at < file.bytes.count, isWordByte(file.bytes[at]) { at += 1 }
      throw malformed(start)
    }
    let isWhole = byte != UInt8(ascii: ".") && byte | 0x20 != UInt8(ascii: "e")
    if isWhole, digitCount <= 18 {
      if isNegative, digits == 0 { return .double(-0.0) }
      return .int(isNegative ? -Int64(digits) : Int64(digits))
    }
    var exponent = 0
    if byte == UInt8(ascii: ".") {
      at += 1
      let fraction = at
      takeDigits(&digits, &digitCount)
      guard at > fraction else { throw malformed(start) }
      exponent = fraction - at
    }
    if byte | 0x20 == UInt8(ascii: "e") {
      at += 1
      let isDown = byte == UInt8(ascii: "-")
      if isDown || byte == UInt8(ascii: "+") { at += 1 }
      var power: UInt64 = 0
      var count = 0
      let first = at
      takeDigits(&power, &count)
      guard at > first else { throw malformed(start) }
      exponent += (isDown ? -1 : 1) * Int(min(power, 100_000))
    }
    // Both the digits and the power of ten are exact doubles, so one rounding is all there is
    // (W. D. Clinger, "How to read floating point numbers accurately", 1990).
    if digitCount <= 15, abs(exponent) <= 22 {
      let power = Self.powers[abs(exponent)]
      let size = exponent < 0 ? Double(digits) / power : Double(digits) * power
      return .double(isNegative ? -size : size)
    }
    let text = file.text(in: start..<at)
    if isWhole, let value = Int64(text) { return .int(value) }
    guard let value = Double(text) else { throw malformed(start) }
    return .double(value)
  }

  /// Digits, as a number while they fit.
  private mutating func takeDigits(_ value: inout UInt64, _ count: inout Int) {
    while at < file.bytes.count {
      let digit = file.bytes[at] &- UInt8(ascii: "0")
      guard digit <= 9 else { return }
      if count < 19 { value = value &* 10 &+ UInt64(digit) }
      if count > 0 || digit > 0 { count += 1 }
      at += 1
    }
  }

  private func malformed(_ start: Int) -> Diagnostic {
    let end = max(at, start + 1)
    return .json(
      "'\(file.text(in: start..<end))' is no number of JSON",
      at: file.span(start..<min(end, file.bytes.count)),
      hint: "as in 12, -0.5 or 1e6"
    )
  }
}
