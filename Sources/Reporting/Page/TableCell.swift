import Markup
import Tables

extension TableColumn {
  /// A cell: the text people read and, where that is not the exact value, `data-v` with it.
  ///
  /// Sorting and downloads read `data-v`; a text cell carries none, since its text is its value.
  func cell(_ value: Value, words: Words) -> Node {
    if value.isNull {
      let classes = [alignmentClass, "null"].compactMap { $0 }.joined(separator: " ")
      let dash = Self.sign("–", words.noValue)
      return .tag("td", ["class": classes, "data-v": ""], [dash])
    }
    var content: [Node] = []
    var classes = [alignmentClass]
    var attributes: [Attribute] = []
    switch value {
    case .bool(let isTrue):
      classes.append(isTrue ? nil : "no")
      attributes.append(Attribute("data-v", isTrue ? "true" : "false"))
      content = [isTrue ? Self.sign("✓", words.yes) : Self.sign("✗", words.no)]
    case .string(let text):
      if BidiText.isRightToLeft(text) { attributes.append(Attribute("dir", "auto")) }
      content = [Self.clipped(text)]
    default:
      let exact = value.displayText
      let shown = text(value)
      if shown != exact { attributes.append(Attribute("data-v", exact)) }
      if let number = value.number {
        if let bars {
          classes.append("bar")
          content = bars.bar(number).map { [$0] } ?? []
        }
        classes.append(colours?.classes(for: number))
      }
      content.append(kind == .number ? .text(shown) : Self.clipped(shown))
    }
    let names = classes.compactMap { $0 }.joined(separator: " ")
    if !names.isEmpty { attributes.insert(Attribute("class", names), at: 0) }
    return .element(Element("td", attributes, content))
  }

  /// A sign with the word that a screen reader says for it.
  private static func sign(_ sign: String, _ word: String) -> Node {
    .tag("span", ["role": "img", "aria-label": word], [.text(sign)])
  }

  /// Text too long for a cell shows its beginning, and the whole of it on request.
  static func clipped(_ text: String) -> Node {
    guard text.utf8.count > 240, text.count > 240 else { return .text(text) }
    return .tag(
      "details",
      ["class": "long"],
      [
        .tag("summary", [:], [.text(String(text.prefix(120)) + "…")]),
        .tag("span", ["class": "full"], [.text(text)]),
      ]
    )
  }
}

/// Finds text that needs its direction worked out by the browser.
enum BidiText {
  /// Whether any letter or mark runs from right to left.
  static func isRightToLeft(_ text: String) -> Bool {
    text.utf8.contains { $0 >= 0xD6 }
      && text.unicodeScalars.contains { scalar in
        switch scalar.value {
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF,
          0x1E800...0x1EFFF, 0x200F, 0x202B, 0x202E, 0x2067:
          true
        default: false
        }
      }
  }
}
