import Markup
import Plotting

/// A drawing with its caption and the rows it shows.
struct ChartFigure: Sendable {
  /// The anchor that references point to, such as `fig-monthly`.
  var id: String
  var caption: FigureCaption
  var drawing: Node
  /// The drawing that takes the first one's place on a narrow screen.
  var narrowDrawing: Node?
  /// The drawing's natural width in pixels.
  var width: Double
  /// What downloaded files are called.
  var name: String
  var tables: [DrawnTable] = []
  /// What the reader should know of the picture: that it shows too much to be read, say.
  var notes: [String] = []
  var words: Words

  /// Charts wider than this, and not drawn for narrow screens too, are not shrunk below it on a narrow screen, but scrolled (36rem).
  private static let readableWidth = 576.0
  /// The rows of a chart of very many that stand in the page to be read.
  private static let rowsShown = 50

  /// On a narrow screen a chart keeps a size at which it can be read, and is scrolled.
  func node() -> Node {
    let drawings = [drawing] + (narrowDrawing.map { [$0] } ?? [])
    var region = Element("div", [Attribute("class", "scroll")], drawings)
    region.attributes.append(Attribute("tabindex", "0"))
    var parts: [Node] = []
    if !caption.isEmpty {
      let captionID = id + "-caption"
      region.attributes += [
        Attribute("role", "region"), Attribute("aria-labelledby", captionID),
      ]
      parts = [caption.node(id: captionID)]
    }
    parts += notes.map { .tag("p", ["class": "more"], [.text($0)]) }
    if !tables.isEmpty {
      region.attributes.append(Attribute("aria-describedby", id + "-data"))
      parts.append(data())
    }
    let kind =
      narrowDrawing != nil
      ? "chart reflows" : width > Self.readableWidth ? "chart wide" : "chart"
    return .tag(
      "figure",
      ["class": kind, "id": id, "data-name": name],
      [.element(region)] + parts
    )
  }

  /// The rows in a table that opens, and files of them; buttons come to life with JavaScript.
  private func data() -> Node {
    let count = tables.reduce(0) { $0 + $1.rowCount }
    let summary = Node.tag("summary", ["id": id + "-data"], [.text(words.chartData(count))])
    var parts = [summary, buttons()]
    for table in tables { parts += rows(of: table) }
    return .tag("details", ["class": "data"], parts)
  }

  private func buttons() -> Node {
    let isWhole = tables.allSatisfy { $0.rows.count == $0.rowCount }
    let csv = Node.tag("button", ["type": "button", "class": "csv"], [.text(words.downloadCSV)])
    let svg = Node.tag("button", ["type": "button", "class": "svg"], [.text(words.downloadSVG)])
    return .tag("div", ["class": "tools", "hidden": nil], (isWhole ? [csv] : []) + [svg])
  }

  private func rows(of table: DrawnTable) -> [Node] {
    let header = table.columns.map { column in
      var cell = Element("th", [Attribute("scope", "col")], [.text(column.title)])
      if column.isNumber { cell.attributes.append(Attribute("class", "n")) }
      if column.name != column.title {
        cell.attributes.append(Attribute("data-field", column.name))
      }
      return Node.element(cell)
    }
    let isWhole = table.rows.count == table.rowCount
    // All or few: a part that is neither a sample nor the whole would be no file to download.
    let written = table.rows.prefix(isWhole ? table.rows.count : Self.rowsShown)
    let body = written.map { row in
      let cells = zip(row, table.columns).map { cell, column in
        var element = Element("td", [], [.text(cell.text)])
        if column.isNumber { element.attributes.append(Attribute("class", "n")) }
        if cell.exact != cell.text {
          element.attributes.append(Attribute("data-v", cell.exact))
        }
        return Node.element(element)
      }
      return Node.tag("tr", [:], cells)
    }
    let grid = Node.tag(
      "table",
      ["aria-labelledby": id + "-data"],
      [.tag("thead", [:], [.tag("tr", [:], header)]), .tag("tbody", [:], body)]
    )
    var parts = [Node.tag("div", ["class": "scroll"], [grid])]
    if !isWhole {
      let remark = words.rowsShown(written.count, of: table.rowCount)
      parts.append(.tag("p", ["class": "more"], [.text(remark)]))
    }
    return parts
  }
}
