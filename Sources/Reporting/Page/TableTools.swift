import Markup

/// The controls around a table: search and download above it, pages below.
///
/// They are written hidden, and the page's script shows them: without JavaScript they could do
/// nothing.
struct TableTools: Sendable {
  private let hasSearch: Bool
  private let hasDownload: Bool
  private let rows: Int
  private let name: String
  private let words: Words

  init(_ view: TableView, rows: Int) {
    hasSearch = rows > 0 && (view.options.hasSearch ?? (rows > 15))
    hasDownload = rows > 0 && view.options.hasDownload
    self.rows = rows
    name = view.number.map { view.words.table($0) } ?? view.name
    words = view.words
  }

  /// The line above the table; nil when nothing is asked for.
  func node() -> Node? {
    guard hasSearch || hasDownload else { return nil }
    let all = words.rows(rows)
    var tools: [Node] = []
    if hasSearch {
      let field = Node.tag(
        "input",
        [
          "type": "search", "placeholder": words.search, "aria-label": words.searchTable(name),
          "autocomplete": "off",
        ]
      )
      tools.append(.tag("label", [:], [field]))
    }
    tools.append(
      .tag("span", ["class": "count", "role": "status", "data-all": all], [.text(all)])
    )
    if hasDownload {
      tools.append(
        .tag("button", ["type": "button", "class": "csv"], [.text(words.downloadCSV)])
      )
    }
    return .tag("div", ["class": "tools", "hidden": nil], tools)
  }

  /// The controls of a table that a page of its own makes, with search and without download.
  init(rows: Int, name: String, words: Words) {
    (hasSearch, hasDownload) = (rows > 15, false)
    (self.rows, self.name, self.words) = (rows, name, words)
  }

  func pager() -> Node {
    .tag(
      "nav",
      ["class": "pager", "aria-label": words.pages(of: name), "hidden": nil],
      [
        .tag("span", ["class": "range", "role": "status"]),
        .tag("button", ["type": "button", "class": "prev"], [.text(words.previous)]),
        .tag("button", ["type": "button", "class": "next"], [.text(words.next)]),
      ]
    )
  }
}
