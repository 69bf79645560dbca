import Tables

/// Rows of a table, gathered one after another: for results of some hundred rows.
struct TableRows {
  private let schema: Schema
  private var rows: [[Value]] = []

  init(_ schema: Schema) { self.schema = schema }

  /// Adds a row, a value for each field; numbers that are not finite become null.
  mutating func add(_ values: (any CellValue)?...) {
    precondition(values.count == schema.fields.count, "a value for each field")
    rows.append(values.map { $0?.cell ?? .null })
  }

  var table: Table {
    let columns = schema.fields.enumerated().map { place, field in
      guard let column = try? Column(field.type, rows.map { $0[place] }) else {
        preconditionFailure("the cells of '\(field.name)' are not of the type \(field.type)")
      }
      return column
    }
    return Table(
      schema: schema,
      batches: rows.isEmpty ? [] : [Batch(schema: schema, columns: columns, rowCount: rows.count)]
    )
  }
}

/// What a cell of a result can be.
protocol CellValue { var cell: Value { get } }

extension String: CellValue { var cell: Value { .string(self) } }
extension Bool: CellValue { var cell: Value { .bool(self) } }
extension Int: CellValue { var cell: Value { .int(Int64(self)) } }
extension Double: CellValue { var cell: Value { isFinite ? .double(self) : .null } }
