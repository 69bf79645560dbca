import Diagnostics
import Tables

/// Values of another table's column, of rows drawn evenly or a few of them much more often.
///
/// The row referred to is made on the spot, so that nothing of the other table is in memory.
struct ReferenceSource: ColumnSource {
  let type: DataType
  let table: Int
  let column: Int
  let rowCount: Int
  /// The law of ranks and which row has which rank; nil for rows equally likely.
  let skew: (law: ZipfLaw, shuffle: Permutation)?
  let stream: RandomStream

  func column(_ making: Making) throws(Diagnostic) -> Column {
    var rows: [Int] = []
    rows.reserveCapacity(making.rows.count)
    for row in making.rows {
      var random = making.random(stream, row: row)
      if let skew {
        rows.append(skew.shuffle(skew.law.draw(&random) - 1))
      } else {
        rows.append(random.below(rowCount))
      }
    }
    return try making.making(rows, of: table).column(column)
  }
}
