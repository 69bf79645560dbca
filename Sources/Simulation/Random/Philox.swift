/// Philox-4×64-10: four random words for each counter, with nothing carried from one to the next.
///
/// J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3",
/// SC11 (2011), doi:10.1145/2063384.2063405; the constants are those of its Random123 library. As any
/// block can be made on its own, any row of a table can be made on any core or machine.
enum Philox {
  typealias Block = (UInt64, UInt64, UInt64, UInt64)

  /// The words that stand at `counter` in the sequence of `key`.
  @inline(__always)
  static func block(_ counter: Block, key: (UInt64, UInt64)) -> Block {
    var (x0, x1, x2, x3) = counter
    var (k0, k1) = key
    for _ in 0..<10 {
      let a = x0.multipliedFullWidth(by: 0xD2E7_470E_E14C_6C93)
      let b = x2.multipliedFullWidth(by: 0xCA5A_8263_9512_1157)
      (x0, x1, x2, x3) = (b.high ^ x1 ^ k0, b.low, a.high ^ x3 ^ k1, a.low)
      k0 &+= 0x9E37_79B9_7F4A_7C15
      k1 &+= 0xBB67_AE85_84CA_A73B
    }
    return (x0, x1, x2, x3)
  }
}
