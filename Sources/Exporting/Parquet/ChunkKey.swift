/// A value of a chunk, as a dictionary looks it up and a page holds it.
protocol ChunkKey: BitwiseCopyable {
  /// Spread over all bits.
  var hash: UInt64 { get }
  func isSame(as other: Self) -> Bool
  /// The bytes it takes in a page.
  var size: Int { get }
}

/// Values of up to 64 bits, by their bits.
extension UInt64: ChunkKey {
  @inline(__always) var hash: UInt64 { ChunkHash.mixed(self) }
  @inline(__always) func isSame(as other: UInt64) -> Bool { self == other }
  @inline(__always) var size: Int { 8 }
}

/// Bytes that lie in a column, which must stay alive.
struct ChunkText: ChunkKey {
  let start: UnsafeRawPointer
  let count: Int

  /// The length in front of the bytes is four bytes.
  @inline(__always) var size: Int { count &+ 4 }

  @inline(__always)
  var hash: UInt64 {
    var hash = UInt64(truncatingIfNeeded: count)
    var place = 0
    while place &+ 8 < count {
      hash = ChunkHash.mixed(hash ^ word(place))
      place &+= 8
    }
    return ChunkHash.mixed(hash ^ last)
  }

  @inline(__always)
  func isSame(as other: ChunkText) -> Bool {
    guard count == other.count else { return false }
    var place = 0
    while place &+ 8 < count {
      if word(place) != other.word(place) { return false }
      place &+= 8
    }
    return last == other.last
  }

  @inline(__always)
  private func word(_ place: Int) -> UInt64 {
    start.loadUnaligned(fromByteOffset: place, as: UInt64.self)
  }

  /// The last eight bytes, or all of a shorter text; of equally long ones only equal ones have the same.
  @inline(__always)
  private var last: UInt64 {
    if count >= 8 { return word(count &- 8) }
    if count >= 4 {
      let low = start.loadUnaligned(as: UInt32.self)
      let high = start.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
      return UInt64(low) | UInt64(high) << 32
    }
    if count == 0 { return 0 }
    func byte(_ place: Int) -> UInt64 {
      UInt64(start.load(fromByteOffset: place, as: UInt8.self))
    }
    return byte(0) | byte(count >> 1) << 8 | byte(count &- 1) << 16
  }

  /// By bytes, as Parquet orders texts.
  @inline(__always)
  static func < (first: ChunkText, second: ChunkText) -> Bool {
    var place = 0
    let common = min(first.count, second.count)
    while place &+ 8 <= common {
      let (a, b) = (first.word(place).bigEndian, second.word(place).bigEndian)
      if a != b { return a < b }
      place &+= 8
    }
    while place < common {
      let a = first.start.load(fromByteOffset: place, as: UInt8.self)
      let b = second.start.load(fromByteOffset: place, as: UInt8.self)
      if a != b { return a < b }
      place &+= 1
    }
    return first.count < second.count
  }
}

enum ChunkHash {
  /// A multiplication to 128 bits whose halves are put together.
  @inline(__always)
  static func mixed(_ word: UInt64) -> UInt64 {
    let product = (word ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }
}
