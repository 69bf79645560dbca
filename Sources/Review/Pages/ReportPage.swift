import Foundation
import Markup
import Reporting

/// A report as it was rendered, with the bar of the server above it.
///
/// The page keeps its own stylesheet and script; its Content-Security-Policy moves from the page into the
/// response's header, where the server's own files are added to it.
struct ReportPage: Sendable {
  var template: String
  /// The run whose page is shown.
  var run: RunSummary
  /// All runs of the template, the newest first.
  var runs: [RunSummary]
  var isWatching: Bool
  var words: Words

  /// A finished page with something put into it.
  struct Dressed: Sendable {
    var bytes: [UInt8]
    var policy: String
  }

  /// Puts the bar into a page that Quire wrote.
  func dress(_ page: [UInt8]) -> Dressed {
    DressedPage.dress(page, head: [Asset.style.link, Asset.script.script], top: frame.bar)
  }

  private var frame: Frame {
    var actions: [Node] = []
    if runs.count > 1 { actions.append(chooser) }
    actions.append(.link(words.runAgain, Address.start(template, like: run.id), class: "button"))
    actions.append(.link(words.ledger, Address.run(run.id)))
    if runs.count > 1 {
      let before = runs.firstIndex { $0.id == run.id }.map { $0 + 1 }
      let old = before.flatMap { $0 < runs.count ? runs[$0].id : nil }
      let pair = old.map { ($0, run.id) } ?? (run.id, runs[0].id)
      actions.append(.link(words.compare, Address.compare(pair.0, pair.1)))
    }
    if isWatching { actions.append(.link(words.preview, Address.preview(template))) }
    actions.append(.link(words.source, Address.source(template)))
    return Frame(
      title: run.title,
      words: words,
      trail: [Frame.Link(text: run.title, address: Address.report(template))],
      actions: actions,
      body: []
    )
  }

  /// The runs there are, to be shown in this one's place.
  private var chooser: Node {
    let options = runs.prefix(Self.runsShown).enumerated().map { index, other in
      let text =
        words.time(other.started) + " · " + words.state(other.state)
        + (index == 0 ? " · " + words.newest : "")
      var attributes = [Attribute("value", other.id)]
      if other.id == run.id { attributes.append(Attribute("selected", nil)) }
      return Node.element(Element("option", attributes, [.text(text)]))
    }
    return .tag(
      "form",
      ["method": "get", "action": Address.report(template), "class": "q-runs"],
      [
        .tag("label", ["for": "q-run", "class": "sr"], [.text(words.runs)]),
        .tag("select", ["id": "q-run", "name": "run"], options),
        .tag("button", ["type": "submit"], [.text(words.show)]),
      ]
    )
  }

  private static let runsShown = 50
}

/// Puts parts of the server's own into a finished report.
enum DressedPage {
  /// - Parameters:
  ///   - page: As Quire wrote it: one `<meta http-equiv="Content-Security-Policy">` in its head.
  ///   - head: What is added to the head: links to the server's own files.
  ///   - top: What stands before all else in the body.
  /// - Returns: the page without its policy, and the policy for the response's header.
  static func dress(_ page: [UInt8], head: [Node], top: Node) -> ReportPage.Dressed {
    // Of a long page only the beginning is looked at.
    let start = beginning(of: page)
    let text = String(decoding: page[..<start], as: UTF8.self)
    let opening = "<meta http-equiv=\"Content-Security-Policy\" content=\""
    var before = Substring(text)
    var after = Substring("")
    var policy = "default-src 'none'"
    if let start = text.range(of: opening),
      let end = text.range(of: "\">", range: start.upperBound..<text.endIndex)
    {
      policy = text[start.upperBound..<end.lowerBound].replacingOccurrences(of: "&#39;", with: "'")
      before = text[..<start.lowerBound]
      after = text[end.upperBound...]
    }
    let added = head.map(\.html).joined(separator: "\n")
    var rest = String(after.isEmpty ? before : after)
    if let place = rest.range(of: "</head>") {
      rest.insert(contentsOf: added + "\n", at: place.lowerBound)
    }
    if let body = rest.range(of: "<body"),
      let end = rest.range(of: ">", range: body.upperBound..<rest.endIndex)
    {
      // The link past all navigation stays the first.
      let skip = rest.range(of: "<a class=\"skip\"", range: end.upperBound..<rest.endIndex)
        .flatMap { rest.range(of: "</a>", range: $0.upperBound..<rest.endIndex) }
      rest.insert(contentsOf: "\n" + top.html, at: skip?.upperBound ?? end.upperBound)
    }
    let whole = after.isEmpty ? rest : String(before) + rest
    return ReportPage.Dressed(bytes: Array(whole.utf8) + page[start...], policy: widened(policy))
  }

  /// The number of bytes up to the report itself, with the head, the body's opening tag and the skip link.
  private static func beginning(of page: [UInt8]) -> Int {
    let opening = Array("<div class=\"page".utf8)
    var place = 0
    while let next = page[place...].firstIndex(of: UInt8(ascii: "<")) {
      if page[next...].starts(with: opening) { return next }
      place = next + 1
    }
    return page.count
  }

  /// The page's own policy, with files and events of this server.
  private static func widened(_ policy: String) -> String {
    var rules = policy.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
    for (index, rule) in rules.enumerated() {
      let name = rule.prefix { $0 != " " }
      if name == "style-src" || name == "script-src" { rules[index] = rule + " 'self'" }
      if name == "form-action" { rules[index] = "form-action 'self'" }
    }
    return (rules + ["connect-src 'self'", "frame-ancestors 'none'"]).joined(separator: "; ")
  }
}
