import Markup

/// The appendix that says where a report comes from: facts by name, then a line for each step.
struct ProvenanceView: Sendable {
  /// A heading and the cells below it; machine-made names (fingerprints) are set as code.
  struct Column: Sendable {
    enum Style: Sendable { case text, number, code }

    var title: String
    var style: Style = .text
  }

  /// Engine, parameters, data: name and value.
  var facts: [(name: String, value: String)]
  var columns: [Column]
  var rows: [[String]]
  var words: Words

  func node() -> Node {
    let terms = facts.flatMap { fact -> [Node] in
      [.tag("dt", [:], [.text(fact.name)]), .tag("dd", [:], [.text(fact.value)])]
    }
    var parts: [Node] = [.tag("h2", ["id": "provenance"], [.text(words.provenance)])]
    if !terms.isEmpty { parts.append(.tag("dl", ["class": "facts"], terms)) }
    if !rows.isEmpty { parts.append(steps) }
    return .tag("section", ["class": "appendix", "aria-labelledby": "provenance"], parts)
  }

  private var steps: Node {
    let header = columns.map { column -> Node in
      var cell = Element("th", [Attribute("scope", "col")], [.text(column.title)])
      if column.style == .number { cell.attributes.append(Attribute("class", "n")) }
      return .element(cell)
    }
    let lines = rows.map { row in
      Node.tag("tr", [:], zip(columns, row).map { column, text in cell(text, column.style) })
    }
    let table = Node.tag(
      "table",
      ["aria-labelledby": "provenance"],
      [.tag("thead", [:], [.tag("tr", [:], header)]), .tag("tbody", [:], lines)]
    )
    let region = Node.tag(
      "div",
      ["class": "scroll", "role": "group", "tabindex": "0", "aria-labelledby": "provenance"],
      [table]
    )
    return .tag("figure", ["class": "steps"], [region])
  }

  private func cell(_ text: String, _ style: Column.Style) -> Node {
    switch style {
    case .text: .tag("td", [:], [.text(text)])
    case .number: .tag("td", ["class": "n"], [.text(text)])
    case .code: .tag("td", [:], [.tag("code", [:], [.text(text)])])
    }
  }
}
