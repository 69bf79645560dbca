public import Tables

/// Lines of text as they stand in a table's one column, each ended by `\n`.
///
/// For logs that were kept as lines. A null would be an empty line and a line break inside a text two
/// lines: whoever writes them sees to it that there are none.
public struct LinesFormat: RowFormat {
  public let fileExtension = "txt"

  public init() {}

  /// Whether rows of a schema are lines: they have one column, of text.
  public static func writes(_ schema: Schema) -> Bool {
    guard schema.fields.count == 1 else { return false }
    switch schema.fields[0].type {
    case .utf8, .largeUtf8: return true
    case .dictionary(_, let value, _): return value == .utf8 || value == .largeUtf8
    default: return false
    }
  }

  public func appendRows(_ batch: Batch, firstRow: Bool, to bytes: ByteWriter) {
    precondition(Self.writes(batch.schema), "one column of text")
    let column = batch.columns[0]
    for row in 0..<batch.rowCount {
      column.withUTF8(at: row) { bytes.append(UnsafeRawBufferPointer($0)) }
      bytes.append(UInt8(ascii: "\n"))
    }
  }
}
