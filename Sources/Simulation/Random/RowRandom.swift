/// The random numbers of one row: the same for the same seed, stream and row, wherever it is made.
///
///     var random = RowRandom(seed: 7, stream: RandomStream("students"), row: 41)
///     random.unit()          // 0 ..< 1
///     random.below(6)        // 0 ... 5
public struct RowRandom: RandomNumberGenerator {
  private let key: (UInt64, UInt64)
  private let row: UInt64
  private let part: UInt64
  private var blockIndex: UInt64 = 0
  private var block: Philox.Block = (0, 0, 0, 0)
  private var left = 0

  /// `part` tells apart several sequences of one row: a student's days, say.
  @inline(__always)
  public init(seed: UInt64, stream: RandomStream, row: Int, part: Int = 0) {
    key = (seed, stream.key)
    self.row = UInt64(bitPattern: Int64(row))
    self.part = UInt64(bitPattern: Int64(part))
  }

  @inline(__always)
  public mutating func next() -> UInt64 {
    if left == 0 {
      block = Philox.block((blockIndex, row, part, 0), key: key)
      blockIndex &+= 1
      left = 4
    }
    left &-= 1
    switch left {
    case 3: return block.0
    case 2: return block.1
    case 1: return block.2
    default: return block.3
    }
  }

  /// A number in 0 ..< 1, one of 2⁵³ evenly spaced ones.
  @inline(__always)
  public mutating func unit() -> Double { Double(next() &>> 11) * 0x1p-53 }

  /// A number in 0 < x ≤ 1, for logarithms.
  @inline(__always)
  public mutating func positiveUnit() -> Double { Double((next() &>> 11) &+ 1) * 0x1p-53 }

  /// A whole number in 0 ..< count; `count` must be positive.
  ///
  /// The high half of a 128-bit product, without Lemire's rejection: a value's share is off by less
  /// than count / 2⁶⁴, and every draw takes one word.
  @inline(__always)
  public mutating func below(_ count: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(truncatingIfNeeded: count)).high)
  }
}

/// Which of the independent sequences of a seed: one for each table or column.
public struct RandomStream: Sendable, Hashable {
  let key: UInt64

  /// The stream of a name: its FNV-1a hash of 64 bits, the same on every machine.
  public init(_ name: String) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    key = hash
  }
}
