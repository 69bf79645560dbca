import Tables

/// How the labels of an axis are turned and set, where the specification does not say.
///
/// Source of the rules: Vega-Lite's `labelAngle`, `labelAlign`, `labelBaseline`, `labelFlush`.
struct AxisLabelLook: Sendable {
  /// Degrees from 0 up to 360; nil is none of its own, which is level.
  var angle: Double?
  var align: String?
  var baseline: String?
  /// Labels this near to an end of the axis stay within it; nil lets them stand out.
  var flush: Double?

  init(_ guide: AxisGuide, _ reader: GuideReader<AxisKey>, isLevel: Bool = false) {
    let isX = guide.side.isHorizontal
    let isContinuous = !guide.scale.type.isDiscreteDomain
    if let angle = reader.number(.labelAngle) {
      self.angle = Self.normal(angle)
    } else if isX, !isContinuous, !guide.labels.hasTimeUnit, !isLevel {
      angle = 270
    }
    if let angle {
      align = Self.align(angle, side: guide.side)
      baseline = Self.baseline(angle, side: guide.side)
    }
    align = reader.text(.labelAlign) ?? align
    baseline = reader.text(.labelBaseline) ?? baseline
    switch reader.value(.labelFlush) {
    case .bool(let isFlush)?: flush = isFlush ? 1 : nil
    case .null?: flush = nil
    case let value?: flush = value.number
    case nil: flush = isX && isContinuous ? 1 : nil
    }
  }

  static func normal(_ angle: Double) -> Double {
    let turned = angle.truncatingRemainder(dividingBy: 360)
    return turned < 0 ? turned + 360 : turned
  }

  /// Nil is centred below or above its tick.
  static func align(_ angle: Double, side: AxisGuide.Side) -> String? {
    let angle = normal(angle)
    let start = side.isHorizontal ? 0.0 : 90.0
    if (angle + start).truncatingRemainder(dividingBy: 180) == 0 {
      return side.isHorizontal ? nil : "center"
    }
    let isMain = side == (side.isHorizontal ? .bottom : .left)
    let isBefore = start < angle && angle < 180 + start
    return isBefore == isMain ? "left" : "right"
  }

  static func baseline(_ angle: Double, side: AxisGuide.Side) -> String {
    let angle = normal(angle)
    let isUpright = angle <= 45 || angle >= 315
    let isOverhead = (135...225).contains(angle)
    switch side {
    case .top: return isUpright ? "bottom" : isOverhead ? "top" : "middle"
    case .bottom: return isUpright ? "top" : isOverhead ? "bottom" : "middle"
    case .left:
      return isUpright || isOverhead ? "middle" : (45...135).contains(angle) ? "top" : "bottom"
    case .right:
      return isUpright || isOverhead ? "middle" : (45...135).contains(angle) ? "bottom" : "top"
    }
  }

  /// One of three by whether a place lies near the first end, near the last, or neither.
  static func flushed<Choice>(
    _ place: Double,
    within range: (first: Double, last: Double),
    threshold: Double,
    _ start: Choice,
    _ end: Choice,
    _ middle: Choice
  ) -> Choice {
    let low = min(range.first, range.last)
    let high = max(range.first, range.last)
    let before = abs(place - low)
    let after = abs(high - place)
    if before < after, before <= threshold { return start }
    return after <= threshold ? end : middle
  }
}

extension AxisGuide {
  /// The labels as text items in the axis's own coordinates, those hidden that overlap.
  func labelItems(
    _ ticks: [AxisTick],
    _ reader: GuideReader<AxisKey>,
    look: AxisLabelLook,
    theme: Theme
  ) -> [TextItem] {
    let isX = side.isHorizontal
    let sign = side == .left || side == .top ? -1.0 : 1.0
    let tickSize = reader.bool(.ticks) ?? true ? reader.number(.tickSize) ?? 5 : 0
    let away = sign * (tickSize + (reader.number(.labelPadding) ?? 2))
    let range = scale.rangeEnds
    let flushOffset = reader.number(.labelFlushOffset) ?? 0
    var items = ticks.map { tick in
      let own = reader.at(tick.datum)
      var item = TextItem(lines: tick.isExtra ? [""] : tick.label)
      item.slack = theme.textSlack
      item.x = isX ? tick.labelPosition : away
      item.y = isX ? away : tick.labelPosition
      func flushed<Choice>(_ start: Choice, _ end: Choice, _ middle: Choice) -> Choice {
        guard let flush = look.flush else { return middle }
        return AxisLabelLook.flushed(
          tick.place,
          within: range,
          threshold: flush,
          start,
          end,
          middle
        )
      }
      if isX {
        item.align = own.text(.labelAlign) ?? look.align ?? flushed("left", "right", "center")
        item.baseline =
          own.text(.labelBaseline) ?? look.baseline ?? (side == .top ? "bottom" : "top")
        if look.align == nil { item.dx = flushed(-flushOffset, flushOffset, 0) }
      } else {
        item.align = own.text(.labelAlign) ?? look.align ?? (side == .right ? "left" : "right")
        item.baseline =
          own.text(.labelBaseline) ?? look.baseline ?? flushed("top", "bottom", "middle")
        if look.baseline == nil { item.dy = flushed(-flushOffset, flushOffset, 0) }
      }
      item.angle = reader.varies(.labelAngle) ? own.number(.labelAngle) ?? 0 : look.angle ?? 0
      item.size = own.number(.labelFontSize) ?? 10
      item.weight = own.text(.labelFontWeight)
      item.style = own.text(.labelFontStyle)
      item.font = own.text(.labelFont)
      item.limit = own.number(.labelLimit) ?? 180
      item.lineHeight = own.number(.labelLineHeight)
      item.paint = own.paint(.labelColor) ?? GuideStyle.Role.label.paint(theme)
      item.opacity = own.number(.labelOpacity) ?? 1
      return item
    }
    hideOverlaps(&items, reader, range: range)
    return items
  }

  private func hideOverlaps(
    _ items: inout [TextItem],
    _ reader: GuideReader<AxisKey>,
    range: (first: Double, last: Double)
  ) {
    let bounds = items.map(\.bounds)
    let kept = overlap(reader).kept(bounds, separation: reader.number(.labelSeparation) ?? 0)
    let tolerance: Double? =
      switch reader.value(.labelBound) {
      case .bool(true)?: 1
      case .bool(false)?, .null?, nil: nil
      case let value?: value.number
      }
    let low = min(range.first, range.last)
    let high = max(range.first, range.last)
    for index in items.indices {
      if !kept[index] { items[index].isHidden = true }
      guard let tolerance else { continue }
      let own = bounds[index]
      let (start, end) = side.isHorizontal ? (own.x1, own.x2) : (own.y1, own.y2)
      let slack = tolerance == 0 ? 1 : tolerance
      if start < low - slack || end > high + slack { items[index].isHidden = true }
    }
  }

  /// `labelOverlap`, by default Vega-Lite's: categories are all named, for nobody could tell what
  /// the missing ones are.
  private func overlap(_ reader: GuideReader<AxisKey>) -> LabelOverlap {
    switch reader.value(.labelOverlap) {
    case .bool(let isOn)?: return isOn ? .parity : .none
    case .string("greedy")?: return .greedy
    case .string("parity")?: return .parity
    case .some: return .none
    case nil:
      if scale.type == .log || scale.type == .symlog { return .greedy }
      return scale.type.isDiscreteDomain && !labels.hasTimeUnit ? .none : .parity
    }
  }
}

extension LabelFormat {
  var hasTimeUnit: Bool { if case .timeUnit = kind { true } else { false } }
}
