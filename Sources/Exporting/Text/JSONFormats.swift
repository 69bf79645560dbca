public import Tables

/// JSON lines: an object a line, structs and lists nested in it.
///
/// NaN and infinities, which JSON has not, are null; decimals keep all their digits; bytes are in
/// base 64.
public struct JSONLinesFormat: RowFormat {
  public let fileExtension = "jsonl"
  private let times: TimestampText

  public init(times: TimestampText = .iso8601) { self.times = times }

  public func appendRows(_ batch: Batch, firstRow: Bool, to bytes: ByteWriter) {
    var row = RowText(.json, times: times)
    row.add(object: batch.columns, batch.schema.fields)
    row.add { $0.append(UInt8(ascii: "\n")) }
    withExtendedLifetime(batch) { row.append(0..<batch.rowCount, to: bytes) }
  }
}

/// One JSON array, with an object a line.
public struct JSONArrayFormat: RowFormat {
  public let fileExtension = "json"
  private let times: TimestampText

  public init(times: TimestampText = .iso8601) { self.times = times }

  public func appendHeader(_ schema: Schema, to bytes: ByteWriter) { bytes.append("[") }

  public func appendRows(_ batch: Batch, firstRow: Bool, to bytes: ByteWriter) {
    guard batch.rowCount > 0 else { return }
    if !firstRow { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\n"))
    var row = RowText(.json, times: times)
    row.add(object: batch.columns, batch.schema.fields)
    withExtendedLifetime(batch) {
      row.append(0..<1, to: bytes)
      var next = RowText(.json, times: times)
      next.add { $0.append(",\n") }
      next.add(object: batch.columns, batch.schema.fields)
      next.append(1..<batch.rowCount, to: bytes)
    }
  }

  public func appendFooter(to bytes: ByteWriter) { bytes.append("\n]\n") }
}

extension RowText {
  /// Adds columns as an object.
  fileprivate mutating func add(object columns: [Column], _ fields: [Field]) {
    add { $0.append(UInt8(ascii: "{")) }
    for (index, column) in columns.enumerated() {
      add { fixed in
        if index > 0 { fixed.append(UInt8(ascii: ",")) }
        fixed.append(jsonString: fields[index].name)
        fixed.append(UInt8(ascii: ":"))
      }
      if case .structure(let inner) = column.type {
        add(struct: column) {
          $0.append("null")
        } _: {
          $0.add(object: column.fieldColumns, inner)
        }
      } else {
        add(column)
      }
    }
    add { $0.append(UInt8(ascii: "}")) }
  }
}
