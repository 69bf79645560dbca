import Diagnostics
import Expressions
import Tables

extension MarkMaking {
  /// Fill, stroke and their strengths.
  func paint(_ items: inout MarkItems) throws(Diagnostic) {
    let isFilled = look.isFilled
    let needsSurface: Set<MarkType> = [.bar, .point, .circle, .square]
    let fill = markPaint(.fill, takesColour: isFilled)
    let stroke = markPaint(.stroke, takesColour: !isFilled)
    items.fill = .one(fill ?? (needsSurface.contains(look.type) ? .literal("transparent") : .none))
    items.stroke = .one(stroke ?? .none)
    let main: WritableKeyPath<MarkItems, Visual<Paint>> = isFilled ? \.fill : \.stroke
    if let bound = channels[.color] {
      items[keyPath: main] = try paints(bound, standard: items[keyPath: main])
    }
    if let bound = channels[.fill] { items.fill = try paints(bound, standard: items.fill) }
    if let bound = channels[.stroke] { items.stroke = try paints(bound, standard: items.stroke) }
    items.opacity = try numbers(.opacity, mark: .opacity, standard: unit.standardOpacity)
    items.fillOpacity = try numbers(.fillOpacity, mark: .fillOpacity, standard: 1)
    items.strokeOpacity = try numbers(.strokeOpacity, mark: .strokeOpacity, standard: 1)
    let width: Double =
      switch look.type {
      case .line, .point, .circle, .square: 2
      default: 1
      }
    var strokeWidth = try numbers(.strokeWidth, mark: .strokeWidth, standard: width)
    if look.type == .line || look.type == .rule, channels[.size] != nil || look.all[.size] != nil {
      strokeWidth = try numbers(.size, mark: .size, standard: width)
    }
    items.strokeWidth = strokeWidth
    items.strokeDash = try dashes()
    items.strokeDashOffset = look.number(.strokeDashOffset) ?? 0
    items.strokeCap = look.text(.strokeCap)
    items.strokeJoin = look.text(.strokeJoin)
    items.strokeMiterLimit = look.number(.strokeMiterLimit)
    items.blend = look.text(.blend)
    items.cursor = look.text(.cursor)
  }

  /// The mark's own colour for a part; nil leaves the part unpainted.
  private func markPaint(_ key: MarkKey, takesColour: Bool) -> Paint? {
    if let written = look.colour(key, isMain: takesColour) { return inked(paint(written)) }
    return takesColour ? unit.standardPaint : nil
  }

  /// In a report, text and rules that are black on white are white on black.
  ///
  /// Only a mark's own colour is: a channel's may stand on cells whose colours stay the same.
  private func inked(_ paint: Paint) -> Paint {
    guard paint == .literal("black"), style.theme.usesClasses,
      look.type == .text || look.type == .rule
    else { return paint }
    return .role(.ink, "black")
  }

  private func paint(_ property: Property) -> Paint {
    switch property {
    case .gradient(let gradient): return .gradient(gradient)
    case .value(.null): return .none
    case .value(.string(let name)):
      // `page`, `ink` and `quiet` are colours of the page: they follow light and dark.
      switch name {
      case "page": return .role(.page, "white")
      case "ink": return .role(.ink, "black")
      case "quiet": return .role(.quiet, "#666")
      default: return .literal(name)
      }
    case .value(let value): return .literal(value.displayText)
    case .expression(let expression):
      var scope = scales.scope
      scope.isLenient = true
      let value = (try? expression.evaluate(in: scope)) ?? .null
      return value.isNull ? .none : .literal(value.displayText)
    case .conditional(_, let otherwise): return otherwise.map { paint($0) } ?? .none
    }
  }

  private func paints(
    _ bound: Bound,
    standard: Visual<Paint>
  ) throws(Diagnostic) -> Visual<Paint> {
    let base: Visual<Paint>
    if bound.isData {
      base = try scaled(bound, { painted($1, $0, bound.channel) }) {
        $0.paint($1)
      } raw: { series in
        (0..<series.count).map { row in
          let value = series.value(at: row)
          return value.isNull ? .none : .literal(value.displayText)
        }
      }
    } else if let value = bound.definition.value {
      switch value {
      case .expression:
        base = try values(value).map { $0.isNull ? .none : .literal($0.displayText) }
      default: base = .one(paint(value))
      }
    } else {
      base = standard
    }
    return try conditioned(bound.definition, base: base) { (inner) throws(Diagnostic) in
      try self.paints(Bound.inner(inner, in: bound), standard: standard)
    }
  }

  /// Colours of a column; what has none is coloured as config says, or as zero where it is shown.
  private func painted(_ series: Series, _ scale: Scale, _ channel: Channel) -> [Paint] {
    var paints = scale.paints(of: series)
    let output = unit.invalidOutput(channel)
    guard !scale.type.isDiscreteDomain, output != nil || unit.showsInvalidRows else {
      return paints
    }
    let substitute: Paint =
      output.flatMap { $0 == .string("zero-or-min") ? nil : .literal($0.displayText) }
      ?? scale.paint(.number(zeroOrLeast(scale)))
    let values = series.doubles
    for row in paints.indices where values[row].isNaN { paints[row] = substitute }
    return paints
  }
}

extension UnitModel {
  /// Points of single rows let others shine through.
  var standardOpacity: Double {
    switch type {
    case .point, .tick, .circle, .square:
      channels.isAggregate || look.all[.fillOpacity] != nil ? 1 : 0.7
    default: 1
    }
  }

  /// The colour of a mark that no channel, property or config colours.
  var standardPaint: Paint {
    switch type {
    case .rule, .text: .role(.ink, "black")
    default: .series(0, Colour(hex: "#4c78a8") ?? Colour(0, 0, 0))
    }
  }
}
