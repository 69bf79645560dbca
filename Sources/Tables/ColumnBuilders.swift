/// A type that columns of fixed width hold as it is in memory.
public protocol FixedWidthElement: BitwiseCopyable, Sendable {
  /// The column type that a builder makes when it is told nothing else.
  static var dataType: DataType { get }
}

extension Int8: FixedWidthElement { public static var dataType: DataType { .int8 } }
extension Int16: FixedWidthElement { public static var dataType: DataType { .int16 } }
extension Int32: FixedWidthElement { public static var dataType: DataType { .int32 } }
extension Int64: FixedWidthElement { public static var dataType: DataType { .int64 } }
extension UInt8: FixedWidthElement { public static var dataType: DataType { .uint8 } }
extension UInt16: FixedWidthElement { public static var dataType: DataType { .uint16 } }
extension UInt32: FixedWidthElement { public static var dataType: DataType { .uint32 } }
extension UInt64: FixedWidthElement { public static var dataType: DataType { .uint64 } }
extension Float: FixedWidthElement { public static var dataType: DataType { .float32 } }
extension Double: FixedWidthElement { public static var dataType: DataType { .float64 } }

/// The validity of a column under construction: nothing is stored until the first null.
@usableFromInline
final class ValidityBuilder {
  @usableFromInline @exclusivity(unchecked) var bits: GrowingBits?
  @usableFromInline @exclusivity(unchecked) var nullCount = 0

  @usableFromInline init() {}

  @inlinable
  func appendValid() { bits?.append(true) }

  /// Records a null after `count` elements.
  @usableFromInline
  func appendNull(after count: Int) {
    let bits = self.bits ?? GrowingBits(ones: count)
    bits.append(false)
    self.bits = bits
    nullCount += 1
  }

  var buffer: Buffer? { bits.map { Buffer($0.memory) } }
}

/// Builds a column of numbers, dates, times or timestamps at the speed of writing to memory.
///
///     let times = FixedWidthBuilder<Int64>()
///     times.append(1_700_000_000_000_000)
///     times.appendNull()
///     let column = times.finish(as: .timestamp(.microsecond, zone: "UTC"))
public final class FixedWidthBuilder<Element: FixedWidthElement> {
  @usableFromInline let values: GrowingMemory
  @usableFromInline let validity = ValidityBuilder()

  public init(capacity: Int = 0) {
    values = GrowingMemory(capacity: capacity * MemoryLayout<Element>.stride)
  }

  @inlinable public var count: Int { values.byteCount / MemoryLayout<Element>.stride }

  @inlinable
  public func append(_ value: Element) {
    values.append(value)
    validity.appendValid()
  }

  @inlinable
  public func append(_ value: Element?) {
    if let value { append(value) } else { appendNull() }
  }

  @inlinable
  public func append(contentsOf elements: some Sequence<Element>) {
    for element in elements { append(element) }
  }

  public func appendNull() {
    validity.appendNull(after: count)
    for _ in 0..<MemoryLayout<Element>.stride { values.append(0 as UInt8) }
  }

  /// The column, which takes over the builder's memory: nothing may be appended afterwards.
  ///
  /// `type` is any type stored in elements of this width, such as `.date32` for `Int32`.
  public func finish(as type: DataType = Element.dataType) -> Column {
    precondition(type.byteWidth == MemoryLayout<Element>.stride, "\(type) has another width")
    return Column(
      type: type,
      count: count,
      nullCount: validity.nullCount,
      buffers: [validity.buffer, Buffer(values)]
    )
  }
}

/// Builds a column of truth values.
public final class BoolBuilder {
  @usableFromInline let values = GrowingBits()
  @usableFromInline let validity = ValidityBuilder()

  public init() {}

  public var count: Int { values.count }

  @inlinable
  public func append(_ value: Bool) {
    values.append(value)
    validity.appendValid()
  }

  public func appendNull() {
    validity.appendNull(after: count)
    values.append(false)
  }

  /// The column; nothing may be appended afterwards.
  public func finish() -> Column {
    Column(
      type: .bool,
      count: count,
      nullCount: validity.nullCount,
      buffers: [validity.buffer, Buffer(values.memory)]
    )
  }
}

/// Builds a column of strings or of bytes.
///
/// Offsets are kept in 64 bits and narrowed at the end when they fit, so a column may pass 2 GiB: it
/// then becomes `largeUtf8` or `largeBinary`. An element can also be put together from pieces:
///
///     builder.bytes.append("course-")
///     builder.bytes.append(decimal: 12)
///     builder.endElement()
public final class BytesBuilder {
  /// Where the pieces of an element go; `endElement()` must follow before anything else is appended.
  public let bytes: ByteWriter
  @usableFromInline let offsets = GrowingMemory()
  @usableFromInline let validity = ValidityBuilder()

  public init(byteCapacity: Int = 0) {
    bytes = ByteWriter(capacity: byteCapacity)
    offsets.append(0 as Int64)
  }

  @inlinable public var count: Int { offsets.byteCount / 8 - 1 }

  @inlinable
  public func append(_ value: String) {
    var value = value
    value.withUTF8 { append(bytes: UnsafeRawBufferPointer($0)) }
  }

  @inlinable
  public func append(_ value: String?) {
    if let value { append(value) } else { appendNull() }
  }

  /// Appends one element; for a column of strings the bytes must be UTF-8.
  @inlinable
  public func append(bytes element: UnsafeRawBufferPointer) {
    bytes.append(element)
    endElement()
  }

  /// Makes one element of all that was written to `bytes` since the last one.
  @inlinable
  public func endElement() {
    offsets.append(Int64(bytes.count))
    validity.appendValid()
  }

  @inlinable
  public func append(bytes element: [UInt8]) {
    element.withUnsafeBytes { append(bytes: $0) }
  }

  public func appendNull() {
    validity.appendNull(after: count)
    offsets.append(Int64(bytes.count))
  }

  /// The column as strings; nothing may be appended afterwards.
  public func finish() -> Column {
    bytes.count <= Int(Int32.max) ? finish(as: .utf8) : finish(as: .largeUtf8)
  }

  /// The column as `binary`, or `largeBinary` past 2 GiB; nothing may be appended afterwards.
  public func finishAsBinary() -> Column {
    bytes.count <= Int(Int32.max) ? finish(as: .binary) : finish(as: .largeBinary)
  }

  func finish(as type: DataType) -> Column {
    let isWide = type == .largeUtf8 || type == .largeBinary
    return Column(
      type: type,
      count: count,
      nullCount: validity.nullCount,
      buffers: [
        validity.buffer, isWide ? Buffer(offsets) : narrowedOffsets(), Buffer(bytes.memory),
      ]
    )
  }

  private func narrowedOffsets() -> Buffer {
    let wide = offsets.base.assumingMemoryBound(to: Int64.self)
    let count = offsets.byteCount / 8
    return Buffer(byteCount: count * 4) { target in
      let narrow = target.assumingMemoryBound(to: Int32.self)
      for index in 0..<count { narrow[index] = Int32(truncatingIfNeeded: wide[index]) }
    }
  }
}
