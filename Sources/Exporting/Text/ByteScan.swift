/// Eight bytes looked at in one go.
///
/// Source of the tests on words: Sean Anderson, Bit Twiddling Hacks, "Determine if a word has a zero
/// byte" and "has a byte less than n"; they may only be asked whether any byte matches.
enum ByteScan {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// Whether a CSV field must stand in quotes.
  @inline(__always)
  static func needsQuotes(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    any(bytes, count) { word in
      has(word, UInt8(ascii: ",")) | has(word, UInt8(ascii: "\"")) | has(word, UInt8(ascii: "\n"))
        | has(word, UInt8(ascii: "\r"))
    }
  }

  /// Not zero when a byte is below `-`, as all are that a CSV field cannot have outside of quotes.
  @inline(__always)
  static func lowBytes(_ word: UInt64) -> UInt64 {
    (word &- ones &* 0x2D) & ~word & tops
  }

  @inline(__always)
  private static func any(
    _ bytes: UnsafePointer<UInt8>,
    _ count: Int,
    _ test: (UInt64) -> UInt64
  ) -> Bool {
    let raw = UnsafeRawPointer(bytes)
    var found: UInt64 = 0
    var place = 0
    while place &+ 8 <= count {
      found |= test(raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place &+= 8
    }
    // Letters stand in for the bytes that are not there.
    var last = ones &* UInt64(UInt8(ascii: "a"))
    while place < count {
      last = last << 8 | UInt64(bytes[place])
      place &+= 1
    }
    return (found | test(last)) != 0
  }

  @inline(__always)
  private static func has(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let difference = word ^ (ones &* UInt64(byte))
    return (difference &- ones) & ~difference & tops
  }
}
