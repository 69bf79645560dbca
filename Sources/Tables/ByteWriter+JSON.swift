extension ByteWriter {
  /// The text as a JSON string in quotes (RFC 8259, section 7).
  ///
  /// Only what must be escaped is. The bytes are taken for UTF-8 as they are.
  public func append(jsonString text: UnsafeRawBufferPointer) {
    append(UInt8(ascii: "\""))
    var start = 0
    var next = 0
    while next < text.count {
      if next &+ 8 <= text.count,
        Self.isPlainJSON(text.loadUnaligned(fromByteOffset: next, as: UInt64.self))
      {
        next &+= 8
        continue
      }
      let index = next
      let byte = text[index]
      next &+= 1
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
        continue
      }
      append(UnsafeRawBufferPointer(rebasing: text[start..<index]))
      start = index + 1
      append(UInt8(ascii: "\\"))
      switch byte {
      case UInt8(ascii: "\n"): append(UInt8(ascii: "n"))
      case UInt8(ascii: "\r"): append(UInt8(ascii: "r"))
      case UInt8(ascii: "\t"): append(UInt8(ascii: "t"))
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
      default:
        append("u00")
        append(Self.hexDigit(byte >> 4))
        append(Self.hexDigit(byte & 15))
      }
    }
    append(UnsafeRawBufferPointer(rebasing: text[start...]))
    append(UInt8(ascii: "\""))
  }

  public func append(jsonString text: String) {
    var text = text
    text.withUTF8 { append(jsonString: UnsafeRawBufferPointer($0)) }
  }

  /// Whether none of eight bytes must be escaped.
  @inline(__always)
  private static func isPlainJSON(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = word ^ (ones &* 0x22)
    let slashes = word ^ (ones &* 0x5C)
    let marks =
      (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes | (word &- ones &* 0x20) & ~word
    return marks & ones << 7 == 0
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
