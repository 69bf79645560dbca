/// A shuffle of 0 ..< count that is never written down: any place is computed on its own.
///
/// A Feistel network of six rounds over the next power of four, walked until it lands inside the range
/// (J. Black, P. Rogaway, "Ciphers with arbitrary finite domains", CT-RSA 2002). It makes values unique
/// without remembering those that were given.
struct Permutation: Sendable, BitwiseCopyable {
  let count: Int
  private let halfBits: UInt64
  private let keys: InlineArray<6, UInt64>

  /// `count` must be positive.
  init(_ count: Int, seed: UInt64, stream: RandomStream) {
    precondition(count > 0, "a shuffle of something")
    self.count = count
    let bits = 64 - (UInt64(count) - 1).leadingZeroBitCount
    halfBits = UInt64(max(1, (bits + 1) / 2))
    var random = RowRandom(seed: seed, stream: stream, row: -1)
    var keys = InlineArray<6, UInt64>(repeating: 0)
    for round in 0..<6 { keys[round] = random.next() }
    self.keys = keys
  }

  /// Where `place`, in 0 ..< count, goes.
  func callAsFunction(_ place: Int) -> Int {
    let mask = (1 as UInt64) &<< halfBits &- 1
    var value = UInt64(truncatingIfNeeded: place)
    repeat {
      var left = value &>> halfBits
      var right = value & mask
      for round in 0..<6 {
        (left, right) = (right, left ^ (Self.mixed(right ^ keys[round]) & mask))
      }
      value = left &<< halfBits | right
    } while value >= UInt64(truncatingIfNeeded: count)
    return Int(truncatingIfNeeded: value)
  }

  /// The finaliser of SplitMix64.
  ///
  /// G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
  static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ z &>> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z &>> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z &>> 31
  }
}
