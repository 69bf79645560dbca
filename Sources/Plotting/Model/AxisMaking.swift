import Diagnostics
import Expressions
import Tables

/// Settles the axes of a plot: what the units that share one say of it, put together.
///
/// What a later unit says implicitly, by its field's type or unit, counts where the first says
/// nothing.
///
/// Source: vega-lite's `compile/axis/`.
struct AxisMaking {
  let scales: PlotScales
  let style: PictureStyle

  /// One user of an axis: a unit with its position channel.
  typealias Use = (unit: UnitModel, bound: Bound)

  /// The axis that its users want; nil where they want none.
  func axis(_ component: AxisComponent) -> AxisGuide? {
    let channel = component.channel
    let shown = component.uses.filter { !$0.bound.definition.axis.isNone }
    guard !component.isDisabled, let scale = scales[channel], let first = shown.first else {
      return nil
    }
    // What is written in any layer counts; the first writer of a property wins.
    var written = Properties<AxisKey>()
    for use in shown { written = written.over(use.bound.definition.axis.given ?? Properties()) }
    let side = component.side
    let span = first.bound.definition.span
    var properties = written.over(cascade(channel, side, first.bound, scale))
    if properties.bool(.disable) ?? false { return nil }
    let isX = channel == .x
    func setDefault(_ key: AxisKey, _ value: Value?) {
      if properties[key] == nil, let value { properties.set(key, .value(value), at: span) }
    }
    if isX, !style.theme.usesClasses,
      let named = shown.first(where: { $0.bound.type.isDiscrete })
    {
      setDefault(.labelAngle, .double(named.bound.timeUnit == nil ? 270 : 0))
    }
    if isX, shown.contains(where: { !$0.bound.type.isDiscrete }) {
      setDefault(.labelFlush, .bool(true))
    }
    setDefault(.labelOverlap, shown.lazy.compactMap { overlap($0.bound, scale) }.first)
    let labels = labels(shown, properties)
    if case .number("d") = labels.kind { setDefault(.tickMinStep, .double(1)) }
    if style.theme.usesClasses, showsWholeNumbers(shown, scale) {
      setDefault(.tickMinStep, .double(1))
    }
    if scale.type.isTime {
      let least = shown.lazy.compactMap { $0.bound.timeUnit?.leastTickStep }.first
      setDefault(.tickMinStep, least.map { .double($0) })
    }
    // The names along a table of rectangles stand above them.
    if first.unit.type == .rect, first.bound.isDiscrete || first.bound.isBinned {
      setDefault(.zindex, .double(1))
    }
    let isGrid = !scale.type.isDiscreteDomain && first.bound.hasField
    let size = isX ? scales.width : scales.height
    return AxisGuide(
      side: side,
      scale: scale,
      title: title(shown, properties),
      labels: labels,
      properties: properties,
      showsGrid: component.hidesGrid
        ? written.bool(.grid) ?? false
        : properties.bool(.grid) ?? (isGrid && !first.bound.isBinning && !first.bound.isBinned),
      gridLength: isX ? scales.height : scales.width,
      values: values(properties, first.bound),
      tickCount: shown.lazy.compactMap { tickCount(properties, $0.bound, scale, size) }.first,
      scope: NamedValuesBox(values: scales.scope)
    )
  }

  /// What one unit wants of an axis; nil without a scale to draw one of.
  func component(_ channel: Channel, _ use: Use) -> AxisComponent? {
    guard let scale = scales[channel], use.bound.isData else { return nil }
    let standard: AxisGuide.Side = channel == .x ? .bottom : .left
    let axis = use.bound.definition.axis
    let side = axis.given?.text(.orient).flatMap(AxisGuide.Side.init)
    let configured = cascade(channel, standard, use.bound, scale).text(.orient)
      .flatMap(AxisGuide.Side.init)
    return AxisComponent(
      channel: channel,
      uses: [use],
      scales: scales,
      isDisabled: axis.isNone,
      isDisabledWritten: axis.isNone || axis.given != nil,
      side: side ?? configured ?? standard,
      isSideWritten: side != nil
    )
  }

  /// The parts of config that are about such an axis, the most special first.
  private func cascade(
    _ channel: Channel,
    _ side: AxisGuide.Side,
    _ bound: Bound,
    _ scale: Scale
  ) -> Properties<AxisKey> {
    let axes = style.config.axes
    let letter = channel == .x ? "X" : "Y"
    let type: String =
      scale.type == .band
      ? "Band"
      : scale.type == .point
        ? "Point"
        : scale.type.isTime ? "Temporal" : bound.type.isDiscrete ? "Discrete" : "Quantitative"
    let discrete = scale.type.isDiscreteDomain ? "Discrete" : type
    let names = [
      "axis", "axis\(side.rawValue.prefix(1).uppercased() + side.rawValue.dropFirst())",
      "axis\(discrete)", "axis\(type)", "axis\(letter)", "axis\(letter)\(discrete)",
      "axis\(letter)\(type)",
    ]
    var all = Properties<AxisKey>()
    for name in names { if let part = axes[name] { all = part.over(all) } }
    // Which values are shown is for the axis itself to say.
    all.remove(.values)
    return all
  }

  /// Whether all that stands along the axis is counted or whole, so that ticks between would say
  /// half a student.
  private func showsWholeNumbers(_ uses: [Use], _ scale: Scale) -> Bool {
    guard scale.type == .linear, case .continuous(let ends) = scale.domain,
      let low = ends.first, let high = ends.last, high - low <= 20
    else { return false }
    let columns = uses.filter { $0.unit.stack?.mode != .normalize }.compactMap { use in
      use.bound.type == .quantitative ? use.bound.column.flatMap { use.unit.main[$0] } : nil
    }
    let values = columns.lazy.flatMap(\.doubles).filter(\.isFinite)
    return columns.count == uses.count && values.contains { _ in true }
      && values.allSatisfy { $0 == $0.rounded() }
  }

  private func overlap(_ bound: Bound, _ scale: Scale) -> Value? {
    let isSorted =
      switch bound.definition.sort {
      case .field?, .channel?, .list?: true
      default: false
      }
    guard (bound.timeUnit != nil && !isSorted) || !bound.type.isDiscrete else { return nil }
    return scale.type == .log || scale.type == .symlog ? .string("greedy") : .bool(true)
  }

  private func tickCount(
    _ properties: Properties<AxisKey>,
    _ bound: Bound,
    _ scale: Scale,
    _ size: Double
  ) -> TickCount? {
    switch properties[.tickCount] {
    case .value(let value)?:
      if let count = GuideFormat.tickCount(value) { return count }
    case .expression(let expression)?:
      if let value = try? expression.evaluate(in: scales.scope), let count = value.number {
        return .about(count)
      }
    default: break
    }
    guard !scale.type.isDiscreteDomain, scale.type != .log else { return nil }
    if bound.isBinning { return .about((size / 10).rounded(.up)) }
    if let unit = bound.timeUnit, ["month", "hours", "day", "quarter"].contains(unit.name) {
      return nil
    }
    return .about((size / (bound.channel == .x ? style.theme.tickSpacing : 40)).rounded(.up))
  }
}
