import Diagnostics
import Markup
import Tables

/// A table as it stands in the page, with what the reader may do to it.
///
/// Every row shown is in the page. Search box, download and pages come to life with JavaScript and
/// are not there without it.
struct TableView: Sendable {
  /// All rows, in any order; or, with `rowCount`, those that are left after sorting and cutting.
  var table: Table
  var options: TableOptions
  /// The anchor that references point to, such as `tbl-monthly`.
  var id: String
  /// The step's label: what a downloaded file and the table itself are called.
  var name: String
  /// The table's number in the report; nil for one that is not counted.
  var number: Int?
  var caption: [Node] = []
  /// How many rows there are in all; nil for those of `table`.
  var rowCount: Int?
  var words: Words

  func node() -> Node {
    let shown = table.order(by: options.sort.compactMap { SortKey($0.value, in: table.schema) })
      .prefix(options.rowLimit)
    let columns = columns(over: shown)
    let all = rowCount ?? table.rowCount
    let captionID = id + "-caption"
    let caption = FigureCaption(
      label: number.map { words.table($0) },
      title: options.title,
      content: caption,
      remark: shown.count < all ? words.rowsShown(shown.count, of: all) : nil
    )
    let naming =
      caption.isEmpty ? Attribute("aria-label", name) : Attribute("aria-labelledby", captionID)
    let pageSize = pageSize(shown.count)

    var frame = Element("figure", [Attribute("class", "table"), Attribute("id", id)])
    frame.attributes.append(Attribute("data-name", name))
    if let pageSize { frame.attributes.append(Attribute("data-page", "\(pageSize)")) }
    if !caption.isEmpty { frame.children.append(caption.node(id: captionID)) }
    if let tools = TableTools(self, rows: shown.count).node() { frame.children.append(tools) }
    let grid = Node.element(Element("table", [naming], parts(columns, shown)))
    let region = [
      Attribute("class", "scroll"), Attribute("role", "region"), Attribute("tabindex", "0"), naming,
    ]
    frame.children.append(.element(Element("div", region, [grid])))
    if shown.isEmpty {
      frame.children.append(.tag("p", ["class": "more"], [.text(words.noRows)]))
    }
    if pageSize != nil { frame.children.append(TableTools(self, rows: shown.count).pager()) }
    return .element(frame)
  }

  /// The author's columns, or all of them; names that the table lacks were reported before.
  func columns(over rows: ArraySlice<Int>) -> [TableColumn] {
    let chosen: [(ColumnOptions?, Int)] =
      options.columns.map { columns in
        columns.compactMap { column in
          table.schema.index(of: column.field.value).map { (column, $0) }
        }
      } ?? table.schema.fields.indices.map { (nil, $0) }
    return chosen.map { column, index in
      TableColumn(
        column,
        index: index,
        field: table.schema.fields[index],
        values: rows.map { table.value(row: $0, column: index) },
        language: words.language
      )
    }
  }

  private func parts(_ columns: [TableColumn], _ rows: ArraySlice<Int>) -> [Node] {
    let header = Node.tag("thead", [:], [.tag("tr", [:], columns.map(heading))])
    var lines: [Node] = ["\n"]
    lines.reserveCapacity(rows.count * 2 + 1)
    for row in rows {
      let cells = columns.map { column in
        column.cell(table.value(row: row, column: column.index), words: words)
      }
      lines.append(.tag("tr", [:], cells))
      lines.append("\n")
    }
    var parts: [Node] = [header, .tag("tbody", [:], lines)]
    if let totals = totals(of: columns) { parts.append(totals.node()) }
    return parts
  }

  /// The last row; nil where no column has a total or they are turned off.
  func totals(of columns: [TableColumn]) -> TotalsRow? {
    guard options.hasTotals ?? true, columns.contains(where: { $0.total != .none }) else {
      return nil
    }
    let isWhole = rowCount.map { $0 <= table.rowCount } ?? true
    let title = isWhole ? words.total : words.totalOfShown
    return TotalsRow(columns: columns, table: table, title: title, words: words)
  }

  private func heading(_ column: TableColumn) -> Node {
    var cell = Element("th", [Attribute("scope", "col")], [.text(column.title)])
    if let name = column.alignmentClass, name != "t" {
      cell.attributes.append(Attribute("class", name))
    }
    cell.attributes.append(Attribute("data-kind", column.kind.sortName))
    if column.title != column.name {
      cell.attributes.append(Attribute("data-field", column.name))
    }
    return .element(cell)
  }

  /// Rows to a page, or nil when they stand on one.
  private func pageSize(_ rows: Int) -> Int? {
    guard let size = options.pageSize ?? (rows > 40 ? 25 : nil), rows > size else { return nil }
    return size
  }
}
