import Markup
import Reporting
import Templates

/// What stands around every page of the server: the head, the bar at the top.
struct Frame: Sendable {
  var title: String
  var words: Words
  /// Where the page stands: links from the list of reports down to here.
  var trail: [Link] = []
  /// What can be done here, at the right end of the bar.
  var actions: [Node] = []
  /// Seconds after which a browser without JavaScript asks again.
  var refresh: Int?
  /// The address of events that the page's script follows.
  var events: String?
  /// Rules that only this page needs.
  var styles: [Asset] = []
  /// Scripts that only this page needs.
  var scripts: [Asset] = []
  var body: [Node]

  struct Link: Sendable {
    var text: String
    var address: String
  }

  func html() -> [UInt8] {
    var out = Array("<!DOCTYPE html>\n".utf8)
    page.write(to: &out)
    out.append(UInt8(ascii: "\n"))
    return out
  }

  private var page: Node {
    .tag("html", ["lang": words.language.rawValue], ["\n", head, "\n", bodyElement, "\n"])
  }

  private var head: Node {
    var lines: [Node] = [
      .tag("meta", ["charset": "utf-8"]),
      .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      .tag("meta", ["name": "color-scheme", "content": "light dark"]),
      .tag("title", [:], [.text("\(title) – Quire")]),
      .tag("link", ["rel": "icon", "href": "data:,"]),
      Asset.pageStyle.link, Asset.style.link, Asset.script.script,
    ]
    lines += styles.map(\.link) + scripts.map(\.script)
    if let refresh {
      lines.append(
        .tag("noscript", [:], [.tag("meta", ["http-equiv": "refresh", "content": "\(refresh)"])])
      )
    }
    return .tag("head", [:], lines.flatMap { ["\n", $0] } + ["\n"])
  }

  private var bodyElement: Node {
    var attributes = [Attribute("class", "review")]
    if let events { attributes.append(Attribute("data-events", events)) }
    return .element(
      Element(
        "body",
        attributes,
        [
          "\n", .tag("a", ["class": "skip", "href": "#main"], [.text(words.skipToText)]), "\n",
          bar, "\n",
          .tag(
            "main",
            ["id": "main", "class": "review-main", "tabindex": "-1"],
            body.flatMap { [$0, "\n"] }
          ),
          "\n",
        ]
      )
    )
  }

  /// The bar alone, as it also stands above a report.
  var bar: Node {
    let home = Link(text: words.reports, address: "/")
    let links = ([home] + trail).enumerated().map { index, link in
      let isHere = index == trail.count
      return Node.tag(
        "li",
        [:],
        [
          .element(
            Element(
              "a",
              [Attribute("href", link.address)]
                + (isHere ? [Attribute("aria-current", "page")] : []),
              [.text(link.text)]
            )
          )
        ]
      )
    }
    return .tag(
      "nav",
      ["class": "q-bar", "aria-label": words.navigation],
      [
        .tag("a", ["class": "q-mark", "href": "/"], ["Quire"]),
        .tag("ol", ["class": "q-trail"], links),
        .tag("div", ["class": "q-actions"], actions),
      ]
    )
  }
}

extension Node {
  /// A link.
  static func link(_ text: String, _ address: String, class name: String? = nil) -> Node {
    var attributes = [Attribute("href", address)]
    if let name { attributes.append(Attribute("class", name)) }
    return .element(Element("a", attributes, [.text(text)]))
  }

  /// An element with a class and children.
  static func box(_ name: String, _ className: String, _ children: [Node]) -> Node {
    .tag(name, ["class": className], children)
  }

  /// A state as a word with a mark before it, so that it is told by more than its colour.
  static func state(_ state: String, _ words: Words) -> Node {
    .tag("span", ["class": "state", "data-state": state], [.text(words.state(state))])
  }

  /// A table of rows under a header, in a box that scrolls.
  static func table(_ header: [String], _ rows: [[Node]], label: String, numeric: Set<Int> = [])
    -> Node
  {
    func attributes(_ column: Int) -> [Attribute] {
      numeric.contains(column) ? [Attribute("class", "n")] : []
    }
    let head = header.enumerated().map { index, text in
      Node.element(Element("th", [Attribute("scope", "col")] + attributes(index), [.text(text)]))
    }
    let body = rows.map { row in
      Node.tag("tr", [:], row.enumerated().map { .element(Element("td", attributes($0), [$1])) })
    }
    return .tag(
      "div",
      ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": label],
      [
        .tag(
          "table",
          [:],
          [
            .tag("thead", [:], [.tag("tr", [:], head)]),
            .tag("tbody", [:], body.flatMap { [$0, "\n"] }),
          ]
        )
      ]
    )
  }

  /// Pairs of a name and what it is.
  static func facts(_ pairs: [(String, Node)]) -> Node {
    .tag(
      "dl",
      ["class": "facts"],
      pairs.flatMap { [.tag("dt", [:], [.text($0)]), .tag("dd", [:], [$1])] }
    )
  }
}
