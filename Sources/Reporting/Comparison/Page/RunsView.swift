import Foundation
import Markup

/// The two runs that are compared: what they are of, when they were and what became of them.
struct RunsView: Sendable {
  var old: RunRecord
  var new: RunRecord
  var links: RunComparisonPage.Links
  var words: Words

  func node() -> Node {
    let head = ["", words.before, words.after].map { title -> Node in
      title.isEmpty ? .tag("td") : .tag("th", ["scope": "col"], [.text(title)])
    }
    let rows: [(name: String, cell: (RunRecord) -> Node)] = [
      (words.reportTitle, { .text($0.title) }),
      (
        words.run,
        { .tag("a", ["href": links.run($0)], [.tag("code", [:], [.text($0.id)])]) }
      ),
      (words.template, { .tag("code", [:], [.text($0.template)]) }),
      (words.state, state), (words.startedAt, time),
      (words.duration, { .text(words.seconds(Duration.seconds($0.seconds).seconds)) }),
      (
        words.reportLink,
        { run in
          links.report(run).map { .tag("a", ["href": $0], [.text(words.openReport)]) } ?? "–"
        }
      ),
    ]
    let lines = rows.map { row -> Node in
      let name = Node.tag("th", ["scope": "row"], [.text(row.name)])
      return .tag("tr", [:], [name] + [old, new].map { .tag("td", [:], [row.cell($0)]) })
    }
    let table = Node.tag(
      "table",
      ["aria-label": words.theTwoRuns],
      [.tag("thead", [:], [.tag("tr", [:], head)]), .tag("tbody", [:], lines)]
    )
    let region = Node.tag(
      "div",
      ["class": "scroll", "role": "region", "tabindex": "0", "aria-label": words.theTwoRuns],
      [table]
    )
    return .tag("figure", ["class": "changes runs"], [region])
  }

  private func state(_ run: RunRecord) -> Node {
    let text = Node.text(words.runState(run.state))
    return run.state == "finished" ? text : .tag("b", ["class": "bad"], [text])
  }

  /// In universal time, as the run's id has it.
  private func time(_ run: RunRecord) -> Node {
    let text = run.started.formatted(.iso8601)
    let readable = text.replacing("T", with: " ").replacing("Z", with: " UTC")
    return .tag("time", ["datetime": text], [.text(readable)])
  }
}
