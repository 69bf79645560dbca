import Tables

/// Values of types that are rare in files of rows: lists, maps, decimals, lengths of time, bytes.
enum OtherText {
  static func append(
    _ value: Value,
    times: TimestampText,
    as style: CellWriter.Style,
    to bytes: ByteWriter
  ) {
    switch value {
    case .list, .record:
      let json = style == .json ? bytes : ByteWriter()
      append(json: value, times: times, to: json)
      if style == .csv {
        json.withUnsafeBytes { bytes.append(csvField: $0.assumingMemoryBound(to: UInt8.self)) }
      }
    default:
      if style == .json {
        append(json: value, times: times, to: bytes)
      } else if case .double(let number) = value {
        bytes.append(shortest: number)
      } else if !value.isNull {
        bytes.append(csvField: text(value, times))
      }
    }
  }

  private static func append(json value: Value, times: TimestampText, to bytes: ByteWriter) {
    switch value {
    case .null: bytes.append("null")
    case .bool(let value): bytes.append(value ? "true" : "false")
    case .int(let value): bytes.append(decimal: Int(value))
    case .double(let value): bytes.append(json: value)
    case .decimal: bytes.append(text: value.displayText)
    case .list(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        append(json: value, times: times, to: bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .record(let record):
      bytes.append(UInt8(ascii: "{"))
      for (index, name) in record.names.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(jsonString: name)
        bytes.append(UInt8(ascii: ":"))
        append(json: record.values[index], times: times, to: bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    default: bytes.append(jsonString: text(value, times))
    }
  }

  /// Bytes in base 64; timestamps as they stand in columns of their own.
  private static func text(_ value: Value, _ times: TimestampText) -> String {
    switch value {
    case .bytes(let bytes): return Base64.encoded(bytes)
    case .timestamp(let time):
      let bytes = ByteWriter()
      times.append(
        time.value,
        perSecond: time.unit.perSecond,
        isInstant: time.zone != nil,
        to: bytes
      )
      return bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    default: return value.displayText
    }
  }
}
