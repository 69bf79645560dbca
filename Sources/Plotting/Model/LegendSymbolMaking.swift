import Tables

/// The look of legend entries where no scale says it: that of the marks of the first unit that says
/// anything of it.
///
/// Source: vega-lite's `compile/legend/assemble.ts` and `parse.ts` (`mergeLegendComponent`), Vega's
/// `legend-symbol-groups.js`.
struct LegendSymbolMaking {
  let style: PictureStyle

  func symbol(
    _ group: [LegendMaking.Part],
    _ properties: Properties<LegendKey>
  ) -> LegendGuide.Symbol {
    let shown = Set(group.flatMap(\.paintedChannels))
    let uses = group.flatMap { part in part.shown.map { (unit: $0.unit, channel: part.channel) } }
    var look = LegendLook(uses[0].unit, uses[0].channel, properties)
    for use in uses.dropFirst() where look.isEmpty {
      look = LegendLook(use.unit, use.channel, properties)
    }
    // Whatever is painted inside has no grey outline.
    if let fill = look.fill, !fill.isTransparent, look.stroke == nil, !shown.contains(.stroke) {
      look.stroke = Paint.none
    }
    let isPainted = shown.contains(.fill)
    var symbol = LegendGuide.Symbol()
    symbol.shape = properties.text(.symbolType) ?? shape(uses)
    symbol.size = properties.number(.symbolSize) ?? 100
    symbol.fill =
      look.fill ?? properties.text(.symbolFillColor).map { .literal($0) }
      ?? (isPainted ? nil : properties.text(.symbolBaseFillColor).map { .literal($0) }) ?? .none
    symbol.stroke =
      look.stroke ?? properties.text(.symbolStrokeColor).map { .literal($0) }
      ?? (isPainted ? .none : .literal(properties.text(.symbolBaseStrokeColor) ?? "#888888"))
    symbol.strokeWidth = look.strokeWidth ?? properties.number(.symbolStrokeWidth) ?? 1.5
    symbol.opacity = look.opacity ?? properties.number(.symbolOpacity) ?? 1
    symbol.fillOpacity = look.fillOpacity ?? 1
    symbol.strokeOpacity = look.strokeOpacity ?? 1
    symbol.strokeDash = look.strokeDash ?? properties.numbers(.symbolDash) ?? []
    return symbol
  }

  /// The shape of the first unit; circles of other layers win over lines.
  private func shape(_ uses: [(unit: UnitModel, channel: Channel)]) -> String {
    let shapes = uses.filter { $0.channel != .shape }.map { shape($0.unit) }
    return shapes.dropFirst().contains("circle") ? "circle" : shapes.first ?? "circle"
  }

  private func shape(_ unit: UnitModel) -> String {
    if let definition = unit.channels[.shape]?.definition, definition.field == nil {
      let values = [definition.value] + definition.conditions.map(\.definition.value)
      if case .string(let name)? = values.compactMap({ $0?.constant }).first { return name }
    }
    if let own = unit.look.own.text(.shape) { return own }
    switch unit.type {
    case .bar, .rect, .square: return "square"
    case .line, .trail, .rule: return "stroke"
    default: return "circle"
    }
  }
}

extension Paint {
  fileprivate var isTransparent: Bool { self == .none || self == .literal("transparent") }
}
