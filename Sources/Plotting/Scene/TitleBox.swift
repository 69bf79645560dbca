import Markup

/// A title with its subtitle, which stands at a side of what it names.
///
/// Source: https://vega.github.io/vega/docs/title/, `vega-view-transforms` (`layout/title.js`).
struct TitleBox: Sendable {
  enum Side: String, Sendable { case none, top, bottom, left, right }

  var text: TextItem
  var subtitle: TextItem?
  var side = Side.top
  var anchor = GridLayout.Anchor.middle
  /// Set along the plot's own rectangle, rather than along all that surrounds it.
  var isWithinPlot = false
  var offset = 4.0
  /// Between the title and the subtitle.
  var padding = 3.0

  /// Sets what follows from the side and the anchor: how the text is turned and aligned.
  mutating func settle(align: String?, angle: Double?, baseline: String?) {
    let turned: Double = side == .left ? -90 : side == .right ? 90 : 0
    let along = anchor.align(from: "left", to: "right")
    func settle(_ item: inout TextItem) {
      item.align = align ?? along
      item.angle = angle ?? turned
      item.baseline = baseline ?? "top"
    }
    settle(&text)
    if var item = subtitle {
      settle(&item)
      subtitle = item
    }
  }

  /// The element and its bounds, beside `bounds` of all that is there already.
  func placed(
    width: Double,
    height: Double,
    bounds: Bounds,
    in context: DrawingContext
  ) -> (node: Node, bounds: Bounds) {
    var start = 0.0
    var end = side == .left || side == .right ? height : width
    if !isWithinPlot {
      switch side {
      case .left: (start, end) = (bounds.y2, bounds.y1)
      case .right: (start, end) = (bounds.y1, bounds.y2)
      default: (start, end) = (bounds.x1, bounds.x2)
      }
    } else if side == .left {
      (start, end) = (height, 0)
    }
    let along = start + anchor.part * (end - start)
    var own = text.bounds
    var second = subtitle
    if second?.hasText ?? false {
      let size = own
      switch side {
      case .top, .bottom, .none: second?.y = size.height + padding
      case .left: second?.x = size.width + padding
      case .right: second?.x = -size.width - padding
      }
      if let more = second?.bounds { own.union(more) }
    }
    var x = along
    var y = along
    switch side {
    case .top: y = bounds.y1 - own.height - offset
    case .bottom: y = bounds.y2 + offset
    case .left: x = bounds.x1 - own.width - offset
    case .right: x = bounds.x2 + own.width + offset
    case .none: (x, y) = (0, 0)
    }
    var parts = [label("title", text, in: context)]
    if let second { parts.append(label("subtitle", second, in: context)) }
    let node = SVG.frame("mark-group role-title", at: (x, y), parts)
    return (node, own.translated(x, y))
  }

  private func label(_ kind: String, _ item: TextItem, in context: DrawingContext) -> Node {
    SVG.group(
      "mark-text role-title-\(kind == "title" ? "text" : kind)",
      [item.node(context)],
      attributes: [
        Attribute("role", "graphics-symbol"), Attribute("aria-roledescription", kind),
        Attribute(
          "aria-label",
          "\(kind == "title" ? "Title" : "Subtitle") text '\(item.lines.joined(separator: " "))'"
        ),
      ]
    )
  }
}
