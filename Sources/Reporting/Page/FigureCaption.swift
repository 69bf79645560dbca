import Markup

/// What stands over a table or under a chart: its number, then the author's words.
struct FigureCaption: Sendable {
  /// `Table 1`; nil for a figure that is not counted.
  var label: String?
  var title: String?
  var content: [Node] = []
  /// What Quire adds: how many rows are shown.
  var remark: String?

  var isEmpty: Bool { label == nil && title == nil && content.isEmpty && remark == nil }

  func node(id: String) -> Node {
    var parts: [Node] = []
    if let label { parts.append(.tag("b", [:], [.text(label)])) }
    if let title { parts.append(.tag("strong", [:], [.text(title)])) }
    if !content.isEmpty { parts.append(.fragment(content)) }
    if let remark { parts.append(.tag("span", ["class": "remark"], [.text(remark)])) }
    let spaced = parts.enumerated().flatMap { place, part -> [Node] in
      place == 0 ? [part] : [" ", part]
    }
    return .tag("figcaption", ["id": id], spaced)
  }
}
