import Tables

/// The cells of a column as they lie in memory; trivial, so that no cell costs a retain.
struct Cell: BitwiseCopyable {
  enum Source: BitwiseCopyable {
    case bool(UnsafePointer<UInt8>)
    case int8(UnsafePointer<Int8>)
    case int16(UnsafePointer<Int16>)
    case int32(UnsafePointer<Int32>)
    case int64(UnsafePointer<Int64>)
    case uint8(UnsafePointer<UInt8>)
    case uint16(UnsafePointer<UInt16>)
    case uint32(UnsafePointer<UInt32>)
    case float64(UnsafePointer<Double>)
    case text(UnsafePointer<Int32>, UnsafePointer<UInt8>)
    case longText(UnsafePointer<Int64>, UnsafePointer<UInt8>)
    case date(UnsafePointer<Int32>)
    case timestamp(UnsafePointer<Int64>, perSecond: Int64, isInstant: Bool)
    /// Types that are rare in files of rows: a value is made of each cell, of the column in this
    /// place.
    case other(Int)
  }

  let source: Source
  let validity: UnsafePointer<UInt8>?
  let offset: Int

  /// - Parameters:
  ///   - column: It must stay alive as long as the cells are used.
  ///   - place: Where the column is found for `Source.other`.
  ///   - hasTimes: Whether timestamps are read from memory too.
  init(_ column: Column, place: Int, hasTimes: Bool) {
    let memory = column.memory
    validity = memory.validity
    offset = memory.offset
    source =
      memory.values.flatMap { Self.source(column.type, $0, memory.bytes, hasTimes) }
      ?? .other(place)
  }

  private static func source(
    _ type: DataType,
    _ values: UnsafeRawPointer,
    _ bytes: UnsafePointer<UInt8>?,
    _ hasTimes: Bool
  ) -> Source? {
    func pointer<Element>(_ element: Element.Type) -> UnsafePointer<Element> {
      values.assumingMemoryBound(to: element)
    }
    switch type {
    case .bool: return .bool(pointer(UInt8.self))
    case .int8: return .int8(pointer(Int8.self))
    case .int16: return .int16(pointer(Int16.self))
    case .int32: return .int32(pointer(Int32.self))
    case .int64: return .int64(pointer(Int64.self))
    case .uint8: return .uint8(pointer(UInt8.self))
    case .uint16: return .uint16(pointer(UInt16.self))
    case .uint32: return .uint32(pointer(UInt32.self))
    case .float64: return .float64(pointer(Double.self))
    case .utf8: return bytes.map { .text(pointer(Int32.self), $0) }
    case .largeUtf8: return bytes.map { .longText(pointer(Int64.self), $0) }
    case .date32: return .date(pointer(Int32.self))
    case .timestamp(let unit, let zone) where hasTimes:
      return .timestamp(
        pointer(Int64.self),
        perSecond: unit.perSecond,
        isInstant: zone != nil
      )
    default: return nil
    }
  }

  @inline(__always)
  func isNull(_ row: Int) -> Bool {
    guard let validity else { return false }
    return !Self.bit(validity, offset &+ row)
  }

  @inline(__always)
  static func bit(_ bits: UnsafePointer<UInt8>, _ place: Int) -> Bool {
    bits[place >> 3] & (1 &<< UInt8(truncatingIfNeeded: place & 7)) != 0
  }
}
