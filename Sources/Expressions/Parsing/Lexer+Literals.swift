import Diagnostics
import Tables

extension Lexer {
  /// A number: decimal, or with the prefix `0x`, `0o` or `0b`.
  ///
  /// Whole numbers stay integers.
  mutating func number() throws(Diagnostic) -> Value {
    let start = index
    while let byte = peek() {
      let isExponentSign =
        (byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-"))
        && (bytes[index - 1] | 0x20) == UInt8(ascii: "e") && !hasRadixPrefix(from: start)
        && index > start
      guard
        Self.isDigit(byte) || byte == UInt8(ascii: ".") || Self.isLetter(byte)
          || isExponentSign
      else { break }
      index += 1
    }
    let written = text(start..<index)
    guard let value = ScriptNumber.parse(written) else {
      throw .malformedNumber(written, at: span.sub(start, index))
    }
    return value
  }

  private func hasRadixPrefix(from start: Int) -> Bool {
    bytes[start] == UInt8(ascii: "0") && index > start + 1
      && (bytes[start + 1] | 0x20) == UInt8(ascii: "x")
  }

  /// A string in either quote, with JavaScript's escapes.
  mutating func string(quote: UInt8) throws(Diagnostic) -> String {
    let start = index
    index += 1
    var out: [UInt8] = []
    while let byte = peek(), byte != quote {
      index += 1
      if byte == UInt8(ascii: "\\") {
        try appendEscape(to: &out)
      } else {
        out.append(byte)
      }
    }
    guard peek() == quote else { throw .unclosedString(at: span.sub(start, bytes.count)) }
    index += 1
    return String(decoding: out, as: UTF8.self)
  }

  private mutating func appendEscape(to out: inout [UInt8]) throws(Diagnostic) {
    let start = index - 1
    guard let byte = peek() else { return }
    index += 1
    switch byte {
    case UInt8(ascii: "n"): out.append(10)
    case UInt8(ascii: "t"): out.append(9)
    case UInt8(ascii: "r"): out.append(13)
    case UInt8(ascii: "b"): out.append(8)
    case UInt8(ascii: "f"): out.append(12)
    case UInt8(ascii: "v"): out.append(11)
    case UInt8(ascii: "0") where !Self.isDigit(peek()): out.append(0)
    // A line that goes on.
    case 10: break
    case UInt8(ascii: "x"), UInt8(ascii: "u"):
      guard let scalar = scalar(afterX: byte == UInt8(ascii: "x")) else {
        throw .malformedEscape(text(start..<index), at: span.sub(start, index))
      }
      out.append(contentsOf: String(Character(scalar)).utf8)
    default: out.append(byte)
    }
  }

  /// The character of `\xHH`, `\uHHHH`, `\u{H…}` or a pair of `\u` surrogates.
  private mutating func scalar(afterX: Bool) -> Unicode.Scalar? {
    if afterX { return hexDigits(2).flatMap { Unicode.Scalar($0) } }
    if peek() == UInt8(ascii: "{") {
      index += 1
      let start = index
      while let byte = peek(), byte != UInt8(ascii: "}"), index - start < 8 { index += 1 }
      let code = UInt32(text(start..<index), radix: 16)
      guard peek() == UInt8(ascii: "}") else { return nil }
      index += 1
      return code.flatMap { Unicode.Scalar($0) }
    }
    guard let first = hexDigits(4) else { return nil }
    guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) }
    guard peek() == UInt8(ascii: "\\"), peek(1) == UInt8(ascii: "u") else { return nil }
    index += 2
    guard let second = hexDigits(4), (0xDC00..<0xE000).contains(second) else { return nil }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }

  private mutating func hexDigits(_ count: Int) -> UInt32? {
    guard index + count <= bytes.count else { return nil }
    let digits = bytes[index..<index + count]
    guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    index += count
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
