import Diagnostics
import Tables

/// Rows of one table while they are made, with the columns that are there already.
///
/// The rows may be any: a block's, or those that another table refers to.
final class Making {
  let tables: [ColumnTable]
  let seed: UInt64
  let table: Int
  let rows: [Int]
  private var made: [Column?]

  init(_ tables: [ColumnTable], seed: UInt64, table: Int, rows: [Int]) {
    self.tables = tables
    self.seed = seed
    self.table = table
    self.rows = rows
    made = Array(repeating: nil, count: tables[table].columns.count)
  }

  /// The values of a column of this table for the rows.
  func column(_ place: Int) throws(Diagnostic) -> Column {
    if let column = made[place] { return column }
    let column = try tables[table].columns[place].source.column(self)
    made[place] = column
    return column
  }

  /// Other rows of a table, this one or another.
  func making(_ rows: [Int], of table: Int) -> Making {
    Making(tables, seed: seed, table: table, rows: rows)
  }

  @inline(__always)
  func random(_ stream: RandomStream, row: Int) -> RowRandom {
    RowRandom(seed: seed, stream: stream, row: row)
  }
}

/// One of a generator's tables: its size and what makes its columns.
struct ColumnTable: Sendable {
  struct Planned: Sendable {
    let name: String
    var source: any ColumnSource
  }

  let name: String
  let rowCount: Int
  var columns: [Planned]
}
