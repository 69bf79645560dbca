/// Rows of equal length columns: one chunk of a table.
public struct Batch: Sendable {
  public let schema: Schema
  public let columns: [Column]
  public let rowCount: Int

  /// Columns must match the schema in number, order and type, and be of equal length.
  public init(schema: Schema, columns: [Column], rowCount: Int) {
    precondition(schema.fields.count == columns.count, "one column for each field")
    precondition(columns.allSatisfy { $0.count == rowCount }, "columns of equal length")
    self.schema = schema
    self.columns = columns
    self.rowCount = rowCount
  }
}

extension Batch {
  /// No rows of a schema.
  public static func empty(_ schema: Schema) -> Batch {
    let columns = schema.fields.map { Column.concatenated([], of: $0.type) }
    return Batch(schema: schema, columns: columns, rowCount: 0)
  }
}

/// A table: a schema and the chunks that follow it.
public struct Table: Sendable {
  public let schema: Schema
  public let batches: [Batch]
  public let rowCount: Int
  /// `starts[i]` is the number of rows before batch i, with the total at the end.
  private let starts: [Int]

  public init(schema: Schema, batches: [Batch]) {
    self.schema = schema
    self.batches = batches
    var starts = [0]
    for batch in batches { starts.append(starts[starts.count - 1] + batch.rowCount) }
    self.starts = starts
    rowCount = starts[starts.count - 1]
  }

  /// A table of one chunk from named columns of equal length.
  public init(_ columns: [(name: String, column: Column)]) {
    let schema = Schema(columns.map { Field($0.name, $0.column.type) })
    let rows = columns.first?.column.count ?? 0
    self.init(
      schema: schema,
      batches: [Batch(schema: schema, columns: columns.map(\.column), rowCount: rows)]
    )
  }

  /// The cell at a row (counted over all chunks) and column; traps outside the table.
  public func value(row: Int, column: Int) -> Value {
    let batch = batchIndex(ofRow: row)
    return batches[batch].columns[column].value(at: row - starts[batch])
  }

  /// A row as a record.
  public func row(_ row: Int) -> Record {
    let batch = batchIndex(ofRow: row)
    let index = row - starts[batch]
    return Record(
      zip(schema.names, batches[batch].columns).map { ($0, $1.value(at: index)) }
    )
  }

  /// All values of a column, in order; for small results.
  public func values(ofColumn column: Int) -> [Value] {
    batches.flatMap { batch in
      (0..<batch.rowCount).map { batch.columns[column].value(at: $0) }
    }
  }

  /// The position of the first column of that name; names are matched exactly.
  public func index(ofColumn name: String) -> Int? { schema.index(of: name) }

  /// The pieces of a column, one for each batch.
  public func chunks(ofColumn column: Int) -> [Column] { batches.map { $0.columns[column] } }

  /// A column in one piece: without a copy when the table has one batch.
  public func column(_ index: Int) -> Column {
    Column.concatenated(chunks(ofColumn: index), of: schema.fields[index].type)
  }

  /// The first column of that name in one piece, as `column(_:)` gives it.
  public func column(named name: String) -> Column? { index(ofColumn: name).map { column($0) } }

  private func batchIndex(ofRow row: Int) -> Int {
    precondition(row >= 0 && row < rowCount, "row \(row) of \(rowCount)")
    var low = 0
    var high = batches.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= row { low = middle } else { high = middle }
    }
    return low
  }
}

extension Table: Hashable {
  /// Equal when the schemas and all cells are; how rows are cut into chunks does not matter.
  public static func == (a: Table, b: Table) -> Bool {
    a.schema == b.schema && a.rowCount == b.rowCount
      && (0..<a.rowCount).allSatisfy { a.row($0) == b.row($0) }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(schema)
    hasher.combine(rowCount)
  }
}

extension Table {
  /// The table without one of its columns, sharing the memory of the others.
  public func dropping(column: Int) -> Table {
    var fields = schema.fields
    fields.remove(at: column)
    let narrow = Schema(fields)
    return Table(
      schema: narrow,
      batches: batches.map { batch in
        var columns = batch.columns
        columns.remove(at: column)
        return Batch(schema: narrow, columns: columns, rowCount: batch.rowCount)
      }
    )
  }
}
