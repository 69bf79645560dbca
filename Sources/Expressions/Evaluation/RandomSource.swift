import Synchronization

/// A fixed sequence of well mixed numbers, for charts that spread points out by chance.
///
/// The same seed gives the same numbers, so that a report is the same at every run. Source:
/// SplitMix64 (https://prng.di.unimi.it/splitmix64.c).
public final class RandomSource: Sendable {
  private let state: Atomic<UInt64>

  public init(seed: UInt64 = 0x5EED) { state = Atomic(seed) }

  /// The next number, 0 ..< 1.
  public func next() -> Double {
    var mixed = state.wrappingAdd(0x9e37_79b9_7f4a_7c15, ordering: .relaxed).newValue
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
  }

  /// A seed for an expression at a place, so that two of them are not in step (FNV-1a).
  static func seed(_ source: String, at offset: Int) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in source.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return (hash ^ UInt64(truncatingIfNeeded: offset)) &* 0x100_0000_01b3
  }
}
