extension ByteWriter {
  /// Lets `body` write up to `capacity` bytes at the end and takes those it says it has written.
  @inlinable
  public func append(upTo capacity: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) {
    memory.reserve(capacity)
    let count = body((memory.base + memory.byteCount).assumingMemoryBound(to: UInt8.self))
    memory.byteCount &+= count
  }
}
