import Markup

/// The reports of one template in the index page: a table with the values they were made for.
struct ReportRows: Sendable {
  let entries: [IndexEntry]
  /// The level of the heading.
  let level: Int
  let id: String
  let words: Words

  /// Longer tables are cut into pages of so many rows.
  private static let pageSize = 25

  func node() -> Node {
    let name = entries[0].group
    let titleID = id + "-title"
    let naming = Attribute("aria-labelledby", titleID)
    let tools = TableTools(rows: entries.count, name: name, words: words)
    var figure = Element("figure", [Attribute("class", "table"), Attribute("id", id)])
    if let tools = tools.node() { figure.children.append(tools) }
    let region = [
      Attribute("class", "scroll"), Attribute("role", "region"), Attribute("tabindex", "0"), naming,
    ]
    let table = Node.element(Element("table", [naming], [header, body]))
    figure.children.append(.element(Element("div", region, [table])))
    if entries.count > Self.pageSize {
      figure.attributes.append(Attribute("data-page", "\(Self.pageSize)"))
      figure.children.append(tools.pager())
    }
    return .tag(
      "div",
      ["class": "report"],
      [
        .tag("h\(level)", ["id": titleID], [.text(title)]),
        .tag(
          "p",
          ["class": "by"],
          [
            .tag("span", [:], [.text(words.numberOfReports(entries.count))]),
            .tag("span", [:], [.text(entries[0].report.template)]),
          ]
        ),
        .element(figure),
      ]
    )
  }

  /// The reports' title where all have the same, else the template's name.
  private var title: String {
    let titles = Set(entries.filter(\.summary.hasPage).map(\.summary.title))
    let name = entries[0].group.split(separator: "/").last.map(String.init) ?? ""
    return titles.count == 1 ? titles.first ?? name : name
  }

  private var parameters: [String] { entries[0].report.values.map(\.name) }

  /// The first number cards' labels, of the first report that has any.
  private var labels: [String] {
    entries.lazy.map(\.summary.metrics).first { !$0.isEmpty }?.map(\.shown.label) ?? []
  }

  private var header: Node {
    var cells = [column(words.report, kind: "text")]
    for place in parameters.indices {
      let isNumber = entries.allSatisfy { Double($0.report.values[place].text) != nil }
      cells.append(column(parameters[place], kind: isNumber ? "number" : "text"))
    }
    cells.append(column(words.state, kind: "text"))
    for label in labels { cells.append(column(label, kind: "number")) }
    return .tag("thead", [:], [.tag("tr", [:], cells)])
  }

  private func column(_ title: String, kind: String) -> Node {
    var cell = Element("th", [Attribute("scope", "col")], [.text(title)])
    if kind == "number" { cell.attributes.append(Attribute("class", "n")) }
    cell.attributes.append(Attribute("data-kind", kind))
    return .element(cell)
  }

  private var body: Node {
    let labels = labels
    let isNumber = parameters.indices.map { place in
      entries.allSatisfy { Double($0.report.values[place].text) != nil }
    }
    let sameTitle = Set(entries.map(\.summary.title)).count < entries.count
    var lines: [Node] = ["\n"]
    for entry in entries {
      lines.append(.tag("tr", [:], cells(entry, labels, isNumber, isNamed: sameTitle)))
      lines.append("\n")
    }
    return .tag("tbody", [:], lines)
  }

  /// The cells of a report; `isNamed` says that the file's name stands for the title, which others
  /// have too.
  private func cells(
    _ entry: IndexEntry,
    _ labels: [String],
    _ isNumber: [Bool],
    isNamed: Bool
  ) -> [Node] {
    let name = entry.report.name.split(separator: "/").last.map(String.init) ?? ""
    let text = isNamed ? name : entry.summary.title
    var cells = [Node.tag("td", [:], [ReportLink.node(entry, text: text, words)])]
    for (value, isNumber) in zip(entry.report.values, isNumber) {
      cells.append(.tag("td", isNumber ? ["class": "n"] : [:], [.text(value.text)]))
    }
    var state = [ReportState.node(entry.summary.state, words)]
    if let problem = entry.summary.problem {
      state.append(.tag("span", ["class": "problem"], [.text(problem)]))
    }
    cells.append(.tag("td", ["data-v": words.state(entry.summary.state)], state))
    for label in labels {
      guard let card = entry.summary.metrics.first(where: { $0.shown.label == label }) else {
        cells.append(.tag("td", ["class": "n null", "data-v": ""], ["–"]))
        continue
      }
      let unit = card.shown.unit.map { "\u{A0}" + $0 } ?? ""
      cells.append(
        .tag("td", ["class": "n", "data-v": card.exact], [.text(card.shown.value + unit)])
      )
    }
    return cells
  }
}
