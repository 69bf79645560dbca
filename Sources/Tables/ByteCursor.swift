/// The end of a writer's bytes as a pointer, for loops over millions of cells in which even the writer's
/// count would be read and written again for each.
///
///     var cursor = ByteCursor(bytes)
///     for number in numbers {
///       cursor.reserve(20)
///       cursor.end += write(number, to: cursor.end)
///     }
///     cursor.commit()
///
/// Between `init` and `commit()` the writer is used through the cursor only.
public struct ByteCursor {
  @usableFromInline let writer: ByteWriter
  @usableFromInline var limit: UnsafeMutablePointer<UInt8>
  /// Where the next byte goes; as many as were reserved may be written from here.
  public var end: UnsafeMutablePointer<UInt8>

  public init(_ writer: ByteWriter) {
    self.writer = writer
    (end, limit) = writer.free
  }

  /// Makes room for `count` bytes, which may move those that are there.
  @inlinable
  public mutating func reserve(_ count: Int) {
    if limit - end < count { grow(count) }
  }

  @usableFromInline
  mutating func grow(_ count: Int) {
    commit()
    writer.reserve(count)
    (end, limit) = writer.free
  }

  /// Lets the writer append what is not worth a pointer.
  @inlinable
  public mutating func append(_ body: (ByteWriter) -> Void) {
    commit()
    body(writer)
    (end, limit) = writer.free
  }

  /// Makes what was written part of the writer's bytes.
  @inlinable
  public func commit() {
    writer.memory.byteCount = UnsafeMutableRawPointer(end) - writer.memory.base
  }
}

extension ByteWriter {
  /// The memory that is not written yet, from its beginning to its end.
  @usableFromInline
  var free: (UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt8>) {
    let base = memory.base.assumingMemoryBound(to: UInt8.self)
    return (base + memory.byteCount, base + memory.capacity)
  }
}
