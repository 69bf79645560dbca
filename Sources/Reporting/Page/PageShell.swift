import Templates
import Markup
import Tables

/// A whole page: one HTML file that asks for nothing else.
///
/// The same parts give the same bytes. Nothing in it is a time, a random number or an address of
/// the machine it was made on.
struct PageShell: Sendable {
  var title: String
  var subtitle: String?
  var authors: [String] = []
  /// Shown as written, or at length when it is an ISO date.
  var date: String?
  var language: Language
  /// Whether the page follows the reader's system or is fixed until the reader changes it.
  var theme: FrontMatter.Theme = .auto
  /// For the page's `description`: one sentence.
  var description: String?
  var contents: [ContentsEntry] = []
  var body: [Node]
  /// Sources and provenance, after the text.
  var appendix: Node?
  /// Stylesheets of other rooms (the marks of charts).
  var extraStyles: String = ""
  /// A script of the page's own, after the one that all pages have.
  var extraScript: String = ""

  private var script: String {
    extraScript.isEmpty ? PageAssets.script : PageAssets.script + "\n" + extraScript
  }
  private var words: Words { Words(language) }
  private var style: String {
    extraStyles.isEmpty ? PageAssets.style : PageAssets.style + "\n" + extraStyles
  }

  /// The file's bytes.
  func html() -> [UInt8] {
    var out = Array("<!DOCTYPE html>\n".utf8)
    page.write(to: &out)
    out.append(UInt8(ascii: "\n"))
    return out
  }

  private var page: Node {
    var root = Element("html", [Attribute("lang", language.rawValue)])
    if theme != .auto { root.attributes.append(Attribute("data-theme", theme.rawValue)) }
    root.children = ["\n", head, "\n", bodyElement, "\n"]
    return .element(root)
  }

  private var head: Node {
    var lines: [Node] = [
      .tag("meta", ["charset": "utf-8"]),
      .tag(
        "meta",
        [
          "http-equiv": "Content-Security-Policy",
          "content": PageAssets.policy(style: style, script: script),
        ]
      ),
      .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      .tag("meta", ["name": "color-scheme", "content": "light dark"]),
      .tag("meta", ["name": "generator", "content": "Quire"]),
    ]
    for author in authors { lines.append(.tag("meta", ["name": "author", "content": author])) }
    if let description {
      lines.append(.tag("meta", ["name": "description", "content": description]))
    }
    lines.append(.tag("title", [:], [.text(title)]))
    lines.append(.tag("style", [:], [.trusted(style)]))
    return .tag("head", [:], lines.flatMap { ["\n", $0] } + ["\n"])
  }

  private var bodyElement: Node {
    let hasContents = contents.count > 1
    var parts: [Node] = [header]
    if hasContents { parts.append(ContentsView(entries: contents, words: words).node()) }
    parts.append(.tag("main", ["id": "main"], body.flatMap { [$0, "\n"] }))
    if let appendix { parts.append(appendix) }
    parts.append(.tag("footer", [:], [.tag("p", [:], [.text(words.madeWith)])]))
    return .tag(
      "body",
      ["data-words": words.scriptMessages],
      [
        "\n", .tag("a", ["class": "skip", "href": "#main"], [.text(words.skipToText)]), "\n",
        themeButton, "\n",
        .tag(
          "div",
          ["class": hasContents ? "page with-toc" : "page"],
          parts.flatMap { ["\n", $0] }
        ),
        "\n", .tag("script", [:], [.trusted(script)]), "\n",
      ]
    )
  }

  private var header: Node {
    var parts: [Node] = [.tag("h1", [:], [.text(title)])]
    if let subtitle { parts.append(.tag("p", ["class": "subtitle"], [.text(subtitle)])) }
    var by = authors.map { Node.tag("span", [:], [.text($0)]) }
    if let date { by.append(Self.dateNode(date, words)) }
    if !by.isEmpty { parts.append(.tag("p", ["class": "by"], by)) }
    return .tag("header", [:], parts)
  }

  /// An ISO date at length; any other text as it is.
  static func dateNode(_ date: String, _ words: Words) -> Node {
    guard let iso = try? TimeFormat("%Y-%m-%d"), let instant = iso.milliseconds(parsing: date),
      let long = try? TimeFormat(words.longDate, locale: words.language.locale)
    else { return .tag("span", [:], [.text(date)]) }
    return .tag("time", ["datetime": date], [.text(long.string(milliseconds: instant))])
  }

  private var themeButton: Node {
    .tag(
      "button",
      [
        "class": "theme", "type": "button", "hidden": nil, "aria-pressed": "false",
        "aria-label": words.darkTheme, "title": words.darkTheme,
      ],
      [Icon.halfMoon.node]
    )
  }
}
