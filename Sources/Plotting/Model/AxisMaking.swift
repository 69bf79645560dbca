import Diagnostics
import Expressions
import Tables

/// Settles the axes of a plot: what the units that share one say of it, put together.
///
/// Source: vega-lite's `compile/axis/`.
struct AxisMaking {
  let scales: PlotScales
  let style: PictureStyle

  /// One user of an axis: a unit with its position channel.
  typealias Use = (unit: UnitModel, bound: Bound)

  /// The axis of a channel for the units that share it; nil where none of them wants one.
  func axis(_ channel: Channel, _ uses: [Use], independentIndex: Int = 0) -> AxisGuide? {
    guard let scale = scales[channel] else { return nil }
    let shown = uses.filter { !$0.bound.definition.axis.isNone && $0.bound.isData }
    guard let first = shown.first else { return nil }
    // What is written in any layer counts; the first writer of a property wins.
    var written = Properties<AxisKey>()
    for use in shown { written = written.over(use.bound.definition.axis.given ?? Properties()) }
    let side = self.side(channel, written, first, scale, independentIndex)
    var properties = written.over(cascade(channel, side, first.bound, scale))
    if properties.bool(.disable) ?? false { return nil }
    let isX = channel == .x
    if properties[.labelAngle] == nil, isX, first.bound.type.isDiscrete,
      first.bound.timeUnit == nil, !style.theme.usesClasses
    {
      properties.set(.labelAngle, .value(.double(270)), at: first.bound.definition.span)
    }
    if properties[.labelFlush] == nil, isX, !first.bound.type.isDiscrete {
      properties.set(.labelFlush, .value(.bool(true)), at: first.bound.definition.span)
    }
    if properties[.zindex] == nil, first.unit.type == .rect,
      first.bound.isDiscrete || first.bound.isBinned
    {
      properties.set(.zindex, .value(.int(1)), at: first.bound.definition.span)
    }
    if properties[.labelOverlap] == nil, let rule = overlap(first.bound, scale) {
      properties.set(.labelOverlap, .value(rule), at: first.bound.definition.span)
    }
    if properties[.tickMinStep] == nil {
      if properties.text(.format) == "d" {
        properties.set(.tickMinStep, .value(.double(1)), at: first.bound.definition.span)
      } else if let unit = first.bound.timeUnit, scale.type.isTime, let length = unit.leastTickStep
      {
        properties.set(.tickMinStep, .value(.double(length)), at: first.bound.definition.span)
      }
    }
    let showsGrid =
      properties.bool(.grid)
      ?? (!scale.type.isDiscreteDomain && first.bound.hasField && !first.bound.isBinning
        && !first.bound.isBinned)
    let size = isX ? scales.width : scales.height
    return AxisGuide(
      side: side,
      scale: scale,
      title: title(shown, properties),
      labels: labels(first, properties),
      properties: properties,
      showsGrid: showsGrid,
      gridLength: isX ? scales.height : scales.width,
      values: values(properties, first.bound),
      tickCount: tickCount(properties, first.bound, scale, size),
      scope: NamedValuesBox(values: scales.scope)
    )
  }

  private func side(
    _ channel: Channel,
    _ written: Properties<AxisKey>,
    _ first: Use,
    _ scale: Scale,
    _ index: Int
  ) -> AxisGuide.Side {
    let standard: AxisGuide.Side = channel == .x ? .bottom : .left
    let other: AxisGuide.Side = channel == .x ? .top : .right
    let config = cascade(channel, standard, first.bound, scale)
    if let side = (written.text(.orient) ?? config.text(.orient)).flatMap(AxisGuide.Side.init) {
      return side
    }
    return index % 2 == 1 ? other : standard
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
    return all
  }

  /// Titles of all users: one that is written stands for all, made ones are listed.
  private func title(_ uses: [Use], _ written: Properties<AxisKey>) -> [String] {
    if written[.title] != nil { return written.lines(.title) ?? [] }
    let titles = FieldTitle(style)
    var given: [String] = []
    var made: [String] = []
    func add(_ text: String?, to list: inout [String]) {
      if let text, !text.isEmpty, !list.contains(text) { list.append(text) }
    }
    for use in uses {
      let second = use.bound.channel.secondary.flatMap { use.unit.channels[$0] }
      switch use.bound.definition.title {
      case .none: given.append("")
      case .given(let lines):
        if lines.count > 1, uses.count == 1 { return lines }
        add(lines.joined(separator: " "), to: &given)
      case .standard:
        if case .given(let lines)? = second?.definition.title {
          add(lines.joined(separator: " "), to: &given)
        } else {
          add(titles.made(use.bound), to: &made)
          if let second, second.hasField { add(titles.made(second), to: &made) }
        }
      }
    }
    let known = given.filter { !$0.isEmpty }
    if !given.isEmpty { return known.isEmpty ? [] : [known.joined(separator: ", ")] }
    return made.isEmpty ? [] : [made.joined(separator: ", ")]
  }

  private func labels(_ first: Use, _ properties: Properties<AxisKey>) -> LabelFormat {
    var format = GuideFormat(style, first.unit).format(
      first.bound,
      written: properties[.format],
      formatType: properties.text(.formatType)
    )
    // Bins as categories are named by both their ends.
    if first.bound.isBinning, first.bound.type.isDiscrete {
      format.kind = .binRange(properties.text(.format))
    }
    return format
  }

  private func values(_ properties: Properties<AxisKey>, _ bound: Bound) -> [Level]? {
    let value: Value
    switch properties[.values] {
    case .value(let constant)?: value = constant
    case .expression(let expression)?:
      guard let computed = try? expression.evaluate(in: scales.scope) else { return nil }
      value = computed
    default: return nil
    }
    guard case .list(let values) = value else { return nil }
    return values.map { value in
      if bound.type == .temporal, let instant = value.instant { return .instant(instant) }
      return Level(value)
    }
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
    return .about((size / 40).rounded(.up))
  }
}

/// Formats and tick counts as guides write them.
struct GuideFormat {
  private let style: PictureStyle
  private let unit: UnitModel?

  init(_ style: PictureStyle, _ unit: UnitModel?) {
    self.style = style
    self.unit = unit
  }

  /// How a guide writes a channel's values.
  func format(_ bound: Bound, written: Property?, formatType: String?) -> LabelFormat {
    let locale = style.locale.formats
    let isTime = formatType.map { $0 == "time" || $0 == "utc" } ?? (bound.type == .temporal)
    let specifier: String?
    var units: [String: String]?
    switch written?.constant {
    case .string(let text)?: specifier = text
    case .record(let record)?:
      specifier = nil
      units = Dictionary(
        zip(record.names, record.values.map(\.displayText)),
        uniquingKeysWith: { first, _ in first }
      )
    default: specifier = nil
    }
    if isTime {
      if let specifier { return LabelFormat(kind: .time(specifier), locale: locale) }
      if let unit = bound.timeUnit {
        return LabelFormat(kind: .timeUnit(unit, formats: units ?? [:]), locale: locale)
      }
      if let format = style.config.timeFormat, !format.isEmpty {
        return LabelFormat(kind: .time(format), locale: locale)
      }
      return LabelFormat(kind: .standard, locale: locale)
    }
    if let unit = bound.timeUnit {
      return LabelFormat(
        kind: specifier.map { .time($0) } ?? .timeUnit(unit, formats: units ?? [:]),
        locale: locale
      )
    }
    if let specifier { return LabelFormat(kind: .number(specifier), locale: locale) }
    if bound.type == .quantitative {
      if let stack = unit?.stack, stack.channel == bound.channel, stack.mode == .normalize {
        return LabelFormat(
          kind: .number(style.config.normalizedNumberFormat ?? ".0%"),
          locale: locale
        )
      }
      if let format = style.config.numberFormat {
        return LabelFormat(kind: .number(format), locale: locale)
      }
    }
    return LabelFormat(kind: .standard, locale: locale)
  }

  static func tickCount(_ value: Value) -> TickCount? {
    if let count = value.number { return .about(count) }
    switch value {
    case .string(let word): return CalendarParts(word)?.parts.last.map { .interval($0, step: 1) }
    case .record(let record):
      guard case .string(let word)? = record["interval"] else { return nil }
      let step = record["step"]?.number ?? 1
      return CalendarParts(word)?.parts.last.map { .interval($0, step: Int(step)) }
    default: return nil
    }
  }
}

extension TimeUnitOptions {
  /// Milliseconds that ticks are apart at least: a unit's length early in 2001.
  var leastTickStep: Double? {
    let start = CivilDate(2001).instant
    guard let part = unit.parts.last,
      let alone = CalendarParts("year" + part.rawValue) ?? CalendarParts(part.rawValue)
    else { return nil }
    switch part {
    case .year: return CivilDate(2001 + step).instant - start
    case .quarter: return CivilDate(2001, 1 + 3 * step).instant - start
    case .month: return CivilDate(2001, 1 + step).instant - start
    case .week: return 7 * CivilDate.millisecondsPerDay * Double(step)
    // A day of the week is no date that a step could be taken from.
    case .day: return nil
    case .date, .dayofyear: return CivilDate.millisecondsPerDay * Double(step)
    default: return alone.next(start, step: step) - start
    }
  }
}
