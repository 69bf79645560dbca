import Tables

/// What stands between the quotes of a JSON string (RFC 8259, section 7).
enum JSONText {
  /// Appends the text that an escaped one means; it is never longer.
  ///
  /// Half a surrogate pair becomes U+FFFD. An escape that JSON does not have stays as it is.
  static func append(unescaped text: UnsafeRawBufferPointer, to writer: ByteWriter) {
    var place = 0
    var start = 0
    while place < text.count {
      guard text[place] == UInt8(ascii: "\\"), place + 1 < text.count else {
        place += 1
        continue
      }
      writer.append(UnsafeRawBufferPointer(rebasing: text[start..<place]))
      if text[place + 1] == UInt8(ascii: "u"), let unit = unit(text, place + 2) {
        place += 6
        appendScalar(unit, text, &place, to: writer)
        start = place
      } else if let byte = single(text[place + 1]) {
        writer.append(byte)
        place += 2
        start = place
      } else {
        start = place
        place += 2
      }
    }
    writer.append(UnsafeRawBufferPointer(rebasing: text[start...]))
  }

  /// The four hexadecimal digits at `place`; nil when there are none.
  static func unit(_ text: UnsafeRawBufferPointer, _ place: Int) -> UInt32? {
    guard place + 4 <= text.count else { return nil }
    var value: UInt32 = 0
    for index in place..<place + 4 {
      guard let digit = NumberReading.hexValue(text[index]) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// What the letter after a backslash stands for.
  static func single(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    default: nil
    }
  }

  /// Writes a UTF-16 unit, with the one that stands at `place` when both are a pair.
  private static func appendScalar(
    _ unit: UInt32,
    _ text: UnsafeRawBufferPointer,
    _ place: inout Int,
    to writer: ByteWriter
  ) {
    var code = unit
    if unit & 0xFC00 == 0xD800, place + 6 <= text.count, text[place] == UInt8(ascii: "\\"),
      text[place + 1] == UInt8(ascii: "u"), let low = self.unit(text, place + 2),
      low & 0xFC00 == 0xDC00
    {
      code = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
      place += 6
    }
    let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { writer.append(byte) }
  }
}
