import Diagnostics
import Tables

/// Settles the legends of a view: one for each domain that colours, sizes, shapes or the like show.
///
/// Source: vega-lite's `compile/legend/`: channels of one domain are put together, and then a
/// gradient becomes symbols.
struct LegendMaking {
  let style: PictureStyle

  /// A channel's scale with the units that use it.
  struct Part {
    let channel: Channel
    let settled: SettledScale
    let scale: Scale
    let uses: [(unit: UnitModel, bound: Bound)]
  }

  func legends(_ parts: [Part], _ scales: PlotScales) -> [LegendGuide] {
    var groups: [[Part]] = []
    for part in parts {
      let shown = part.uses.filter { !$0.bound.definition.legend.isNone }
      guard let first = shown.first else { continue }
      if first.bound.definition.legend.given?.bool(.disable) ?? style.config.legend.bool(.disable)
        ?? false
      {
        continue
      }
      let part = Part(channel: part.channel, settled: part.settled, scale: part.scale, uses: shown)
      if let index = groups.firstIndex(where: { joins($0[0], part) }) {
        groups[index].append(part)
      } else {
        groups.append([part])
      }
    }
    return groups.map { legend($0, scales) }
  }

  /// Whether two channels show one field by one domain and nothing written keeps them apart.
  private func joins(_ a: Part, _ b: Part) -> Bool {
    guard let first = a.uses.first?.bound, let second = b.uses.first?.bound else { return false }
    guard first.column == second.column, first.type == second.type,
      a.settled.type.isDiscreteDomain == b.settled.type.isDiscreteDomain,
      a.settled.domain == b.settled.domain
    else { return false }
    let orients = [first, second].map { $0.definition.legend.given?.text(.orient) }
    if let one = orients[0], let other = orients[1], one != other { return false }
    return true
  }

  private func legend(_ group: [Part], _ scales: PlotScales) -> LegendGuide {
    let first = group[0]
    var written = Properties<LegendKey>()
    for part in group {
      for use in part.uses {
        written = written.over(use.bound.definition.legend.given ?? Properties())
      }
    }
    let properties = written.over(style.config.legend)
    let bound = first.uses[0].bound
    let unit = first.uses[0].unit
    let orient = properties.text(.orient).flatMap(LegendGuide.Orient.init) ?? .right
    return LegendGuide(
      kind: kind(group, properties),
      orient: orient,
      scales: group.flatMap { part in part.paintedChannels.map { ($0, part.scale) } },
      title: title(group, properties),
      labels: labels(unit, bound, properties, first),
      properties: properties,
      values: values(properties, bound),
      tickCount: properties[.tickCount]?.constant.flatMap { GuideFormat.tickCount($0) },
      symbol: LegendSymbolMaking(style: style, scales: scales).symbol(group, properties),
      scope: NamedValuesBox(values: scales.scope)
    )
  }

  private func kind(_ group: [Part], _ properties: Properties<LegendKey>) -> LegendGuide.Kind {
    guard group.count == 1, group[0].channel.isColour else { return .symbols }
    if let type = properties.text(.type) { return type == "gradient" ? .gradient : .symbols }
    if let unit = group[0].uses[0].bound.timeUnit, ["quarter", "month", "day"].contains(unit.name) {
      return .symbols
    }
    let type = group[0].scale.type
    return type.isContinuous || type.isDiscretizing ? .gradient : .symbols
  }

  private func labels(
    _ unit: UnitModel,
    _ bound: Bound,
    _ properties: Properties<LegendKey>,
    _ part: Part
  ) -> LabelFormat {
    var format = GuideFormat(style, unit).format(
      bound,
      written: properties[.format],
      formatType: properties.text(.formatType)
    )
    if bound.type == .temporal, bound.timeUnit == nil, properties[.format] == nil {
      // Legends say whole dates where axes say what changes.
      format.kind = .time(style.config.timeFormat ?? "%b %d, %Y")
    }
    if bound.isBinning, part.scale.type.isDiscreteDomain, bound.type.isDiscrete || bound.channel.isColour {
      let text = properties.text(.format)
      format.kind = .binRange(text)
    }
    return format
  }

  private func title(_ group: [Part], _ written: Properties<LegendKey>) -> [String] {
    if written[.title] != nil { return written.lines(.title) ?? [] }
    let titles = FieldTitle(style)
    var given: [String] = []
    var made: [String] = []
    var isGiven = false
    for part in group {
      for use in part.uses {
        switch use.bound.definition.title {
        case .none: isGiven = true
        case .given(let lines):
          isGiven = true
          if part.uses.count == 1, group.count == 1 { return lines }
          let text = lines.joined(separator: " ")
          if !given.contains(text) { given.append(text) }
        case .standard:
          if let text = titles.made(use.bound), !made.contains(text) { made.append(text) }
        }
      }
    }
    if isGiven { return given.isEmpty ? [] : [given.joined(separator: ", ")] }
    return made.isEmpty ? [] : [made.joined(separator: ", ")]
  }

  private func values(_ properties: Properties<LegendKey>, _ bound: Bound) -> [Level]? {
    guard case .list(let values)? = properties[.values]?.constant else { return nil }
    return values.map { value in
      if bound.type == .temporal, let instant = value.instant { return .instant(instant) }
      return Level(value)
    }
  }
}

extension LegendMaking.Part {
  /// What entries show of the channel: of a colour the fill or the outline, as the marks do.
  var paintedChannels: [Channel] {
    guard channel == .color else { return [channel] }
    let fills = uses.map { $0.unit.look.isFilled && $0.unit.type != .trail }
    return (fills.contains(true) ? [.fill] : []) + (fills.contains(false) ? [.stroke] : [])
  }
}

/// The look of legend entries where no scale says it: that of the marks.
struct LegendSymbolMaking {
  let style: PictureStyle
  let scales: PlotScales

  func symbol(_ group: [LegendMaking.Part], _ properties: Properties<LegendKey>)
    -> LegendGuide.Symbol
  {
    let shown = group.flatMap(\.paintedChannels)
    let units = group.flatMap { $0.uses.map(\.unit) }
    let unit = units[0]
    let look = unit.look
    var symbol = LegendGuide.Symbol()
    symbol.shape = properties.text(.symbolType) ?? shape(units, group)
    symbol.size = properties.number(.symbolSize) ?? 100
    symbol.strokeWidth = properties.number(.symbolStrokeWidth) ?? 1.5
    let isFilled = look.isFilled && unit.type != .trail
    let own = baseColour(unit)
    if isFilled {
      symbol.fill = own ?? .literal("black")
      if let other = Self.paint(look, .stroke, orColour: false) { symbol.stroke = other }
    } else {
      symbol.stroke = own ?? .literal("#888888")
      if let other = Self.paint(look, .fill, orColour: false) { symbol.fill = other }
    }
    for other in units.dropFirst() where !shown.contains(.fill) || !shown.contains(.stroke) {
      // A point's own fill on a line of the same legend, white dots for example.
      if !shown.contains(.fill), let fill = Self.paint(other.look, .fill, orColour: false) {
        symbol.fill = fill
      }
      if !shown.contains(.stroke), let stroke = Self.paint(other.look, .stroke, orColour: false) {
        symbol.stroke = stroke
      }
    }
    if let text = properties.text(.symbolFillColor) { symbol.fill = .literal(text) }
    if let text = properties.text(.symbolStrokeColor) { symbol.stroke = .literal(text) }
    symbol.opacity =
      properties.number(.symbolOpacity) ?? look.number(.opacity) ?? unit.constantOpacity
    symbol.fillOpacity = look.number(.fillOpacity) ?? 1
    symbol.strokeOpacity = look.number(.strokeOpacity) ?? 1
    symbol.strokeDash = properties.numbers(.symbolDash) ?? look.all.numbers(.strokeDash) ?? []
    return symbol
  }

  /// The colour of all marks of a unit; nil where data colour them.
  private func baseColour(_ unit: UnitModel) -> Paint? {
    let isFilled = unit.look.isFilled && unit.type != .trail
    for channel in [Channel.color, isFilled ? .fill : .stroke] {
      guard let bound = unit.channels[channel] else { continue }
      if bound.isData { return nil }
      if case .string(let text)? = bound.definition.value?.constant { return .literal(text) }
    }
    return Self.paint(unit.look, isFilled ? .fill : .stroke) ?? unit.standardPaint
  }

  private static func paint(_ look: MarkLook, _ key: MarkKey, orColour: Bool = true) -> Paint? {
    for properties in [look.own, look.all] {
      for key in orColour ? [key, .color] : [key] {
        if let text = properties.text(key) { return .literal(text) }
      }
    }
    return nil
  }

  /// The shape of the first unit that has one of its own; points of other layers win over lines.
  private func shape(_ units: [UnitModel], _ group: [LegendMaking.Part]) -> String {
    let shapes = units.map { shape($0, group) }
    return shapes.contains("circle") ? "circle" : shapes.first ?? "circle"
  }

  private func shape(_ unit: UnitModel, _ group: [LegendMaking.Part]) -> String {
    if !group.contains(where: { $0.channel == .shape }) {
      if case .string(let name)? = unit.channels[.shape]?.definition.value?.constant { return name }
      if let own = unit.look.text(.shape) { return own }
    }
    switch unit.type {
    case .bar, .rect, .square: return "square"
    case .line, .trail, .rule: return "stroke"
    default: return "circle"
    }
  }
}

extension UnitModel {
  /// The opacity of marks when it is one for all.
  var constantOpacity: Double {
    if let value = channels[.opacity]?.definition.value?.constant?.number { return value }
    return standardOpacity
  }
}
