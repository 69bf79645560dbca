import Diagnostics
import Expressions
import Tables

extension MarkMaking {
  /// Numbers of a channel that is no place: a field on its scale, a constant, or the mark's own.
  func numbers(
    _ channel: Channel,
    mark key: MarkKey,
    standard: Double
  ) throws(Diagnostic) -> Visual<Double> {
    guard let bound = channels[channel] else {
      let property = look.relativeBand(key) == nil ? look.all[key] : nil
      return try number(property, standard: standard)
    }
    return try numbers(bound, mark: key, standard: standard)
  }

  private func numbers(
    _ bound: Bound,
    mark key: MarkKey,
    standard: Double
  ) throws(Diagnostic) -> Visual<Double> {
    let base: Visual<Double>
    if bound.isData {
      base = try scaled(
        bound,
        { scale, series in substituted(scale.numbers(of: series), series, bound, scale) },
        one: { scale, level in scale.number(level) },
        raw: { series in series.doubles }
      )
    } else if let value = bound.definition.value {
      base = try number(value, standard: standard)
    } else {
      base = try number(look.all[key], standard: standard)
    }
    return try conditioned(bound.definition, base: base) { (inner) throws(Diagnostic) in
      try self.numbers(Bound.inner(inner, in: bound), mark: key, standard: standard)
    }
  }

  /// A field or a datum through its scale; without a scale the raw values.
  private func scaled<T>(
    _ bound: Bound,
    _ each: (Scale, Series) -> [T],
    one: (Scale, Level) -> T,
    raw: (Series) -> [T]
  ) throws(Diagnostic) -> Visual<T> {
    let series = bound.column.flatMap { frame[$0] } ?? Series.nulls(count)
    guard let scale = scales[bound.channel], !bound.definition.scale.isNone else {
      return .each(raw(series))
    }
    if let level = bound.datumLevel { return .one(one(scale, level)) }
    // A bin on a continuous scale is seen by its middle.
    if bound.isBinning, scale.type.isContinuous, let end = bound.endColumn.flatMap({ frame[$0] }) {
      let middles = zip(series.doubles, end.doubles).map { 0.5 * $0 + 0.5 * $1 }
      return .each(each(scale, .numbers(middles)))
    }
    return .each(each(scale, series))
  }

  func shapes() throws(Diagnostic) -> Visual<String> {
    let standard =
      look.type == .point
      ? look.text(.shape) ?? "circle" : look.type == .square ? "square" : "circle"
    guard look.type == .point, let bound = channels[.shape] else { return .one(standard) }
    return try shapes(bound, standard: standard)
  }

  private func shapes(_ bound: Bound, standard: String) throws(Diagnostic) -> Visual<String> {
    let base: Visual<String>
    if bound.isData {
      base = try scaled(bound, { $0.texts(of: $1) }) {
        $0.text($1)
      } raw: { series in
        (0..<series.count).map { series.value(at: $0).displayText }
      }
    } else if let value = bound.definition.value {
      base = try values(value).map { $0.displayText }
    } else {
      base = .one(standard)
    }
    return try conditioned(bound.definition, base: base) { (inner) throws(Diagnostic) in
      try self.shapes(Bound.inner(inner, in: bound), standard: standard)
    }
  }

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
    if let own = look.own[key] { return inked(paint(own)) }
    if takesColour, let own = look.own[.color] { return inked(paint(own)) }
    if let all = look.all[key] { return inked(paint(all)) }
    guard takesColour else { return nil }
    if let all = look.all[.color] { return inked(paint(all)) }
    return unit.standardPaint
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

  /// Zero where a scale's domain has it, else the domain's first entry.
  private func zeroOrLeast(_ scale: Scale) -> Double {
    let ends = scale.ends
    guard let first = ends.first, let last = ends.last, min(first, last) > 0 || max(first, last) < 0
    else { return 0 }
    return first
  }

  private func dashes() throws(Diagnostic) -> Visual<[Double]> {
    let own = look.all.numbers(.strokeDash) ?? []
    guard let bound = channels[.strokeDash] else { return .one(own) }
    return try dashes(bound, standard: own)
  }

  private func dashes(_ bound: Bound, standard: [Double]) throws(Diagnostic) -> Visual<[Double]> {
    let base: Visual<[Double]>
    if bound.isData {
      base = try scaled(bound, { $0.dashes(of: $1) }) {
        $0.dash($1)
      } raw: { series in
        Array(repeating: [], count: series.count)
      }
    } else if let value = bound.definition.value {
      base = try values(value).map { value in
        if case .list(let parts) = value { parts.compactMap(\.number) } else { [] }
      }
    } else {
      base = .one(standard)
    }
    return try conditioned(bound.definition, base: base) { (inner) throws(Diagnostic) in
      try self.dashes(Bound.inner(inner, in: bound), standard: standard)
    }
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
