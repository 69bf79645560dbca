import Tables

/// The rows of a batch as JSON objects.
///
/// It reads the batch's memory: the batch must stay alive meanwhile.
struct JSONRows {
  private let fields: [JSONField]

  init(_ batch: Batch, times: TimestampText) {
    fields = JSONField.all(batch.schema.fields, batch.columns, times)
  }

  /// Writes a row as an object on one line.
  @inline(__always)
  func append(_ row: Int, to bytes: ByteWriter) { JSONField.append(fields, row, to: bytes) }
}

/// A column as a field of an object.
private struct JSONField {
  /// The comma before it, the name and the colon, as in `,"amount":`.
  let lead: ByteWriter
  let cells: CellWriter
  /// The fields of a struct.
  let inner: [JSONField]?

  static func all(_ fields: [Field], _ columns: [Column], _ times: TimestampText) -> [JSONField] {
    zip(fields, columns).enumerated().map { index, pair in
      let lead = ByteWriter()
      if index > 0 { lead.append(UInt8(ascii: ",")) }
      lead.append(jsonString: pair.0.name)
      lead.append(UInt8(ascii: ":"))
      var inner: [JSONField]?
      if case .structure(let fields) = pair.0.type {
        inner = all(fields, pair.1.fieldColumns, times)
      }
      return JSONField(lead: lead, cells: CellWriter(pair.1, times: times), inner: inner)
    }
  }

  static func append(_ fields: [JSONField], _ row: Int, to bytes: ByteWriter) {
    bytes.append(UInt8(ascii: "{"))
    fields.withUnsafeBufferPointer { fields in
      for index in 0..<fields.count {
        fields[index].lead.withUnsafeBytes { bytes.append($0) }
        if let inner = fields[index].inner, !fields[index].cells.isNull(row) {
          append(inner, row, to: bytes)
        } else {
          fields[index].cells.append(row, as: .json, to: bytes)
        }
      }
    }
    bytes.append(UInt8(ascii: "}"))
  }
}
