/// A one-to-one shuffle of 0 ..< count that needs no memory: place i can be asked for on its own.
///
/// A balanced Feistel network over the next even power of two, walked until the value is inside the
/// range (J. Black, P. Rogaway, "Ciphers with arbitrary finite domains", CT-RSA 2002). Six rounds of a
/// mixing function make it look random; it hides nothing.
struct Shuffle: Sendable {
  let count: UInt64
  private let key: UInt64
  private let halfBits: UInt64
  private let mask: UInt64

  /// - Parameters:
  ///   - count: Between 1 and 2⁶².
  ///   - key: Which of the shuffles.
  init(count: UInt64, key: UInt64) {
    precondition(count > 0 && count <= 1 << 62, "a permutation of \(count) values")
    self.count = count
    self.key = key
    let bits = UInt64(64 - (count - 1).leadingZeroBitCount)
    halfBits = max(1, (bits + 1) / 2)
    mask = (1 << halfBits) - 1
  }

  subscript(place: UInt64) -> UInt64 {
    precondition(place < count, "place \(place) of \(count)")
    var value = place
    // The walk follows the permutation's cycle, which comes back into the range at the latest at
    // `place`; fewer than four steps are taken on average.
    repeat { value = shuffled(value) } while value >= count
    return value
  }

  @inline(__always)
  private func shuffled(_ value: UInt64) -> UInt64 {
    var (left, right) = (value >> halfBits, value & mask)
    for round in 0..<6 as Range<UInt64> {
      (left, right) = (
        right, left ^ (Self.mixed(right ^ (key &+ round &* 0x9E37_79B9_7F4A_7C15)) & mask)
      )
    }
    return left << halfBits | right
  }

  /// A number that looks random: the finalizer of SplitMix64 by Sebastiano Vigna, public domain.
  static func mixed(_ value: UInt64) -> UInt64 {
    var value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
