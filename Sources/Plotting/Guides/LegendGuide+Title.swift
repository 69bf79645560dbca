import Tables

extension LegendGuide {
  /// The title as text, not yet placed; nil for none.
  func titleItem(_ reader: GuideReader<LegendKey>, _ theme: Theme) -> TextItem? {
    guard title.contains(where: { !$0.isEmpty }) else { return nil }
    var item = TextItem(lines: title)
    item.slack = theme.textSlack
    item.size = reader.number(.titleFontSize) ?? 11
    item.weight = reader.text(.titleFontWeight) ?? "bold"
    item.style = reader.text(.titleFontStyle)
    item.font = reader.text(.titleFont)
    item.limit = reader.number(.titleLimit) ?? 180
    item.lineHeight = reader.number(.titleLineHeight)
    item.paint = reader.paint(.titleColor) ?? GuideStyle.Role.title.paint(theme)
    item.opacity = reader.number(.titleOpacity) ?? 1
    let orient = reader.text(.titleOrient) ?? "top"
    let isBeside = orient == "left" || orient == "right"
    let anchor = GridLayout.Anchor(reader.text(.titleAnchor) ?? (isBeside ? "middle" : "start"))
    let isUpright = kind == .gradient && isVertical(reader)
    item.angle = isUpright && isBeside ? (orient == "left" ? -90 : 90) : 0
    if isUpright, orient == "right" {
      item.align = anchor.align(from: "right", to: "left")
    } else if isBeside, !(isUpright && orient == "left") {
      item.align = "left"
    } else {
      item.align = anchor.align(from: "left", to: "right")
    }
    if isBeside {
      item.baseline =
        isUpright ? (orient == "right" ? "bottom" : "top") : anchor.baseline
    } else {
      item.baseline = "top"
    }
    if let align = reader.text(.titleAlign) { item.align = align }
    if let baseline = reader.text(.titleBaseline) { item.baseline = baseline }
    return item
  }

  /// Puts the title beside, above or below the entries.
  ///
  /// Source: `vega-view-transforms` (`layout/legend.js`).
  func arrange(
    _ item: inout TextItem?,
    _ entry: inout (x: Double, y: Double),
    body: LegendBody,
    padding: Double,
    _ reader: GuideReader<LegendKey>
  ) {
    guard var title = item else { return }
    let orient = reader.text(.titleOrient) ?? "top"
    let gap = reader.number(.titlePadding) ?? 5
    let isBeside = orient == "left" || orient == "right"
    let anchor = GridLayout.Anchor(reader.text(.titleAnchor) ?? (isBeside ? "middle" : "start"))
    title.x = padding
    title.y = padding
    switch orient {
    case "left": entry.x += title.bounds.width.rounded(.up) + gap
    case "right", "bottom": break
    default: entry.y += title.bounds.height + gap
    }
    let whole = body.bounds.translated(entry.x, entry.y)
    let isUpright = kind == .gradient && isVertical(reader)
    /// How far along the entries, or the bar, the title stands.
    func along(_ anchor: GridLayout.Anchor, down: Bool, beside: Bool, whole usesWhole: Bool = false)
      -> Double
    {
      let usesBar = kind == .gradient && (beside || !isUpright) && !usesWhole
      let box = usesBar ? body.bar : whole
      let size = (down ? box.y2 : box.x2) - padding
      let lines = down && !usesWhole ? title.linesOffset : 0
      let (start, end) = isUpright && beside ? (size, 0) : (0, size)
      switch anchor {
      case .start: return snapped(start)
      case .end: return snapped(end - lines)
      case .middle: return snapped(0.5 * (size - lines))
      }
    }
    switch orient {
    case "left": title.y += along(anchor, down: true, beside: true)
    case "right":
      title.x += along(.end, down: false, beside: false) + gap
      title.y += along(anchor, down: true, beside: true)
    case "bottom":
      title.x += along(anchor, down: false, beside: false)
      title.y += along(.end, down: true, beside: false, whole: true) + gap
    default: title.x += along(anchor, down: false, beside: false)
    }
    let before = snapped(title.bounds.x1 - padding)
    if before < 0 {
      title.x -= before
      entry.x -= before
    }
    item = title
  }
}

extension GridLayout.Anchor {
  func align(from start: String, to end: String) -> String {
    switch self {
    case .start: start
    case .middle: "center"
    case .end: end
    }
  }

  var baseline: String {
    switch self {
    case .start: "top"
    case .middle: "middle"
    case .end: "bottom"
    }
  }
}
