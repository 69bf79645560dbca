/// Draws one of several outcomes by weight, with one random word and one look-up.
///
/// Walker's alias method, set up as M. D. Vose, "A linear algorithm for generating random numbers
/// with a given distribution", IEEE Trans. Software Eng. 17 (1991): outcome i keeps `share[i]` of its
/// slot and leaves the rest to `other[i]`.
public struct AliasTable: Sendable {
  private struct Slot: BitwiseCopyable {
    let share: UInt64
    let other: Int
  }

  /// Drawing costs about as much as one atomic count, so that the object is kept but never asked.
  private let owner: SharedElements<Slot>
  private let slots: ElementView<Slot>

  /// `weights` need not add up to one; none may be negative and one must be positive.
  public init(_ weights: [Double]) {
    let sum = weights.reduce(0, +)
    precondition(sum > 0 && sum.isFinite, "weights with a positive sum")
    var scaled = weights.map { $0 / sum * Double(weights.count) }
    var other = (0..<weights.count).map { Int32($0) }
    var small = scaled.indices.filter { scaled[$0] < 1 }
    var large = scaled.indices.filter { scaled[$0] >= 1 }
    var share = [Double](repeating: 1, count: weights.count)
    while let low = small.popLast(), let high = large.popLast() {
      share[low] = scaled[low]
      other[low] = Int32(high)
      scaled[high] -= 1 - scaled[low]
      if scaled[high] < 1 { small.append(high) } else { large.append(high) }
    }
    // What is left over is 1 but for rounding.
    owner = SharedElements(
      zip(share, other).map { Slot(share: $0 >= 1 ? .max : UInt64($0 * 0x1p64), other: Int($1)) }
    )
    slots = owner.view
  }

  public var count: Int { slots.count }

  /// The place of the outcome drawn, in 0 ..< count.
  @inline(__always)
  public func draw(_ random: inout RowRandom) -> Int {
    // The product's high half is the slot, its low half where in the slot.
    let (slot, rest) = random.next().multipliedFullWidth(
      by: UInt64(truncatingIfNeeded: slots.count)
    )
    let index = Int(truncatingIfNeeded: slot)
    let found = slots[index]
    return rest < found.share ? index : found.other
  }
}
