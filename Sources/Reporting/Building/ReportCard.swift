import Markup
import Templates

/// A single report in the index page: title, what it is about, how it ended, its first numbers.
struct ReportCard: Sendable {
  let entry: IndexEntry
  /// The level of the title's heading.
  let level: Int
  let words: Words

  func node() -> Node {
    let summary = entry.summary
    var parts: [Node] = [
      .tag("h\(level)", [:], [ReportLink.node(entry, text: summary.title, words)]), facts,
    ]
    if let description = summary.description {
      parts.append(.tag("p", language, [.text(description)]))
    }
    if let problem = summary.problem {
      parts.append(.tag("p", ["class": "problem"], [.text(problem)]))
    }
    if !summary.metrics.isEmpty {
      let cards = MetricsView(metrics: summary.metrics.map(\.shown), words: words).node()
      parts.append(.tag("div", language, [cards]))
    }
    return .tag("article", ["class": "report"], parts)
  }

  private var facts: Node {
    var facts = [
      ReportState.node(entry.summary.state, words),
      Node.tag("span", [:], [.text(entry.report.template)]),
    ]
    if let date = entry.summary.date { facts.append(PageShell.dateNode(date, words)) }
    return .tag("p", ["class": "by"], facts)
  }

  /// Marks what is in another language than the page.
  private var language: KeyValuePairs<String, String?> {
    entry.summary.language == words.language ? [:] : ["lang": entry.summary.language.rawValue]
  }
}

/// The link to a report, or its bare title where there is no page.
enum ReportLink {
  static func node(_ entry: IndexEntry, text: String, _ words: Words) -> Node {
    guard entry.summary.hasPage else { return .text(text) }
    var link = Element("a", [Attribute("href", entry.address)], [.text(text)])
    if entry.summary.language != words.language {
      link.attributes.append(Attribute("lang", entry.summary.language.rawValue))
    }
    return .element(link)
  }
}

/// How a report ended: told in words, which colour and sign only repeat.
enum ReportState {
  static func node(_ state: ReportSummary.State, _ words: Words) -> Node {
    let (name, sign) =
      switch state {
      case .finished: ("good", "✓")
      case .failedChecks: ("warn", "!")
      case .failed: ("bad", "✗")
      }
    return .tag(
      "span",
      ["class": "state " + name],
      [
        .tag("span", ["aria-hidden": "true"], [.text(sign + "\u{A0}")]), .text(words.state(state)),
      ]
    )
  }
}
