/// The different values of a chunk in the order in which they first come, and where each value stands
/// among them.
struct ChunkDictionary<Key: ChunkKey> {
  private(set) var keys: [Key] = []
  private(set) var indices: [UInt32] = []

  /// A dictionary's page is no larger than this.
  private static var largestSize: Int { 4 << 20 }

  /// Nil when too few values come again for a dictionary to make the chunk smaller.
  init?(_ values: [Key]) {
    guard values.count > 1 else { return nil }
    var table = Table()
    var size = 0
    var isFit = true
    indices = Array(unsafeUninitializedCapacity: values.count) { indices, count in
      for (place, value) in values.enumerated() {
        let hash = UInt32(truncatingIfNeeded: value.hash >> 32)
        let index = table.index(hash, or: keys.count) { keys[$0].isSame(as: value) }
        if index == keys.count {
          keys.append(value)
          size += value.size
          isFit = size <= Self.largestSize && (keys.count < 1 << 15 || keys.count <= place / 2)
          if !isFit { break }
        }
        indices[place] = UInt32(truncatingIfNeeded: index)
        count = place + 1
      }
    }
    if !isFit || keys.count > values.count / 2 { return nil }
  }

  /// A hash table with linear probing: in each slot a hash, and an index counted from 1.
  private struct Table {
    private var slots = [UInt64](repeating: 0, count: 2_048)
    private var mask = 2_047
    private var count = 0

    /// The index that was kept of an equal key, or else `next`, which is kept.
    @inline(__always)
    mutating func index(_ hash: UInt32, or next: Int, isSame: (Int) -> Bool) -> Int {
      var place = Int(hash) & mask
      while slots[place] != 0 {
        if UInt32(truncatingIfNeeded: slots[place] >> 32) == hash {
          let index = Int(slots[place] & 0xFFFF_FFFF) &- 1
          if isSame(index) { return index }
        }
        place = (place &+ 1) & mask
      }
      slots[place] = UInt64(hash) << 32 | UInt64(next &+ 1)
      count &+= 1
      if count * 2 > slots.count { grow() }
      return next
    }

    private mutating func grow() {
      let old = slots
      slots = Array(repeating: 0, count: old.count * 4)
      mask = slots.count - 1
      for slot in old where slot != 0 {
        var place = Int(slot >> 32) & mask
        while slots[place] != 0 { place = (place &+ 1) & mask }
        slots[place] = slot
      }
    }
  }
}
