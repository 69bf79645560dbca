import Markup
import Tables

/// The outcome of a `check`: each rule with its result, and the rows that break it.
struct CheckView: Sendable {
  struct Rule: Sendable {
    enum State: Sendable, Equatable {
      case passed
      case failed(rows: Int)
      /// Failed, but only a warning.
      case warned(rows: Int)
      case notRun
    }

    var title: String
    var state: State
    /// The first offending rows; nil for none to show.
    var offending: Table?
    /// The numbers that decided; they stand in the place of a count of rows.
    var detail: String?
  }

  /// The anchor of the check; tables of offending rows are numbered below it.
  var id: String
  var rules: [Rule]
  var words: Words

  private var failures: Int {
    rules.count { if case .failed = $0.state { true } else { false } }
  }

  private var warnings: Int {
    rules.count { if case .warned = $0.state { true } else { false } }
  }

  private var heading: String {
    let notRun = rules.count { $0.state == .notRun }
    if failures > 0 { return words.checksFailed(failures, of: rules.count) }
    if warnings > 0 { return words.checksWarned(warnings, of: rules.count) }
    return notRun > 0
      ? words.checksNotRun(notRun, of: rules.count) : words.checksPassed(rules.count)
  }

  func node() -> Node {
    let items = rules.enumerated().map { place, rule in item(rule, place + 1) }
    return .tag(
      "div",
      ["class": classes, "id": id, "role": "group", "aria-label": heading],
      [.tag("p", ["class": "title"], [.text(heading)]), .tag("ul", [:], items)]
    )
  }

  private var classes: String {
    failures > 0 ? "check failed" : warnings > 0 ? "check warned" : "check"
  }

  private func item(_ rule: Rule, _ place: Int) -> Node {
    let (mark, word, tone, rows): (String, String, String, Int?) =
      switch rule.state {
      case .passed: ("✓", words.passed, "good", nil)
      case .failed(let rows): ("✗", words.failed, "bad", rows)
      case .warned(let rows): ("!", words.warned, "warn", rows)
      case .notRun: ("–", words.notRun, "none", nil)
      }
    var parts: [Node] = [
      .tag("span", ["class": "mark", "aria-hidden": "true"], [.text(mark)]),
      .tag("span", ["class": "sr"], [.text(word + ": ")]), .text(rule.title),
    ]
    if let text = rule.detail ?? rows.map(words.rows) { parts.append(.text(" — " + text)) }
    if let offending = rule.offending, offending.rowCount > 0 {
      parts.append(rowsTable(offending, of: rows ?? offending.rowCount, rule.title, place))
    }
    return .tag("li", ["class": tone], parts)
  }

  private func rowsTable(_ table: Table, of all: Int, _ title: String, _ place: Int) -> Node {
    var options = TableOptions()
    options.hasSearch = false
    options.hasDownload = false
    return TableView(
      table: table,
      options: options,
      id: "\(id)-rows-\(place)",
      name: title,
      rowCount: max(all, table.rowCount),
      words: words
    ).node()
  }
}
