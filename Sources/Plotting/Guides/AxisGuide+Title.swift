extension AxisGuide {
  /// The title beyond the labels, which take `extent` pixels; `sign` is -1 to the left and above.
  func titleItem(
    _ reader: GuideReader<AxisKey>,
    extent: Double,
    sign: Double,
    theme: Theme
  ) -> TextItem? {
    guard title.contains(where: { !$0.isEmpty }) else { return nil }
    let isX = side.isHorizontal
    var item = TextItem(lines: title)
    item.slack = theme.textSlack
    item.size = reader.number(.titleFontSize) ?? 11
    item.weight = reader.text(.titleFontWeight) ?? "bold"
    item.style = reader.text(.titleFontStyle)
    item.font = reader.text(.titleFont)
    item.limit = reader.number(.titleLimit) ?? 0
    item.lineHeight = reader.number(.titleLineHeight)
    item.paint = reader.paint(.titleColor) ?? GuideStyle.Role.title.paint(theme)
    item.opacity = reader.number(.titleOpacity) ?? 1
    item.baseline = reader.text(.titleBaseline) ?? (side == .bottom ? "top" : "bottom")
    item.angle = reader.number(.titleAngle) ?? (isX ? 0 : sign * 90)
    let ends = scale.rangeEnds
    let along: Double
    switch reader.text(.titleAnchor) {
    case "start"?: (along, item.align) = (ends.first, "left")
    case "end"?: (along, item.align) = (ends.last, "right")
    default: (along, item.align) = ((ends.first + ends.last) / 2, "center")
    }
    if let align = reader.text(.titleAlign) { item.align = align }
    if theme.usesClasses, item.limit == 0, item.lines.count == 1 {
      // A long title wraps within its axis, but not into a column of single words.
      let room = max(scale.rangeLength, isX ? 240 : 160) / theme.textSlack
      item.lines = TextMeasure.wrapped(
        item.lines[0],
        to: room,
        size: item.size,
        isBold: item.isBold,
        maxLines: 3
      )
    }
    let padding = reader.number(.titlePadding) ?? 4
    let away = sign * (extent + padding + (side == .bottom ? 0 : item.linesOffset))
    item.x = isX ? along : away
    item.y = isX ? away : along
    if let x = reader.number(.titleX) { item.x = x }
    if let y = reader.number(.titleY) { item.y = y }
    return item
  }
}
