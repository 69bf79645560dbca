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

/// A drawing with its caption.
struct ChartFigure: Sendable {
  /// The anchor that references point to, such as `fig-monthly`.
  var id: String
  var caption: FigureCaption
  var drawing: Node
  /// The drawing's natural width in pixels.
  var width: Double

  /// Charts wider than this are not shrunk below it on a narrow screen, but scrolled (36rem).
  private static let readableWidth = 576.0

  /// On a narrow screen a chart keeps a size at which it can be read, and is scrolled.
  func node() -> Node {
    var region = Element("div", [Attribute("class", "scroll")], [drawing])
    region.attributes.append(Attribute("tabindex", "0"))
    var parts: [Node] = []
    if !caption.isEmpty {
      let captionID = id + "-caption"
      region.attributes += [
        Attribute("role", "region"), Attribute("aria-labelledby", captionID),
      ]
      parts = [caption.node(id: captionID)]
    }
    let kind = width > Self.readableWidth ? "chart wide" : "chart"
    return .tag("figure", ["class": kind, "id": id], [.element(region)] + parts)
  }
}
