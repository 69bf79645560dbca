import Markup

/// A remark set apart from the text, with its kind in a word and a drawing.
struct CalloutView: Sendable {
  enum Kind: String, CaseIterable, Sendable { case note, tip, important, warning, caution }

  var kind: Kind
  /// The author's heading; nil for the kind's own name.
  var title: [Node]?
  var body: [Node]
  var words: Words

  func node() -> Node {
    let name = words.callout(kind)
    let heading = title ?? [.text(name)]
    return .tag(
      "div",
      ["class": "callout \(kind.rawValue)", "role": "note", "aria-label": name],
      [.tag("p", ["class": "title"], [icon.node, .tag("span", [:], heading)])] + body
    )
  }

  private var icon: Icon {
    switch kind {
    case .note: .note
    case .tip: .tip
    case .important: .important
    case .warning: .warning
    case .caution: .caution
    }
  }
}
