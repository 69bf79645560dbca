import Foundation
import Markup
import Reporting
import Tables

/// The first page: every report of the project, how its last run went, and what is running now.
struct ReportsPage: Sendable {
  /// A template with its newest run.
  struct Entry: Sendable {
    var template: String
    var title: String
    var description: String?
    var run: RunSummary?
    /// How many mistakes planning finds.
    var mistakes: Int
  }

  var entries: [Entry]
  var jobs: [Job]
  /// What was searched for.
  var query: String
  var isWatching: Bool
  var words: Words

  /// The entries that hold every word of the query, in any place.
  var found: [Entry] {
    let parts = query.folded.split(separator: " ")
    return entries.filter { entry in
      let text = "\(entry.title) \(entry.template) \(entry.description ?? "")".folded
      return parts.allSatisfy { text.contains($0) }
    }
  }

  func frame() -> Frame {
    var body: [Node] = [.tag("h1", [:], [.text(words.reports)])]
    let open = jobs.filter { !$0.state.isOver }
    if !open.isEmpty { body.append(running(open)) }
    body.append(search)
    if entries.isEmpty { body.append(nothing) }
    let found = found
    if !entries.isEmpty, found.isEmpty {
      body.append(.tag("p", [:], [.text(words.nothingFound(query))]))
    }
    body.append(.box("ul", "reports", found.map(item).flatMap { [$0, "\n"] }))
    return Frame(title: words.reports, words: words, body: body)
  }

  private var search: Node {
    .tag(
      "form",
      ["class": "tools", "method": "get", "action": Address.home, "role": "search"],
      [
        .tag(
          "input",
          [
            "type": "search", "name": "q", "value": query, "aria-label": words.searchReports,
            "placeholder": words.searchReports, "data-filter": ".reports > li",
          ]
        ),
        .tag("button", ["type": "submit"], [.text(words.search)]),
        .tag(
          "span",
          [
            "class": "count", "role": "status", "data-one": words.reportCount(1),
            "data-many": words.reportCount(0),
          ],
          [.text(words.reportCount(found.count))]
        ),
      ]
    )
  }

  private var nothing: Node {
    .tag("p", ["class": "quiet"], [.text(words.noTemplates)])
  }

  private func running(_ jobs: [Job]) -> Node {
    .tag(
      "section",
      ["class": "running", "aria-label": words.runningNow],
      [
        .tag("h2", [:], [.text(words.runningNow)]),
        .tag(
          "ul",
          [:],
          jobs.map { job in
            .tag(
              "li",
              [:],
              [.link(job.title, Address.job(job.id)), " ", .state(job.state.rawValue, words)]
            )
          }
        ),
      ]
    )
  }

  private func item(_ entry: Entry) -> Node {
    var parts: [Node] = [
      .tag("h2", [:], [.link(entry.title, Address.report(entry.template))]),
      .tag("p", ["class": "where"], [.tag("code", [:], [.text(entry.template)])]),
    ]
    if let description = entry.description {
      parts.append(.tag("p", ["class": "about"], [.text(description)]))
    }
    parts.append(.box("p", "how", status(entry)))
    if let run = entry.run {
      if !run.failing.isEmpty {
        parts.append(
          .box(
            "ul",
            "failing",
            run.failing.prefix(3).map { .tag("li", [:], [.text("\($0.check): \($0.rule)")]) }
          )
        )
      }
      if let problem = run.problem { parts.append(.box("p", "bad", [.text(problem)])) }
      if !run.metrics.isEmpty { parts.append(cards(run)) }
    }
    parts.append(links(entry))
    return .tag(
      "li",
      ["data-text": "\(entry.title) \(entry.template) \(entry.description ?? "")".folded],
      parts
    )
  }

  private func status(_ entry: Entry) -> [Node] {
    var parts: [Node] = []
    if let run = entry.run {
      parts += [
        .state(run.state, words), " ", .link(words.time(run.started), Address.run(run.id)), " ",
        .text(words.duration(run.seconds)),
      ]
      if !run.failing.isEmpty {
        parts.append(.box("span", "bad", [.text(" · " + words.failingChecks(run.failing.count))]))
      }
    } else {
      parts.append(.text(words.neverRun))
    }
    if entry.mistakes > 0 {
      parts += [
        " · ", .link(words.mistakes(entry.mistakes), Address.source(entry.template), class: "bad"),
      ]
    }
    return parts
  }

  private func cards(_ run: RunSummary) -> Node {
    .box(
      "dl",
      "figures",
      run.metrics.prefix(4).map { card in
        .tag(
          "div",
          [:],
          [
            .tag("dt", [:], [.text(card.label)]),
            .tag("dd", [:], [.text(card.text ?? words.number(card.value))]),
          ]
        )
      }
    )
  }

  private func links(_ entry: Entry) -> Node {
    func link(_ text: String, _ address: String, class name: String? = nil) -> Node {
      // The same words stand at every report: by themselves they would not say whose.
      var attributes = [
        Attribute("href", address), Attribute("aria-label", "\(text) \(entry.title)"),
      ]
      if let name { attributes.append(Attribute("class", name)) }
      return .element(Element("a", attributes, [.text(text)]))
    }
    var links = [link(words.runIt, Address.start(entry.template), class: "button")]
    if isWatching { links.append(link(words.preview, Address.preview(entry.template))) }
    links.append(link(words.source, Address.source(entry.template)))
    return .box("p", "links", links.flatMap { [$0, " "] })
  }
}

extension String {
  /// For searching: composed, and without regard to case.
  var folded: String { precomposedStringWithCanonicalMapping.lowercased() }
}

extension Words {
  var searchReports: String { pick("보고서 찾기", "Search the reports") }
  var runningNow: String { pick("지금 실행 중", "Running now") }
  var neverRun: String { pick("아직 실행하지 않음", "not run yet") }
  var noTemplates: String {
    pick(
      "이 폴더에는 템플릿이 없습니다. ‘quire new 이름’으로 첫 템플릿을 만들 수 있습니다.",
      "There are no templates in this folder. ‘quire new NAME’ writes a first one."
    )
  }
  func nothingFound(_ query: String) -> String {
    pick("‘\(query)’에 맞는 보고서가 없습니다.", "No report matches ‘\(query)’.")
  }
  func reportCount(_ number: Int) -> String {
    pick("보고서 \(count(number))개", counted(number, "report", plural: "reports"))
  }
  func failingChecks(_ number: Int) -> String {
    pick("실패한 검사 \(count(number))개", counted(number, "failing check", plural: "failing checks"))
  }
  func mistakes(_ number: Int) -> String {
    pick(
      "템플릿 오류 \(count(number))개",
      counted(number, "mistake in the template", plural: "mistakes in the template")
    )
  }

  /// A number card's value to four figures; other texts as they are.
  func number(_ text: String) -> String {
    guard let value = Double(text), value.isFinite else { return text }
    if value == value.rounded(), abs(value) < 1e15 { return count(Int(value)) }
    return Self.four?.string(.double(value)) ?? text
  }

  private static let four = try? NumberFormat(",.4~r")
}
