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
    let columns = batch.columns.flatMap { flattened($0, inside: []) }
    columns.withUnsafeBufferPointer { columns in
      for row in 0..<batch.rowCount {
        for index in 0..<columns.count {
          if index > 0 { bytes.append(UInt8(ascii: ",")) }
          columns[index].append(row, to: bytes)
        }
        bytes.append(UInt8(ascii: "\n"))
      }
    }
    withExtendedLifetime(batch) {}
  }

  private func flattened(_ column: Column, inside structs: [CellWriter]) -> [FlatColumn] {
    let cells = CellWriter(column, times: times)
    guard case .structure = column.type else { return [FlatColumn(cells: cells, structs: structs)] }
    let around = column.nullCount > 0 ? structs + [cells] : structs
    return column.fieldColumns.flatMap { flattened($0, inside: around) }
  }

  /// A column that is no struct, with the structs around it that may be null.
  private struct FlatColumn {
    let cells: CellWriter
    let structs: [CellWriter]

    @inline(__always)
    func append(_ row: Int, to bytes: ByteWriter) {
      if !structs.isEmpty, structs.contains(where: { $0.isNull(row) }) { return }
      cells.append(row, as: .csv, to: bytes)
    }
  }
}
