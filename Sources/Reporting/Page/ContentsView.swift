import Markup

/// A heading as the table of contents lists it.
struct ContentsEntry: Sendable, Equatable {
  /// The heading's level, 1 to 6.
  var level: Int
  var id: String
  /// The heading's text without links.
  var text: Node
}

/// The table of contents: two levels, however deep the headings go.
struct ContentsView: Sendable {
  var entries: [ContentsEntry]
  var words: Words

  func node() -> Node {
    .tag(
      "nav",
      ["class": "toc", "aria-labelledby": "toc-title"],
      [
        .tag(
          "div",
          [:],
          [.tag("h2", ["id": "toc-title"], [.text(words.contents)]), .tag("ol", [:], chapters)]
        )
      ]
    )
  }

  private var top: Int { entries.map(\.level).min() ?? 2 }

  /// Top-level entries, each with the sections right below it; deeper headings are left out.
  private var chapters: [Node] {
    var chapters: [(link: Node?, sections: [Node])] = []
    for entry in entries where entry.level <= top + 1 {
      let link = Node.tag("a", ["href": "#" + entry.id], [entry.text])
      if entry.level == top || chapters.isEmpty {
        chapters.append((link, []))
      } else {
        chapters[chapters.count - 1].sections.append(.tag("li", [:], [link]))
      }
    }
    return chapters.map { chapter in
      let sections: [Node] = chapter.sections.isEmpty ? [] : [.tag("ol", [:], chapter.sections)]
      return .tag("li", [:], (chapter.link.map { [$0] } ?? []) + sections)
    }
  }
}
