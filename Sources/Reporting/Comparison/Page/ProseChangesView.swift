import Markup

/// The paragraphs of two pages, under the headings they stand under, with the words marked that
/// went and that came.
struct ProseChangesView: Sendable {
  var changes: [ParagraphChange]
  /// What the pages are written in, for hyphens and voices; nil where it is not known.
  var oldLanguage: String?
  var newLanguage: String?
  var words: Words

  func nodes() -> [Node] {
    var nodes: [Node] = []
    var section: [String]?
    for change in changes where change.kind != .heading || change.differs {
      if change.section != section {
        section = change.section
        let title =
          change.section.isEmpty ? words.outsideSections : change.section.joined(separator: " › ")
        nodes.append(.tag("h3", [:], [.text(title)]))
      }
      nodes.append(node(change))
    }
    return nodes
  }

  private func node(_ change: ParagraphChange) -> Node {
    let fate = change.old == nil ? words.isNew : change.new == nil ? words.isGone : nil
    let label = [fate, words.kind(change.kind)].compactMap(\.self).joined(separator: " · ")
    let kind =
      !change.differs ? "same" : fate == nil ? "changed" : change.old == nil ? "come" : "gone"
    var text = Element(change.kind == .code ? "pre" : "p", [], TextChangeView.nodes(change, words))
    if change.kind == .code { text.attributes.append(Attribute("tabindex", "0")) }
    if let language = change.new == nil ? oldLanguage : newLanguage {
      text.attributes.append(Attribute("lang", language))
    }
    let parts = label.isEmpty ? [] : [Node.tag("p", ["class": "label"], [.text(label)])]
    return .tag("div", ["class": "edit " + kind], parts + [.element(text)])
  }
}

/// A text in two versions, with `del` and `ins` around what differs.
enum TextChangeView {
  static func nodes(_ change: ParagraphChange, _ words: Words) -> [Node] {
    nodes(change.old, change.new, words)
  }

  /// `nil` stands for a text that is not there at all.
  static func nodes(_ old: String?, _ new: String?, _ words: Words) -> [Node] {
    guard let old else { return new.map { [come($0, words)] } ?? [] }
    guard let new else { return [gone(old, words)] }
    if old == new { return [.text(new)] }
    return TextChange(old, new).parts.map { part in
      switch part {
      case .same(let text): .text(text)
      case .gone(let text): gone(text, words)
      case .come(let text): come(text, words)
      }
    }
  }

  private static func gone(_ text: String, _ words: Words) -> Node {
    marked("del", words.removedText, text, words)
  }

  private static func come(_ text: String, _ words: Words) -> Node {
    marked("ins", words.addedText, text, words)
  }

  /// Few screen readers tell of these elements by themselves.
  private static func marked(_ name: String, _ word: String, _ text: String, _ words: Words) -> Node
  {
    .tag(
      name,
      [:],
      [
        .tag("span", ["class": "sr"], [.text(word)]), .text(text),
        .tag("span", ["class": "sr"], [.text(words.endOfChange)]),
      ]
    )
  }
}
