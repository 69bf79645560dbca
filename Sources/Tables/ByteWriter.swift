/// Bytes gathered at the end of memory that grows: text on its way to a file or into a column.
///
/// One thread writes it. What is appended as text must be UTF-8.
///
///     let line = ByteWriter()
///     line.append("amount:")
///     line.append(decimal: 675_000)
public final class ByteWriter {
  @usableFromInline let memory: GrowingMemory

  public init(capacity: Int = 0) { memory = GrowingMemory(capacity: capacity) }

  /// The number of bytes.
  @inlinable public var count: Int { memory.byteCount }

  /// Makes room for `additional` bytes more, so that appending them does not move what is there.
  @inlinable public func reserve(_ additional: Int) { memory.reserve(additional) }

  @inlinable public func append(_ byte: UInt8) { memory.append(byte) }

  @inlinable public func append(_ bytes: UnsafeRawBufferPointer) { memory.append(bytes: bytes) }

  @inlinable
  public func append(_ bytes: [UInt8]) { bytes.withUnsafeBytes { memory.append(bytes: $0) } }

  @inlinable
  public func append(_ text: StaticString) {
    memory.append(
      bytes: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    )
  }

  @inlinable
  public func append(text: String) {
    var text = text
    text.withUTF8 { memory.append(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// The number in decimal digits, with a minus sign before it when it is negative.
  @inlinable
  public func append(decimal number: Int) {
    memory.reserve(20)
    if number < 0 { memory.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    var digits = 1
    var power: UInt = 10
    while digits < 20, rest >= power {
      digits += 1
      let (next, overflow) = power.multipliedReportingOverflow(by: 10)
      if overflow { break }
      power = next
    }
    let end = memory.byteCount &+ digits
    var place = end
    while place > memory.byteCount {
      place &-= 1
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
      memory.base.storeBytes(
        of: UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: remainder),
        toByteOffset: place,
        as: UInt8.self
      )
      rest = quotient
    }
    memory.byteCount = end
  }

  /// Two digits, as in `07`: the number must be in 0...99.
  @inlinable
  public func append(twoDigits number: Int) {
    memory.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number / 10))
    memory.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number % 10))
  }

  /// Forgets the bytes and keeps the memory.
  @inlinable public func removeAll() { memory.byteCount = 0 }

  /// The bytes written so far, valid inside `body` only.
  @inlinable
  public func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: memory.base, count: memory.byteCount))
  }
}
