import Tables

extension Series {
  /// The column of a table as a series; text is coded once for each distinct value.
  init(_ table: Table, column index: Int) {
    switch ColumnKind(table.schema.fields[index].type) {
    case .number:
      self = .numbers(table.batches.flatMap { $0.columns[index].doubles() })
    case .instant:
      self = .instants(table.batches.flatMap { $0.columns[index].doubles() })
    case .text: self = Self.text(table, column: index)
    case .bool, .other: self = Self.boxed(table, column: index)
    }
  }

  private static func text(_ table: Table, column index: Int) -> Series {
    var builder = SeriesBuilder(capacity: table.rowCount)
    for batch in table.batches {
      let column = batch.columns[index]
      for row in 0..<column.count {
        let isText: Void? = column.withUTF8(at: row) { builder.append(text: $0) }
        if isText == nil { builder.appendNull() }
      }
    }
    return builder.finish()
  }

  /// Types that are rare in charts go through `Value`.
  private static func boxed(_ table: Table, column index: Int) -> Series {
    Series(levels: table.values(ofColumn: index).map { Level($0) })
  }
}

/// What a chart can do with a column, by the column's type.
enum ColumnKind: Sendable {
  case number, instant, text, bool
  /// Lists, structs, bytes and the like.
  case other

  init(_ type: DataType) {
    switch type {
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64, .float32, .float64,
      .decimal128, .time, .duration:
      self = .number
    case .date32, .date64, .timestamp: self = .instant
    case .utf8, .largeUtf8: self = .text
    case .bool, .null: self = .bool
    case .dictionary(_, let value, _): self = ColumnKind(value)
    default: self = .other
    }
  }

  /// The type of a channel that names none.
  var measure: MeasureType {
    switch self {
    case .number: .quantitative
    case .instant: .temporal
    case .text, .bool, .other: .nominal
    }
  }

  /// What the column holds, for messages.
  var holds: String {
    switch self {
    case .number: "numbers"
    case .instant: "dates"
    case .text: "text"
    case .bool: "truth values"
    case .other: "lists or records"
    }
  }
}
