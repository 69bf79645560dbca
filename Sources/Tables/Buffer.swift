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

  /// Memory of our own, filled by `fill`; 64-byte aligned and padded, as Arrow recommends.
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

  private final class Allocation {
    let pointer: UnsafeMutableRawPointer

    init(byteCount: Int) {
      let padded = (max(byteCount, 1) + 63) / 64 * 64
      pointer = .allocate(byteCount: padded, alignment: 64)
      pointer.initializeMemory(as: UInt8.self, repeating: 0, count: padded)
    }

    deinit { pointer.deallocate() }
  }
}
