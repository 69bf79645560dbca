import Tables

/// The cells of a column, each ready to be written as text.
///
/// It reads the column's memory and does not keep it: the batch must stay alive meanwhile.
struct CellWriter {
  /// Only pointers, so that no cell costs a retain.
  private enum Source {
    case bool(UnsafePointer<UInt8>)
    case int8(UnsafePointer<Int8>)
    case int16(UnsafePointer<Int16>)
    case int32(UnsafePointer<Int32>)
    case int64(UnsafePointer<Int64>)
    case uint8(UnsafePointer<UInt8>)
    case uint16(UnsafePointer<UInt16>)
    case uint32(UnsafePointer<UInt32>)
    case uint64(UnsafePointer<UInt64>)
    case float32(UnsafePointer<Float>)
    case float64(UnsafePointer<Double>)
    case text(UnsafePointer<Int32>, UnsafePointer<UInt8>)
    case longText(UnsafePointer<Int64>, UnsafePointer<UInt8>)
    case date(UnsafePointer<Int32>)
    case timestamp(UnsafePointer<Int64>, perSecond: Int64, isInstant: Bool)
    /// Types that are rare in files of rows: a value is made of each cell.
    case other
  }

  enum Style { case csv, json }

  private let source: Source
  private let validity: UnsafePointer<UInt8>?
  private let offset: Int
  private let column: Column
  private let times: TimestampText

  init(_ column: Column, times: TimestampText) {
    let memory = column.memory
    self.column = column
    self.times = times
    validity = memory.validity
    offset = memory.offset
    source = memory.values.map { Self.source(column.type, $0, memory.bytes) } ?? .other
  }

  private static func source(
    _ type: DataType,
    _ values: UnsafeRawPointer,
    _ bytes: UnsafePointer<UInt8>?
  ) -> Source {
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
    case .uint64: return .uint64(pointer(UInt64.self))
    case .float32: return .float32(pointer(Float.self))
    case .float64: return .float64(pointer(Double.self))
    case .utf8: return bytes.map { .text(pointer(Int32.self), $0) } ?? .other
    case .largeUtf8: return bytes.map { .longText(pointer(Int64.self), $0) } ?? .other
    case .date32: return .date(pointer(Int32.self))
    case .timestamp(let unit, let zone):
      return .timestamp(
        pointer(Int64.self),
        perSecond: unit.perSecond,
        isInstant: zone != nil
      )
    default: return .other
    }
  }

  @inline(__always)
  func isNull(_ row: Int) -> Bool {
    guard let validity else { return false }
    let place = offset &+ row
    return validity[place >> 3] & (1 << UInt8(truncatingIfNeeded: place & 7)) == 0
  }

  /// Writes a cell: in CSV nothing for a null, in JSON `null`.
  func append(_ row: Int, as style: Style, to bytes: ByteWriter) {
    if isNull(row) {
      if style == .json { bytes.append("null") }
      return
    }
    switch source {
    case .bool(let values):
      let place = offset &+ row
      let isSet = values[place >> 3] & (1 << UInt8(truncatingIfNeeded: place & 7)) != 0
      bytes.append(isSet ? "true" : "false")
    case .int8(let values): bytes.append(decimal: Int(values[row]))
    case .int16(let values): bytes.append(decimal: Int(values[row]))
    case .int32(let values): bytes.append(decimal: Int(values[row]))
    case .int64(let values): bytes.append(decimal: Int(values[row]))
    case .uint8(let values): bytes.append(decimal: Int(values[row]))
    case .uint16(let values): bytes.append(decimal: Int(values[row]))
    case .uint32(let values): bytes.append(decimal: Int(values[row]))
    case .uint64(let values): bytes.append(text: String(values[row]))
    case .float32(let values): append(values[row], as: style, to: bytes)
    case .float64(let values):
      if style == .json {
        bytes.append(json: values[row])
      } else {
        bytes.append(shortest: values[row])
      }
    case .text(let offsets, let text):
      let start = Int(offsets[row])
      append(text + start, Int(offsets[row &+ 1]) &- start, as: style, to: bytes)
    case .longText(let offsets, let text):
      let start = Int(offsets[row])
      append(text + start, Int(offsets[row &+ 1]) &- start, as: style, to: bytes)
    case .date(let values):
      quoted(style, bytes) { bytes.append(CivilDate(days: Int(values[row]))) }
    case .timestamp(let values, let perSecond, let isInstant):
      if times.isPlain {
        quoted(style, bytes) {
          times.append(values[row], perSecond: perSecond, isInstant: isInstant, to: bytes)
        }
      } else {
        OtherText.append(column.value(at: row), times: times, as: style, to: bytes)
      }
    case .other: OtherText.append(column.value(at: row), times: times, as: style, to: bytes)
    }
  }

  @inline(__always)
  private func append(
    _ text: UnsafePointer<UInt8>,
    _ count: Int,
    as style: Style,
    to bytes: ByteWriter
  ) {
    let text = UnsafeBufferPointer(start: text, count: count)
    if style == .json { bytes.append(jsonString: text) } else { bytes.append(csvField: text) }
  }

  private func append(_ number: Float, as style: Style, to bytes: ByteWriter) {
    if style == .json, !number.isFinite {
      bytes.append("null")
    } else {
      bytes.append(text: number.description)
    }
  }

  @inline(__always)
  private func quoted(_ style: Style, _ bytes: ByteWriter, _ body: () -> Void) {
    if style == .json { bytes.append(UInt8(ascii: "\"")) }
    body()
    if style == .json { bytes.append(UInt8(ascii: "\"")) }
  }
}
