extension Column {
  /// Calls `body` with the elements as they lie in memory, without a copy.
  ///
  ///     let total = column.withElements(as: Int64.self) { $0.reduce(0, &+) }
  ///
  /// Nil when the column does not store elements of this type: `Int64` reads `int64`, `date64`,
  /// `timestamp`, `duration` and the finer `time` units, `Int32` reads `int32`, `date32` and the
  /// coarser times, and a dictionary column shows its indices. What stands at the place of a null is
  /// undefined: ask `isNull(at:)` when `nullCount` is not 0.
  public func withElements<Element: FixedWidthElement, Result>(
    as element: Element.Type,
    _ body: (UnsafeBufferPointer<Element>) throws -> Result
  ) rethrows -> Result? {
    guard stores(element), let values = buffers[1] else { return nil }
    guard count > 0 else { return try body(UnsafeBufferPointer(start: nil, count: 0)) }
    let start = (values.pointer + offset * MemoryLayout<Element>.stride)
      .assumingMemoryBound(to: Element.self)
    return try withExtendedLifetime(values) {
      try body(UnsafeBufferPointer(start: start, count: count))
    }
  }

  private func stores<Element: FixedWidthElement>(_ element: Element.Type) -> Bool {
    switch type {
    case .date32, .time(.second), .time(.millisecond): Element.self == Int32.self
    case .date64, .timestamp, .duration, .time: Element.self == Int64.self
    case .dictionary(let index, _, _): index == Element.dataType
    default: type == Element.dataType
    }
  }

  /// Calls `body` with the UTF-8 of a string, or the bytes of a binary element; looks through
  /// dictionaries.
  ///
  /// Nil for a null and for types that hold no bytes. The pointer is good only during the call.
  public func withUTF8<Result>(
    at index: Int,
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result? {
    precondition(index >= 0 && index < count, "element \(index) of \(count)")
    if isNull(at: index) { return nil }
    if case .dictionary = type {
      return try dictionary[0].withUTF8(at: dictionaryIndex(at: index), body)
    }
    return try withBytes(at: index, body)
  }

  /// The element at `index` as a string; nil for a null and for types that hold no text.
  public func string(at index: Int) -> String? {
    switch type.valueType {
    case .utf8, .largeUtf8: withUTF8(at: index) { String(decoding: $0, as: UTF8.self) }
    default: nil
    }
  }

  /// The bytes of an element that is not null.
  func withBytes<Result>(
    at index: Int,
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result? {
    let holder: Buffer?
    let range: Range<Int>
    switch type {
    case .utf8, .largeUtf8, .binary, .largeBinary:
      holder = buffers[2]
      range = elementRange(at: index)
    case .fixedSizeBinary(let width):
      holder = buffers[1]
      range = ((offset + index) * width)..<((offset + index + 1) * width)
    default: return nil
    }
    guard let holder else { return nil }
    let start = (holder.pointer + range.lowerBound).assumingMemoryBound(to: UInt8.self)
    return try withExtendedLifetime(holder) {
      try body(UnsafeBufferPointer(start: start, count: range.count))
    }
  }

  /// The element at `index` as a number, without boxing it in a `Value`.
  ///
  /// Times count in milliseconds, as in Vega and JavaScript: dates and timestamps since 1970-01-01,
  /// times of day since midnight, durations as lengths. Truth values are 0 and 1. Nil for a null and
  /// for types that are not numbers. For a whole column use `doubles()`.
  public func double(at index: Int) -> Double? {
    precondition(index >= 0 && index < count, "element \(index) of \(count)")
    if isNull(at: index) { return nil }
    if case .dictionary = type {
      return dictionary[0].double(at: dictionaryIndex(at: index))
    }
    return reader?(offset + index)
  }

  /// All elements as numbers, as `double(at:)` gives them, with NaN for nulls.
  ///
  /// A column whose type is not a number is all NaN.
  public func doubles() -> [Double] {
    if case .dictionary = type {
      let numbers = dictionary[0].doubles()
      return (0..<count).map { isNull(at: $0) ? .nan : numbers[dictionaryIndex(at: $0)] }
    }
    var numbers: [Double]
    switch type {
    case .float64: numbers = withElements(as: Double.self) { Array($0) } ?? []
    case .float32: numbers = withElements(as: Float.self) { $0.map { Double($0) } } ?? []
    case .int64: numbers = withElements(as: Int64.self) { $0.map { Double($0) } } ?? []
    case .int32: numbers = withElements(as: Int32.self) { $0.map { Double($0) } } ?? []
    case .date32:
      numbers = withElements(as: Int32.self) { $0.map { Double($0) * 86_400_000 } } ?? []
    case .timestamp(let unit, _):
      numbers =
        withElements(as: Int64.self) { $0.map { Self.milliseconds(Double($0), unit) } } ?? []
    default:
      guard let reader else { return Array(repeating: .nan, count: count) }
      numbers = (offset..<(offset + count)).map(reader)
    }
    if nullCount > 0 {
      for index in 0..<count where isNull(at: index) { numbers[index] = .nan }
    }
    return numbers
  }

  /// One division or one multiplication, so that whole milliseconds stay whole.
  private static func milliseconds(_ count: Double, _ unit: TimeUnit) -> Double {
    unit == .second ? count * 1_000 : count / Double(unit.perSecond / 1_000)
  }

  /// Reads one position of the values buffer as a number; nil for types that are not numbers.
  private var reader: ((Int) -> Double)? {
    guard buffers.count > 1, let values = buffers[1] else { return nil }
    switch type {
    case .bool: return { values.bit($0) ? 1 : 0 }
    case .int8: return { Double(values.load($0, as: Int8.self)) }
    case .int16: return { Double(values.load($0, as: Int16.self)) }
    case .int32: return { Double(values.load($0, as: Int32.self)) }
    case .int64: return { Double(values.load($0, as: Int64.self)) }
    case .uint8: return { Double(values.load($0, as: UInt8.self)) }
    case .uint16: return { Double(values.load($0, as: UInt16.self)) }
    case .uint32: return { Double(values.load($0, as: UInt32.self)) }
    case .uint64: return { Double(values.load($0, as: UInt64.self)) }
    case .float32: return { Double(values.load($0, as: Float.self)) }
    case .float64: return { values.load($0, as: Double.self) }
    case .decimal128(_, let scale):
      return { Value.double(values.load($0, as: Int128.self), scale: scale) }
    case .date32: return { Double(values.load($0, as: Int32.self)) * 86_400_000 }
    case .date64: return { Double(values.load($0, as: Int64.self)) }
    case .time(let unit), .timestamp(let unit, _), .duration(let unit):
      if type.byteWidth == 4 {
        return { Self.milliseconds(Double(values.load($0, as: Int32.self)), unit) }
      }
      return { Self.milliseconds(Double(values.load($0, as: Int64.self)), unit) }
    default: return nil
    }
  }
}
