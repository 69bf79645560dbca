/// Memory of a column: ours, or borrowed from a C library until the last column over it is gone.
///
/// Arrow buffers are written once and then only read, which is why sharing them between threads is
/// safe although they are raw pointers.
final class Buffer: @unchecked Sendable {
  let pointer: UnsafeRawPointer
  let byteCount: Int
  /// Keeps the memory alive: the imported array it belongs to, or the allocation itself.
  private let owner: AnyObject

  /// A view of memory that `owner` keeps alive.
  init(borrowing pointer: UnsafeRawPointer, byteCount: Int, owner: AnyObject) {
    self.pointer = pointer
    self.byteCount = byteCount
    self.owner = owner
  }

  /// The bytes a builder has gathered; the builder must not write to them again.
  convenience init(_ memory: GrowingMemory) {
    self.init(borrowing: memory.base, byteCount: memory.byteCount, owner: memory)
  }

  /// Memory of our own, zeroed, then filled by `fill`; padded to 64 bytes, as Arrow recommends.
  convenience init(byteCount: Int, fill: (UnsafeMutableRawBufferPointer) -> Void) {
    let allocation = Allocation(byteCount: byteCount)
    fill(UnsafeMutableRawBufferPointer(start: allocation.pointer, count: byteCount))
    self.init(
      borrowing: UnsafeRawPointer(allocation.pointer),
      byteCount: byteCount,
      owner: allocation
    )
  }

  /// A copy of an array's elements, which must be trivial types.
  convenience init<Element: BitwiseCopyable>(_ elements: [Element]) {
    self.init(byteCount: elements.count * MemoryLayout<Element>.stride) { target in
      elements.withUnsafeBytes { target.copyMemory(from: $0) }
    }
  }

  /// What stands in for a buffer that a producer left out because the array has no elements: eight
  /// zero bytes, so that even the first offset can be read.
  static let empty = Buffer([0 as Int64])

  /// The element at `index` counted in elements of `type`, which need not be aligned.
  @inline(__always)
  func load<Element: BitwiseCopyable>(_ index: Int, as type: Element.Type) -> Element {
    pointer.loadUnaligned(fromByteOffset: index &* MemoryLayout<Element>.stride, as: type)
  }

  /// The bit at `index`, least significant bit of each byte first.
  @inline(__always)
  func bit(_ index: Int) -> Bool {
    pointer.load(fromByteOffset: index >> 3, as: UInt8.self) & (1 << UInt8(index & 7)) != 0
  }

  /// How many of the bits in `range` are set.
  func setBits(in range: Range<Int>) -> Int {
    var index = range.lowerBound
    var total = 0
    while index < range.upperBound, index & 7 != 0 {
      total += bit(index) ? 1 : 0
      index += 1
    }
    while index + 64 <= range.upperBound {
      total += pointer.loadUnaligned(fromByteOffset: index >> 3, as: UInt64.self).nonzeroBitCount
      index += 64
    }
    while index < range.upperBound {
      total += bit(index) ? 1 : 0
      index += 1
    }
    return total
  }

  private final class Allocation {
    let pointer: UnsafeMutableRawPointer

    init(byteCount: Int) {
      let padded = (max(byteCount, 1) + 63) / 64 * 64
      // Aligned as all memory is, which Arrow allows. For more, glibc cuts every piece out of a larger
      // hole, which the next one of the same size does not fit into again: memory grew with the log.
      pointer = .allocate(byteCount: padded, alignment: 16)
      pointer.initializeMemory(as: UInt8.self, repeating: 0, count: padded)
    }

    deinit { pointer.deallocate() }
  }
}
