/// Gives a chart its sizes: the plot, and around it the axes, the legends and the title.
///
/// Guides are measured before the plot is, from the outside in: a report asks for a picture of a
/// certain width, and the plot takes what the vertical axis and the legend leave.
struct PlotLayout: Sendable {
  let plot: Plot
  let xAxis: AxisGuide?
  let yAxis: AxisGuide?
  let legends: [LegendGuide]
  /// Where the plot's top left corner lies in the picture.
  let origin: (x: Double, y: Double)
  let size: (width: Double, height: Double)

  static let legendGap = 18.0
  static let titleGap = 10.0

  init(_ unit: Unit, id: String) {
    let theme = unit.theme
    let y = Self.yScale(unit)
    yAxis = Self.guide(unit.y, y, isX: false, unit)
    let isNarrow = if case .pixels(let width) = unit.chart.width { width <= 300 } else { false }
    let above = { (side: LegendOptions.Side) in side == .top || side == .bottom }
    legends = LegendGuide.all(unit, isNarrow: isNarrow, available: theme.outerWidth - 80)
    let beside = legends.filter { !above($0.side) }
    let besideWidth = beside.map { $0.width + Self.legendGap }.max() ?? 0
    let yExtent = yAxis?.extent ?? 0
    let available = theme.outerWidth - theme.padding * 2 - yExtent - besideWidth
    let x = Self.xScale(unit, available: max(160, available))
    xAxis = Self.guide(unit.x, x, isX: true, unit)
    plot = Plot(unit: unit, x: x, y: y, id: id)

    let overhang = xAxis?.overhang ?? (before: 0, after: 0)
    let legendLeft = beside.contains { $0.side == .left } ? besideWidth : 0
    let legendRight = beside.contains { $0.side == .right } ? besideWidth : 0
    let isYLeft = yAxis?.side != .right
    let left = theme.padding + max(isYLeft ? yExtent + legendLeft : legendLeft, overhang.before)
    let right = theme.padding + max((isYLeft ? 0 : yExtent) + legendRight, overhang.after)
    let titleHeight = unit.chart.title == nil ? 0 : theme.titleSize * 1.2 + Self.titleGap
    let topLegends = legends.filter { $0.side == .top }
    let bottomLegends = legends.filter { $0.side == .bottom }
    let topHeight = topLegends.reduce(0) { $0 + $1.height + 8 }
    let isXBelow = xAxis?.side != .top
    let xExtent = xAxis?.extent ?? 0
    let yOverhang = yAxis?.overhang ?? (before: 0, after: 0)
    let top =
      theme.padding + titleHeight + topHeight + max(isXBelow ? 0 : xExtent, yOverhang.before)
    let below =
      max(isXBelow ? xExtent : 0, yOverhang.after)
      + bottomLegends.reduce(0) { $0 + $1.height + 8 }
    let besideHeight = beside.reduce(-Self.legendGap) { $0 + $1.height + Self.legendGap }
    origin = (left, top)
    let titleWidth = unit.chart.title.map {
      TextMeasure.width($0, size: theme.titleSize, isBold: true) + theme.padding * 2
    }
    let aboveWidth = legends.filter { above($0.side) }.map { left + $0.width + theme.padding }
    let widest = ([left + x.length + right] + aboveWidth).max() ?? 0
    size = (
      width: max(widest, min(titleWidth ?? 0, theme.outerWidth)).rounded(.up),
      height: (top + max(y.length + below, besideHeight) + theme.padding).rounded(.up)
    )
  }

  private static func guide(
    _ axis: Unit.Axis,
    _ scale: PositionScale,
    isX: Bool,
    _ unit: Unit
  ) -> AxisGuide? {
    guard let channel = axis.channel, channel.definition.axis.isShown else { return nil }
    return AxisGuide(axis, scale, isX: isX, locale: unit.locale, theme: unit.theme)
  }

  private static func yScale(_ unit: Unit) -> PositionScale {
    let theme = unit.theme
    switch unit.y {
    case .none:
      if case .pixels(let height) = unit.chart.height { return .none(height) }
      return .none(theme.rowStep * 2)
    case .continuous(_, let domain):
      var height = theme.height
      if case .pixels(let wanted) = unit.chart.height { height = wanted }
      return .continuous(domain.scale(to: (height, 0), padding: endPadding(.y, unit)))
    case .discrete(let channel, let domain, let isPoint):
      let padding = unit.padding(channel, isPoint: isPoint)
      let natural = BandScale.length(
        count: domain.levels.count,
        step: theme.rowStep * nesting(.yOffset, unit),
        paddingInner: padding.inner,
        paddingOuter: padding.outer
      )
      let height = length(unit.chart.height, domain, padding, standard: min(natural, theme.tallest))
      return bands(domain, padding, height)
    }
  }

  private static func xScale(_ unit: Unit, available: Double) -> PositionScale {
    switch unit.x {
    case .none:
      if case .pixels(let width) = unit.chart.width { return .none(width) }
      return .none(unit.theme.rowStep * 2)
    case .continuous(_, let domain):
      var width = available
      if case .pixels(let wanted) = unit.chart.width { width = wanted }
      return .continuous(domain.scale(to: (0, width), padding: endPadding(.x, unit)))
    case .discrete(let channel, let domain, let isPoint):
      let padding = unit.padding(channel, isPoint: isPoint)
      let widest = unit.theme.widestStep * (unit.chart.mark.type == .rect ? 0.6 : 1)
      let natural = BandScale.length(
        count: domain.levels.count,
        step: widest * max(1, nesting(.xOffset, unit) / 2),
        paddingInner: padding.inner,
        paddingOuter: padding.outer
      )
      let isEmpty = domain.levels.isEmpty
      let standard = isEmpty ? available : min(natural, available)
      return bands(domain, padding, length(unit.chart.width, domain, padding, standard: standard))
    }
  }

  private static func length(
    _ option: SizeOption,
    _ domain: DiscreteDomain,
    _ padding: (inner: Double, outer: Double),
    standard: Double
  ) -> Double {
    switch option {
    case .automatic: standard
    case .pixels(let pixels): pixels
    case .step(let step):
      min(
        20_000,
        BandScale.length(
          count: domain.levels.count,
          step: step,
          paddingInner: padding.inner,
          paddingOuter: padding.outer
        )
      )
    }
  }

  private static func bands(
    _ domain: DiscreteDomain,
    _ padding: (inner: Double, outer: Double),
    _ length: Double
  ) -> PositionScale {
    let bands = BandScale(
      count: domain.levels.count,
      range: (0, length),
      paddingInner: padding.inner,
      paddingOuter: padding.outer
    )
    return .bands(bands, domain)
  }

  /// How many bands stand side by side in one place.
  private static func nesting(_ channel: Channel, _ unit: Unit) -> Double {
    guard let offset = unit.offset, offset.channel.channel == channel else { return 1 }
    return Double(max(1, offset.domain.levels.count))
  }

  /// Room at both ends of a dimension of thin bars, so that the first and last stand inside.
  private static func endPadding(_ name: Channel, _ unit: Unit) -> Double {
    guard unit.chart.mark.type == .bar, name == unit.dimension, let channel = unit.channel(name),
      channel.definition.bin == nil, channel.definition.timeUnit == nil,
      unit.channel(name.secondary ?? .detail) == nil
    else { return 0 }
    return 5
  }
}
