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
      if let index = groups.firstIndex(where: { joins($0[0], part) }) {
        groups[index].append(part)
      } else {
        groups.append([part])
      }
    }
    return groups.filter { !isDisabled($0) }.compactMap { legend($0, scales) }
  }

  /// Whether the first user that says anything of the legend wants none.
  private func isDisabled(_ group: [Part]) -> Bool {
    for use in group.flatMap(\.uses) {
      switch use.bound.definition.legend {
      case .none: return true
      case .given(let own): return own.bool(.disable) ?? false
      case .standard: break
      }
    }
    return style.config.legend.bool(.disable) ?? false
  }

  /// Whether two channels show one field by one domain and nothing written keeps them apart.
  ///
  /// Layers that share one channel but not the other keep two legends, as in Vega-Lite, whose
  /// domains then are of different data; in a report one legend says it all.
  private func joins(_ a: Part, _ b: Part) -> Bool {
    guard let first = a.uses.first?.bound, let second = b.uses.first?.bound else { return false }
    guard first.column == second.column,
      a.settled.type.isDiscreteDomain == b.settled.type.isDiscreteDomain,
      a.settled.domain == b.settled.domain
    else { return false }
    if !style.theme.usesClasses, a.domainSource != b.domainSource { return false }
    let orients = [first, second].map { $0.definition.legend.given?.text(.orient) }
    if let one = orients[0], let other = orients[1], one != other { return false }
    return true
  }

  private func legend(_ group: [Part], _ scales: PlotScales) -> LegendGuide? {
    guard let first = group.first(where: { !$0.shown.isEmpty }) else { return nil }
    var written = Properties<LegendKey>()
    for use in group.flatMap(\.shown) {
      written = written.over(use.bound.definition.legend.given ?? Properties())
    }
    let properties = written.over(style.config.legend)
    let bound = first.shown[0].bound
    let unit = first.shown[0].unit
    let orient = properties.text(.orient).flatMap(LegendGuide.Orient.init) ?? .right
    var guide = LegendGuide(
      kind: kind(group, properties),
      orient: orient,
      scales: group.flatMap { part in part.paintedChannels.map { ($0, part.scale) } },
      title: title(group, properties),
      labels: labels(unit, bound, properties, first),
      properties: properties,
      values: values(properties, bound),
      tickCount: properties[.tickCount]?.constant.flatMap { GuideFormat.tickCount($0) },
      symbol: LegendSymbolMaking(style: style).symbol(group, properties),
      scope: NamedValuesBox(values: scales.scope)
    )
    guide.unit = unit.index
    guide.locale = style.locale
    return guide
  }

  /// A gradient where just one colour shows a continuous scale; a legend that colours both the
  /// inside and the outline, as that of lines with points does, is one of symbols.
  private func kind(_ group: [Part], _ properties: Properties<LegendKey>) -> LegendGuide.Kind {
    let painted = group.flatMap(\.paintedChannels)
    if let type = properties.text(.type), painted.contains(where: \.isColour) {
      return type == "gradient" ? .gradient : .symbols
    }
    guard painted.count == 1, painted[0].isColour else { return .symbols }
    let units = group[0].uses.compactMap(\.bound.timeUnit?.name)
    if units.contains(where: { ["quarter", "month", "day"].contains($0) }) { return .symbols }
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
      formatType: properties.text(.formatType),
      isLegend: true
    )
    if bound.isBinning, part.scale.type.isDiscreteDomain,
      bound.type.isDiscrete || bound.channel.isColour
    {
      let text = properties.text(.format) ?? style.config.numberFormat
      format.kind = .binRange(text)
    }
    return format
  }

  private func title(_ group: [Part], _ properties: Properties<LegendKey>) -> [String] {
    let titles = FieldTitle(style)
    var all: TitleClaim?
    for use in group.flatMap(\.shown) {
      let definition = use.bound.definition
      let claim: TitleClaim
      if let own = definition.legend.given, own[.title] != nil {
        claim = .written(own.lines(.title))
      } else {
        switch definition.title(in: style.locale) {
        case .none: claim = .written(nil)
        case .given(let lines): claim = .written(lines)
        case .standard: claim = .made(titles.made(use.bound).map { [$0] } ?? [])
        }
      }
      all = all?.merged(with: claim) ?? claim
    }
    if case .written? = all { return all?.lines ?? [] }
    if properties[.title] != nil { return properties.lines(.title) ?? [] }
    return all?.lines ?? []
  }

  private func values(_ properties: Properties<LegendKey>, _ bound: Bound) -> [Level]? {
    guard case .list(let values)? = properties[.values]?.constant else { return nil }
    return values.map { value in
      if bound.type == .temporal, let instant = value.instant { return .instant(instant) }
      return Level(value)
    }
  }
}
