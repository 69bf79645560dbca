import Tables

/// What one unit says of the symbols of a legend for one of its channels, beside the scales.
///
/// Source: vega-lite's `compile/legend/encode.ts` (`symbols`).
struct LegendLook {
  var fill: Paint?
  var stroke: Paint?
  var opacity: Double?
  var fillOpacity: Double?
  var strokeOpacity: Double?
  var strokeWidth: Double?
  var strokeDash: [Double]?

  /// Where a unit's colour comes from.
  private enum Source {
    case constant(Paint?)
    case data
    /// By tests of rows: the colour of the others stands for all.
    case tests(Paint?)
  }

  var isEmpty: Bool {
    fill == nil && stroke == nil && opacity == nil && fillOpacity == nil && strokeOpacity == nil
      && strokeWidth == nil && strokeDash == nil
  }

  init(_ unit: UnitModel, _ channel: Channel, _ properties: Properties<LegendKey>) {
    let isFilled = unit.isFilledInLegends
    let all = unit.look.all
    strokeWidth = all.number(.strokeWidth)
    strokeDash = all.numbers(.strokeDash)
    strokeOpacity = all.number(.strokeOpacity)
    fillOpacity = all.number(.fillOpacity)
    let opacity = properties.number(.symbolOpacity) == nil ? unit.legendOpacity : nil

    if channel != .fill, !(isFilled && channel == .color) {
      switch Self.source(.fill, unit) {
      case .constant(let paint), .tests(let paint): fill = paint
      case .data:
        if properties[.symbolFillColor] == nil {
          // Black in a file; in a page the ink, which is light on a dark page.
          fill =
            properties.text(.symbolBaseFillColor).map { .literal($0) } ?? .role(.ink, "black")
          // The opacity is the whole symbol's already.
          fillOpacity = 1
        }
      }
    }
    if channel != .stroke, isFilled || channel != .color {
      switch Self.source(.stroke, unit) {
      case .constant(let paint), .tests(let paint):
        stroke = properties[.symbolStrokeColor] == nil ? paint : nil
      case .data: break
      }
    }
    if channel != .opacity, let opacity, opacity != 0 { self.opacity = opacity }
  }

  private static func source(_ key: MarkKey, _ unit: UnitModel) -> Source {
    let isMain = unit.isFilledInLegends == (key == .fill)
    let standard = unit.paint(key, takesColour: isMain)
    let own: Channel = key == .fill ? .fill : .stroke
    guard let bound = unit.channels[own] ?? (isMain ? unit.channels[.color] : nil) else {
      return .constant(standard)
    }
    if bound.definition.conditions.isEmpty {
      if bound.isData { return .data }
      return .constant(bound.definition.value.map(unit.paint) ?? standard)
    }
    let value =
      bound.definition.value
      ?? bound.definition.conditions.lazy.compactMap(\.definition.value).first
    return .tests(value.map(unit.paint) ?? standard)
  }
}

extension UnitModel {
  /// The opacity of all marks, or the greatest of those that tests choose from; nil for full.
  var legendOpacity: Double? {
    if let definition = channels[.opacity]?.definition, !(channels[.opacity]?.isData ?? false) {
      let values = [definition.value] + definition.conditions.map(\.definition.value)
      if let most = values.compactMap({ $0?.constant?.number }).max() { return most }
    }
    return look.number(.opacity) ?? (standardOpacity == 1 ? nil : standardOpacity)
  }

  /// The mark's own colour for a part; nil leaves the part to the legend.
  fileprivate func paint(_ key: MarkKey, takesColour: Bool) -> Paint? {
    for properties in [look.own, look.all] {
      for key in takesColour ? [key, .color] : [key] {
        if let property = properties[key] { return paint(property) }
      }
    }
    if takesColour { return standardPaint }
    let isSurface = [MarkType.bar, .point, .circle, .square].contains(type)
    return key == .fill && isSurface ? .literal("transparent") : nil
  }

  fileprivate func paint(_ property: Property) -> Paint {
    if case .gradient(let gradient) = property { return .gradient(gradient) }
    switch property.constant {
    case .null?, nil: return .none
    case let value?: return .literal(value.displayText)
    }
  }
}
