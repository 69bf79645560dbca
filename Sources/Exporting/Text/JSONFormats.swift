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
    let rows = JSONRows(batch, times: times)
    for row in 0..<batch.rowCount {
      rows.append(row, to: bytes)
      bytes.append(UInt8(ascii: "\n"))
    }
    withExtendedLifetime(batch) {}
  }
}

/// One JSON array, with an object a line.
public struct JSONArrayFormat: RowFormat {
  public let fileExtension = "json"
  private let times: TimestampText

  public init(times: TimestampText = .iso8601) { self.times = times }

  public func appendHeader(_ schema: Schema, to bytes: ByteWriter) { bytes.append("[") }

  public func appendRows(_ batch: Batch, firstRow: Bool, to bytes: ByteWriter) {
    let rows = JSONRows(batch, times: times)
    for row in 0..<batch.rowCount {
      bytes.append(row == 0 && firstRow ? "\n" : ",\n")
      rows.append(row, to: bytes)
    }
    withExtendedLifetime(batch) {}
  }

  public func appendFooter(to bytes: ByteWriter) { bytes.append("\n]\n") }
}
