import Diagnostics
import Tables

extension TableView {
  /// The table's cells as text, sorted, cut and formatted as the page shows them.
  func plain() -> (
    header: [String], alignments: [ColumnOptions.Alignment], rows: [[String]], totals: [String]?
  ) {
    let shown = table.order(by: options.sort.compactMap { SortKey($0.value, in: table.schema) })
      .prefix(options.rowLimit)
    let columns = columns(over: shown)
    let rows = shown.map { row in
      columns.map { column in
        let value = table.value(row: row, column: column.index)
        return value.isNull ? "–" : column.text(value)
      }
    }
    let totals = totals(of: columns)?.plain()
    return (columns.map(\.title), columns.map(\.alignment), rows, totals)
  }
}
