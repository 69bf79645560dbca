import Markup

/// The notes of a page, at the end of its text, and the marks that lead to them.
struct FootnotesView: Sendable {
  struct Note: Sendable {
    var body: [Node]
    /// How many marks in the text lead here; each gets a way back.
    var references: Int
  }

  var notes: [Note]
  var words: Words

  /// The mark in the text: the note's number, raised.
  ///
  /// `occurrence` counts the marks of one note from 1, so that each has an anchor of its own.
  static func mark(_ number: Int, occurrence: Int) -> Node {
    .tag(
      "sup",
      [:],
      [
        .tag(
          "a",
          [
            "class": "fn", "id": anchor(number, occurrence), "href": "#fn-\(number)",
            "role": "doc-noteref",
          ],
          [.text("\(number)")]
        )
      ]
    )
  }

  func node() -> Node {
    let items = notes.enumerated().map { place, note -> Node in
      let number = place + 1
      let ways = (1..<(max(note.references, 1) + 1)).flatMap { occurrence -> [Node] in
        let link = Node.tag(
          "a",
          [
            "href": "#" + Self.anchor(number, occurrence), "role": "doc-backlink",
            "aria-label": words.backToText,
          ],
          ["↩\u{FE0E}"]
        )
        return ["\u{A0}", link]
      }
      return .tag("li", ["id": "fn-\(number)"], Self.adding(ways, to: note.body))
    }
    return .tag(
      "section",
      ["class": "footnotes", "role": "doc-endnotes", "aria-labelledby": "footnotes-title"],
      [
        .tag("h2", ["id": "footnotes-title"], [.text(words.footnotes)]), .tag("ol", [:], items),
      ]
    )
  }

  private static func anchor(_ number: Int, _ occurrence: Int) -> String {
    occurrence == 1 ? "fnref-\(number)" : "fnref-\(number)-\(occurrence)"
  }

  /// The ways back stand at the end of the last paragraph rather than on a line of their own.
  private static func adding(_ ways: [Node], to body: [Node]) -> [Node] {
    guard case .element(var last)? = body.last, last.name == "p" else { return body + ways }
    last.children += ways
    return body.dropLast() + [.element(last)]
  }
}
