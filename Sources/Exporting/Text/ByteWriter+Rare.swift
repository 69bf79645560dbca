import Tables

/// Values of types that are rare in files of rows: lists, maps, decimals, lengths of time, bytes.
extension ByteWriter {
  /// A value as a CSV field: lists and structs as JSON text.
  func append(csv value: Value, times: TimestampText) {
    switch value {
    case .null: break
    case .double(let number): append(shortest: number)
    case .list, .record:
      let json = ByteWriter()
      json.append(json: value, times: times)
      json.withUnsafeBytes { append(csvField: $0.assumingMemoryBound(to: UInt8.self)) }
    default: append(csvField: Self.text(value, times))
    }
  }

  func append(json value: Value, times: TimestampText) {
    switch value {
    case .null: append("null")
    case .bool(let value): append(value ? "true" : "false")
    case .int(let value): append(decimal: Int(value))
    case .double(let value):
      if value.isFinite { append(shortest: value) } else { append("null") }
    case .decimal: append(text: value.displayText)
    case .list(let values):
      append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { append(UInt8(ascii: ",")) }
        append(json: value, times: times)
      }
      append(UInt8(ascii: "]"))
    case .record(let record):
      append(UInt8(ascii: "{"))
      for (index, name) in record.names.enumerated() {
        if index > 0 { append(UInt8(ascii: ",")) }
        append(jsonString: name)
        append(UInt8(ascii: ":"))
        append(json: record.values[index], times: times)
      }
      append(UInt8(ascii: "}"))
    default: append(jsonString: Self.text(value, times))
    }
  }

  /// Bytes in base 64; timestamps as they stand in columns of their own.
  private static func text(_ value: Value, _ times: TimestampText) -> String {
    switch value {
    case .bytes(let bytes): Base64.encoded(bytes)
    case .timestamp(let time):
      times.text(time.value, perSecond: time.unit.perSecond, isInstant: time.zone != nil)
    default: value.displayText
    }
  }
}
