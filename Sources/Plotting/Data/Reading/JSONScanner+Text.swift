extension JSONScanner {
  /// What stands between quotes.
  enum Text {
    /// A part of the bytes scanned.
    case plain(UnsafeBufferPointer<UInt8>)
    /// Put together, because it holds escapes.
    case escaped([UInt8])

    var string: String {
      switch self {
      case .plain(let bytes): String(decoding: bytes, as: UTF8.self)
      case .escaped(let bytes): String(decoding: bytes, as: UTF8.self)
      }
    }

    var bytes: [UInt8] {
      switch self {
      case .plain(let bytes): Array(bytes)
      case .escaped(let bytes): bytes
      }
    }
  }

  mutating func text() throws(Failure) -> Text {
    guard take("\"") else {
      throw failure(isAtEnd ? "the file ends too early" : "a text in quotes must stand here")
    }
    let start = at
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        return .plain(UnsafeBufferPointer(rebasing: bytes[start..<at - 1]))
      case UInt8(ascii: "\\"): return try escapedText(from: start)
      case 0..<32: throw failure("a line end or control character in a text must be escaped")
      default: at += 1
      }
    }
    throw failure("this text has no closing quote", at: start - 1)
  }

  private mutating func escapedText(from start: Int) throws(Failure) -> Text {
    var content = Array(bytes[start..<at])
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return .escaped(content)
      case UInt8(ascii: "\\"): try escape(&content)
      case 0..<32:
        throw failure("a line end or control character in a text must be escaped", at: at - 1)
      default: content.append(byte)
      }
    }
    throw failure("this text has no closing quote", at: start - 1)
  }

  private mutating func escape(_ content: inout [UInt8]) throws(Failure) {
    let mark = byte
    at += 1
    switch mark {
    case UInt8(ascii: "n"): content.append(10)
    case UInt8(ascii: "t"): content.append(9)
    case UInt8(ascii: "r"): content.append(13)
    case UInt8(ascii: "b"): content.append(8)
    case UInt8(ascii: "f"): content.append(12)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(mark)
    case UInt8(ascii: "u"):
      var unit = try hexUnit()
      if unit >> 10 == 0x36, byte == UInt8(ascii: "\\"), at + 1 < bytes.count,
        bytes[at + 1] == UInt8(ascii: "u")
      {
        at += 2
        let low = try hexUnit()
        unit = low >> 10 == 0x37 ? 0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF) : 0xFFFD
      }
      let scalar = Unicode.Scalar(unit) ?? "\u{FFFD}"
      content.append(contentsOf: String(Character(scalar)).utf8)
    default: throw failure("this escape does not exist in JSON", at: at - 2)
    }
  }

  private mutating func hexUnit() throws(Failure) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("four hexadecimal digits must stand here")
      }
      unit = unit << 4 + UInt32(digit)
      at += 1
    }
    return unit
  }
}
