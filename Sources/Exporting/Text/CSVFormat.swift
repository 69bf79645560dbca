public import Tables

/// Comma-separated values (RFC 4180, lines ending in `\n`): a line of names, then a line a row.
///
/// A null is nothing at all, an empty string `""`. The fields of a struct are columns of their own,
/// named `transaction.amount`; lists are JSON text.
public struct CSVFormat: RowFormat {
  public let fileExtension = "csv"
  private let times: TimestampText

  public init(times: TimestampText = .iso8601) { self.times = times }

  public func appendHeader(_ schema: Schema, to bytes: ByteWriter) {
    for (index, name) in schema.fields.flatMap({ Self.names($0) }).enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(csvField: name)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private static func names(_ field: Field) -> [String] {
    guard case .structure(let fields) = field.type else { return [field.name] }
    return fields.flatMap { names($0) }.map { "\(field.name).\($0)" }
  }

  public func appendRows(_ batch: Batch, firstRow: Bool, to bytes: ByteWriter) {
    var row = RowText(.csv, times: times)
    Self.add(batch.columns, of: batch.schema.fields, to: &row)
    row.add { $0.append(UInt8(ascii: "\n")) }
    withExtendedLifetime(batch) { row.append(0..<batch.rowCount, to: bytes) }
  }

  private static func add(_ columns: [Column], of fields: [Field], to row: inout RowText) {
    for (index, column) in columns.enumerated() {
      if index > 0 { row.add { $0.append(UInt8(ascii: ",")) } }
      guard case .structure(let inner) = column.type else {
        row.add(column)
        continue
      }
      let width = names(fields[index]).count
      row.add(struct: column) { fixed in
        for _ in 1..<max(width, 1) { fixed.append(UInt8(ascii: ",")) }
      } _: { row in
        add(column.fieldColumns, of: inner, to: &row)
      }
    }
  }
}
