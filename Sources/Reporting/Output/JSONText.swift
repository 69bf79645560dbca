import Tables

/// Writes JSON byte by byte, so that a large table never stands in memory twice.
///
/// Integers and decimals are written with all their digits; NaN and infinities, which JSON has not,
/// as null; dates and timestamps as ISO 8601 text; binary as hexadecimal text.
struct JSONText {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  mutating func object(_ body: (inout JSONText) -> Void) { nest("{", "}", body) }

  mutating func array(_ body: (inout JSONText) -> Void) { nest("[", "]", body) }

  mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func string(_ text: String) {
    separate()
    Self.append(text, to: &bytes)
  }

  mutating func integer(_ value: Int) { raw(String(value)) }

  mutating func value(_ value: Value) {
    switch value {
    case .null: raw("null")
    case .bool(let value): raw(value ? "true" : "false")
    case .int(let value): raw(String(value))
    case .double(let value): raw(value.isFinite ? Value.double(value).displayText : "null")
    case .decimal: raw(value.displayText)
    case .list(let values):
      array { json in for value in values { json.value(value) } }
    case .record(let record):
      object { json in
        for (name, value) in zip(record.names, record.values) {
          json.key(name)
          json.value(value)
        }
      }
    case .table(let table): rows(of: table)
    default: string(value.displayText)
    }
  }

  /// The rows of a table as arrays of cells, one line each.
  mutating func rows(of table: Table) {
    array { json in
      for batch in table.batches {
        for row in 0..<batch.rowCount {
          json.line()
          json.array { json in for column in batch.columns { json.value(column.value(at: row)) } }
        }
      }
      json.bytes.append(UInt8(ascii: "\n"))
    }
  }

  /// Begins a new line where the next element will stand.
  private mutating func line() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  private mutating func nest(
    _ open: Unicode.Scalar,
    _ close: Unicode.Scalar,
    _ body: (inout JSONText) -> Void
  ) {
    separate()
    bytes.append(UInt8(ascii: open))
    needsComma = false
    body(&self)
    bytes.append(UInt8(ascii: close))
    needsComma = true
  }

  private mutating func raw(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    let hex = Array("0123456789abcdef".utf8)
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): bytes += Array("\\n".utf8)
      case 0..<32: bytes += Array("\\u00".utf8) + [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
