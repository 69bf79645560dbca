import Markup

/// A table of what changed between two runs.
///
/// As in a number card, a change is told by an arrow, by its sign and in words for screen readers;
/// colour only repeats it.
struct ChangesView: Sendable {
  var table: ChangeTable
  /// The anchor of the figure.
  var id: String
  var words: Words

  func node() -> Node {
    let captionID = id + "-caption"
    let caption = FigureCaption(
      title: table.title,
      remark: table.rowCount.map { words.rowsShown(table.rows.count, of: $0) }
    )
    let header = table.columns.map { column -> Node in
      var cell = Element("th", [Attribute("scope", "col")], [.text(column.title)])
      if column.isNumber { cell.attributes.append(Attribute("class", "n")) }
      return .element(cell)
    }
    let lines = table.rows.map { row in
      Node.tag("tr", [:], zip(row, table.columns).map { node($0, isNumber: $1.isNumber) })
    }
    let grid = Node.tag(
      "table",
      ["aria-labelledby": captionID],
      [.tag("thead", [:], [.tag("tr", [:], header)]), .tag("tbody", [:], lines)]
    )
    let region = Node.tag(
      "div",
      ["class": "scroll", "role": "region", "tabindex": "0", "aria-labelledby": captionID],
      [grid]
    )
    return .tag("figure", ["class": "changes", "id": id], [caption.node(id: captionID), region])
  }

  private func node(_ cell: ChangeTable.Cell, isNumber: Bool) -> Node {
    switch cell {
    case .missing:
      let dash = Node.tag("span", ["role": "img", "aria-label": words.noValue], ["–"])
      return .tag("td", ["class": isNumber ? "n null" : "null"], [dash])
    case .text(let text, let tone):
      let content = tone == .neutral ? TableColumn.clipped(text) : .tag("b", [:], [.text(text)])
      let classes = (isNumber ? "n" : "") + tone.className
      return classes.isEmpty
        ? .tag("td", [:], [content])
        : .tag("td", ["class": classes.trimmingPrefix(" ").description], [content])
    case .change(let change, let note):
      var parts = [change.node(words)]
      if let note { parts.append(.tag("span", ["class": "note"], [.text(" " + note)])) }
      return .tag("td", ["class": "change" + change.tone.className], parts)
    }
  }
}

extension Metric.Change {
  /// The arrow and how much, in bold.
  func node(_ words: Words) -> Node {
    let spoken = [words.direction(direction), words.tone(tone)].compactMap { $0 }
      .joined(separator: ", ")
    return .tag(
      "b",
      [:],
      [
        .tag("span", ["aria-hidden": "true"], [.text(direction.arrow + "\u{A0}")]),
        .tag("span", ["class": "sr"], [.text(spoken + " ")]), .text(text),
      ]
    )
  }
}

extension Metric.Tone {
  /// What is added to the classes of an element.
  var className: String {
    switch self {
    case .good: " good"
    case .bad: " bad"
    case .neutral: ""
    }
  }
}
