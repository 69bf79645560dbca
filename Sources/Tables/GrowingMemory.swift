#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Memory that a column builder fills, grown by doubling, and that the finished column then borrows
/// without a copy.
///
/// One builder writes it, on one thread, before any column reads it.
@usableFromInline
final class GrowingMemory {
  @usableFromInline @exclusivity(unchecked) var base: UnsafeMutableRawPointer
  @usableFromInline @exclusivity(unchecked) var byteCount = 0
  @usableFromInline @exclusivity(unchecked) var capacity: Int

  @usableFromInline
  init(capacity: Int = 256) {
    self.capacity = max(capacity, 64)
    base = Self.allocated(realloc(nil, self.capacity))
  }

  deinit { free(base) }

  /// Makes room for at least `additional` bytes more.
  @inlinable
  func reserve(_ additional: Int) {
    if byteCount &+ additional > capacity { grow(additional) }
  }

  @usableFromInline
  func grow(_ additional: Int) {
    capacity = max(capacity * 2, byteCount + additional)
    base = Self.allocated(realloc(base, capacity))
  }

  @inlinable
  func append<Element: BitwiseCopyable>(_ value: Element) {
    reserve(MemoryLayout<Element>.size)
    base.storeBytes(of: value, toByteOffset: byteCount, as: Element.self)
    byteCount &+= MemoryLayout<Element>.size
  }

  @inlinable
  func append(bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress, bytes.count > 0 else { return }
    reserve(bytes.count)
    (base + byteCount).copyMemory(from: start, byteCount: bytes.count)
    byteCount &+= bytes.count
  }

  /// Swift's own allocations end the program too when the system has no memory left.
  private static func allocated(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer {
    guard let pointer else { preconditionFailure("out of memory") }
    return pointer
  }
}

/// Bits in Arrow's order, gathered one by one: validity, or the values of a bool column.
@usableFromInline
final class GrowingBits {
  @usableFromInline let memory: GrowingMemory
  @usableFromInline @exclusivity(unchecked) var count = 0

  /// Starts with `count` bits that are set.
  @usableFromInline
  init(ones count: Int = 0) {
    memory = GrowingMemory(capacity: (count + 7) / 8 + 64)
    for _ in 0..<(count / 8) { memory.append(0xFF as UInt8) }
    if count % 8 != 0 { memory.append(UInt8(1 << (count % 8)) &- 1) }
    self.count = count
  }

  @inlinable
  func append(_ bit: Bool) {
    if count & 7 == 0 { memory.append(0 as UInt8) }
    if bit {
      let offset = count >> 3
      let byte = memory.base.load(fromByteOffset: offset, as: UInt8.self)
      let mask = 1 as UInt8 &<< UInt8(truncatingIfNeeded: count & 7)
      memory.base.storeBytes(of: byte | mask, toByteOffset: offset, as: UInt8.self)
    }
    count &+= 1
  }
}
