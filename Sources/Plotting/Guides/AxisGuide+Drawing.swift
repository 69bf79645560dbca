import Markup
import Tables

/// An axis in its place: its element and the room it takes, in the coordinates of the plot.
struct PlacedAxis: Sendable {
  let node: Node
  let bounds: Bounds
  let isHorizontal: Bool
  let zindex: Double
}

extension AxisGuide {
  var zindex: Double { properties.number(.zindex) ?? 0 }

  /// Where the axis's group stands, without the half pixel that makes its lines sharp.
  private func origin(
    _ reader: GuideReader<AxisKey>,
    width: Double,
    height: Double
  ) -> (x: Double, y: Double) {
    let offset = reader.number(.offset) ?? 0
    let position = reader.number(.position) ?? 0
    return switch side {
    case .top: (position, -offset)
    case .bottom: (position, height + offset)
    case .left: (-offset, position)
    case .right: (width + offset, position)
    }
  }

  /// The lines across the plot alone, behind the marks.
  func gridDrawing(width: Double, height: Double, in context: DrawingContext) -> PlacedAxis {
    let theme = context.theme
    let reader = GuideReader(properties, scope.values)
    let place = origin(reader, width: width, height: height)
    let isX = side.isHorizontal
    let offset = reader.number(.offset) ?? 0
    // From the axis back over the plot.
    let isBefore = side == .left || side == .top
    let from = isBefore ? offset : -offset - gridLength
    let lines = ticks(reader).map { tick in
      let own = reader.at(tick.datum)
      let start = isX ? (x: tick.position, y: from) : (x: from, y: tick.position)
      let by = isX ? (x: 0.0, y: gridLength) : (x: gridLength, y: 0.0)
      let style = AxisLine(
        paint: own.paint(.gridColor) ?? GuideStyle.Role.grid.paint(theme),
        width: own.number(.gridWidth) ?? 1,
        dash: own.numbers(.gridDash) ?? [],
        dashOffset: own.number(.gridDashOffset) ?? 0,
        cap: own.text(.gridCap),
        opacity: own.number(.gridOpacity) ?? 1
      )
      return SVG.rule(from: start, by: by, style.attributes(context))
    }
    let delta = reader.number(.translate) ?? 0.5
    let grid = SVG.group("mark-rule role-axis-grid", lines)
    var bounds = Bounds(0, 0, 0, 0)
    bounds.add(isX ? scale.rangeLength : 0, isX ? 0 : scale.rangeLength)
    return PlacedAxis(
      node: SVG.frame(
        "mark-group role-axis",
        at: (place.x + delta, place.y + delta),
        attributes: [Attribute("aria-hidden", "true")],
        [grid]
      ),
      bounds: bounds.translated(place.x, place.y),
      isHorizontal: isX,
      zindex: zindex
    )
  }

  /// The line, ticks, labels and title.
  func drawing(width: Double, height: Double, in context: DrawingContext) -> PlacedAxis {
    let theme = context.theme
    let reader = GuideReader(properties, scope.values)
    let isX = side.isHorizontal
    let sign = side == .left || side == .top ? -1.0 : 1.0
    let ticks = ticks(reader)
    let length = scale.rangeLength
    var parts: [Node] = []
    var bounds = Bounds()
    if reader.bool(.ticks) ?? true {
      parts.append(tickNode(ticks, reader, sign: sign, bounds: &bounds, context))
    }
    if reader.bool(.labels) ?? true {
      let items = fittedLabels(ticks, reader, theme: theme)
      for item in items where !item.isHidden { bounds.union(item.bounds) }
      // Without classes hidden labels are written as Vega writes them.
      let shown = theme.usesClasses ? items.filter { !$0.isHidden && $0.hasText } : items
      parts.append(SVG.group("mark-text role-axis-label", shown.map { $0.node(context) }))
    }
    if reader.bool(.domain) ?? true { parts.append(domainNode(reader, context)) }
    let reach: Double =
      switch side {
      case .top: -bounds.y1
      case .left: -bounds.x1
      case .right: bounds.x2
      case .bottom: bounds.y2
      }
    let extent = max(
      reader.number(.minExtent) ?? 0,
      min(reader.number(.maxExtent) ?? 200, reach.isFinite ? reach : 0)
    )
    bounds.add(0, 0)
    bounds.add(
      isX ? length : sign * extent,
      isX ? sign * extent : length
    )
    if let title = titleItem(reader, extent: extent, sign: sign, theme: theme) {
      bounds.union(title.bounds)
      parts.append(SVG.group("mark-text role-axis-title", [title.node(context)]))
    }
    let place = origin(reader, width: width, height: height)
    let delta = reader.number(.translate) ?? 0.5
    let hidden = reader.bool(.aria) == false
    let attributes =
      hidden
      ? [Attribute("aria-hidden", "true")]
      : [
        Attribute("role", "graphics-symbol"), Attribute("aria-roledescription", "axis"),
        Attribute("aria-label", reader.text(.description) ?? caption),
      ]
    return PlacedAxis(
      node: SVG.frame(
        "mark-group role-axis",
        at: (place.x + delta, place.y + delta),
        attributes: attributes,
        parts
      ),
      bounds: bounds.translated(place.x, place.y),
      isHorizontal: isX,
      zindex: zindex
    )
  }

  private func tickNode(
    _ ticks: [AxisTick],
    _ reader: GuideReader<AxisKey>,
    sign: Double,
    bounds: inout Bounds,
    _ context: DrawingContext
  ) -> Node {
    let theme = context.theme
    let isX = side.isHorizontal
    var lines: [Node] = []
    for tick in ticks {
      let own = reader.at(tick.datum)
      let size = sign * (own.number(.tickSize) ?? 5)
      let style = AxisLine(
        paint: own.paint(.tickColor) ?? GuideStyle.Role.tick.paint(theme),
        width: own.number(.tickWidth) ?? 1,
        dash: own.numbers(.tickDash) ?? [],
        dashOffset: own.number(.tickDashOffset) ?? 0,
        cap: own.text(.tickCap),
        opacity: own.number(.tickOpacity) ?? 1
      )
      let start = isX ? (x: tick.position, y: 0.0) : (x: 0.0, y: tick.position)
      let by = isX ? (x: 0.0, y: size) : (x: size, y: 0.0)
      lines.append(SVG.rule(from: start, by: by, style.attributes(context)))
      let line = Bounds(start.x, start.y, start.x + by.x, start.y + by.y)
      bounds.union(line.expanded(style.reach))
    }
    return SVG.group("mark-rule role-axis-tick", lines)
  }

  private func domainNode(_ reader: GuideReader<AxisKey>, _ context: DrawingContext) -> Node {
    let theme = context.theme
    let style = AxisLine(
      paint: reader.paint(.domainColor) ?? GuideStyle.Role.domain.paint(theme),
      width: reader.number(.domainWidth) ?? 1,
      dash: reader.numbers(.domainDash) ?? [],
      dashOffset: reader.number(.domainDashOffset) ?? 0,
      cap: reader.text(.domainCap),
      opacity: reader.number(.domainOpacity) ?? 1
    )
    let ends = scale.rangeEnds
    let span = ends.last - ends.first
    let isX = side.isHorizontal
    let line = SVG.rule(
      from: isX ? (ends.first, 0) : (0, ends.first),
      by: isX ? (span, 0) : (0, span),
      style.attributes(context)
    )
    return SVG.group("mark-rule role-axis-domain", [line])
  }
}
