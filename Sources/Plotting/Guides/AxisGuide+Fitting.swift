import Tables

extension AxisGuide {
  /// The labels, arranged so that they can be read.
  ///
  /// In the plain look they stand as Vega-Lite sets them: names below a plot upright. In a report
  /// names below or above a plot stay level where they fit, on two lines where they need to;
  /// counted categories (numbers, bins, dates) are thinned; turning them comes last.
  func fittedLabels(
    _ ticks: [AxisTick],
    _ reader: GuideReader<AxisKey>,
    theme: Theme
  ) -> [TextItem] {
    let isFree =
      theme.usesClasses && side.isHorizontal && scale.type.isDiscreteDomain
      && !labels.hasTimeUnit && reader.value(.labelAngle) == nil
      && reader.value(.labelOverlap) == nil
    guard isFree else {
      return labelItems(ticks, reader, look: AxisLabelLook(self, reader), theme: theme)
    }
    let look = AxisLabelLook(self, reader, isLevel: true)
    let level = labelItems(ticks, reader, look: look, theme: theme)
    if Self.areApart(level) { return level }
    if let wrapped = wrapped(level), Self.areApart(wrapped) { return wrapped }
    if isCounted {
      return Self.thinned(level)
    }
    var turned = look
    turned.angle = 315
    turned.align = reader.text(.labelAlign) ?? AxisLabelLook.align(315, side: side)
    turned.baseline = reader.text(.labelBaseline) ?? AxisLabelLook.baseline(315, side: side)
    let items = labelItems(ticks, reader, look: turned, theme: theme)
    // Lines at 45° are √2 apart along the axis; where that is more than a band, some must go.
    let apart = (items.first?.size ?? 10) * 1.15 * 2.0.squareRoot()
    return scale.step >= apart || scale.step == 0 ? items : Self.thinned(items, room: apart)
  }

  /// The labels on at most two lines, each within its band; nil where some do not fit.
  private func wrapped(_ items: [TextItem]) -> [TextItem]? {
    let room = scale.step - 6
    guard room > 0 else { return nil }
    var wrapped = items
    for index in wrapped.indices where wrapped[index].lines.count == 1 {
      let item = wrapped[index]
      wrapped[index].lines = TextMeasure.wrapped(
        item.lines[0],
        to: room / item.slack,
        size: item.size,
        isBold: item.isBold,
        maxLines: 2
      )
      if wrapped[index].lines.last?.hasSuffix("…") == true { return nil }
      if side == .top { wrapped[index].dy -= wrapped[index].linesOffset }
    }
    return wrapped
  }

  /// Whether no label comes near the next.
  private static func areApart(_ items: [TextItem], by gap: Double = 5) -> Bool {
    let bounds = items.filter { !$0.isHidden && $0.hasText }.map(\.bounds)
      .sorted { $0.x1 < $1.x1 }
    return zip(bounds, bounds.dropFirst()).allSatisfy { $0.x2 + gap <= $1.x1 }
  }

  /// Every second, third … label, the fewest steps that leave no two touching.
  ///
  /// `room`: the distance that labels need; nil measures them.
  private static func thinned(_ items: [TextItem], room: Double? = nil) -> [TextItem] {
    let order = items.indices.filter { items[$0].hasText }.sorted { items[$0].x < items[$1].x }
    for step in 1..<max(2, order.count) {
      let kept = stride(from: 0, to: order.count, by: step).map { order[$0] }
      let isClear =
        if let room {
          zip(kept, kept.dropFirst()).allSatisfy { items[$1].x - items[$0].x >= room }
        } else {
          areApart(kept.map { items[$0] })
        }
      if isClear || step == order.count - 1 {
        var thinned = items
        for index in thinned.indices where !kept.contains(index) {
          thinned[index].isHidden = true
        }
        return thinned
      }
    }
    return items
  }

  /// Whether the categories are numbers, bins or dates (as text too), which readers can count on
  /// from a few.
  private var isCounted: Bool {
    guard case .discrete(let levels) = scale.domain else { return true }
    return levels.allSatisfy { level in
      switch level {
      case .number, .instant, .null: true
      case .text(let text): text.utf8.allSatisfy { (0x2D...0x3A).contains($0) }
      case .bool, .nested: false
      }
    }
  }
}
