/// Checks and mends text that should be UTF-8 (RFC 3629).
enum UTF8Text {
  /// The offset of the first byte that is not UTF-8, or nil when all of it is.
  @inline(__always)
  static func firstInvalid(_ text: UnsafeRawBufferPointer) -> Int? {
    var place = 0
    while place < text.count {
      // Eight ASCII bytes at a time: most of a log is nothing else.
      if place &+ 8 <= text.count {
        let word = text.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        let high = UInt64(littleEndian: word) & 0x8080_8080_8080_8080
        place &+= high == 0 ? 8 : high.trailingZeroBitCount &>> 3
        if high == 0 { continue }
      }
      let count = sequenceCount(text, at: place)
      if count == 0 { return place }
      place &+= count
    }
    return nil
  }

  /// Whether no byte has its high bit set.
  @inline(__always)
  static func isASCII(_ text: UnsafeRawBufferPointer) -> Bool {
    guard let base = text.baseAddress else { return true }
    var place = 0
    var seen: UInt64 = 0
    while place &+ 32 <= text.count {
      let word = base + place
      seen |= word.loadUnaligned(as: UInt64.self)
      seen |= word.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      seen |= word.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
      seen |= word.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
      place &+= 32
    }
    while place < text.count {
      seen |= UInt64(base.load(fromByteOffset: place, as: UInt8.self))
      place &+= 1
    }
    return seen & 0x8080_8080_8080_8080 == 0
  }

  /// How many bytes the character at `place` has; 0 when there is no valid one.
  @inline(__always)
  private static func sequenceCount(_ text: UnsafeRawBufferPointer, at place: Int) -> Int {
    let lead = text[place]
    if lead < 0x80 { return 1 }
    func tail(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      place &+ offset < text.count && range.contains(text[place &+ offset])
    }
    switch lead {
    case 0xC2...0xDF: return tail(1) ? 2 : 0
    case 0xE0: return tail(1, 0xA0...0xBF) && tail(2) ? 3 : 0
    case 0xED: return tail(1, 0x80...0x9F) && tail(2) ? 3 : 0
    case 0xE1...0xEF: return tail(1) && tail(2) ? 3 : 0
    case 0xF0: return tail(1, 0x90...0xBF) && tail(2) && tail(3) ? 4 : 0
    case 0xF1...0xF3: return tail(1) && tail(2) && tail(3) ? 4 : 0
    case 0xF4: return tail(1, 0x80...0x8F) && tail(2) && tail(3) ? 4 : 0
    default: return 0
    }
  }

  /// The text with U+FFFD for what is not UTF-8, as the Unicode standard recommends.
  static func mended(_ text: UnsafeRawBufferPointer) -> [UInt8] {
    Array(String(decoding: text, as: UTF8.self).utf8)
  }
}
