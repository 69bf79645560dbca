import Diagnostics
import Expressions
import Tables

extension Normaliser {
  /// A line or an area that shows its points, or an area with its edge: layers.
  ///
  /// Nil when the mark has no overlay. Source: vega-lite's `normalize/pathoverlay.ts`.
  mutating func overlaid(
    _ view: Specification,
    _ mark: MarkDefinition,
    _ encoding: [ChannelDefinition],
    in around: Surroundings
  ) -> Specification? {
    let type = mark.type.value
    guard type == .line || type == .area || type == .rule || type == .trail else { return nil }
    let hasShape = encoding.contains { $0.channel == .shape }
    let point = overlay(.point, mark) ?? (hasShape ? Properties() : nil)
    let isPointOff = mark.parts[.point]?.isNone ?? false
    let line = type == .area ? overlay(.line, mark) : nil
    guard (point != nil && !isPointOff) || line != nil else { return nil }

    var base = mark
    base.parts = [:]
    if type == .area, mark.properties[.opacity] == nil, mark.properties[.fillOpacity] == nil {
      base.properties.set(.opacity, .value(.double(0.7)), at: mark.type.span)
    }
    var first = Specification(.unit(base), at: view.span)
    first.name = view.name
    first.params = view.params
    first.encoding = encoding.filter { $0.channel != .shape }
    var layers = [first]

    var above = stacked(encoding, like: mark)
    above.removeAll { $0.channel == .x2 || $0.channel == .y2 }
    if let line {
      var edge = MarkDefinition(type: Spanned(.line, at: mark.type.span))
      edge.properties = line.over(
        mark.properties.picking([.clip, .interpolate, .tension, .tooltip])
      )
      layers.append(Self.layer(edge, above, at: view.span))
    }
    if let point, !isPointOff {
      var dots = MarkDefinition(type: Spanned(.point, at: mark.type.span))
      let standard = Properties<MarkKey>(
        [.opacity: .double(1), .filled: .bool(true)],
        at: mark.type.span
      )
      dots.properties = point.over(mark.properties.picking([.clip, .tooltip]).over(standard))
      layers.append(Self.layer(dots, above, at: view.span))
    }
    var inside = Surroundings()
    inside.isInLayer = true
    inside.ignoresOverlays = true
    var layer = view
    layer.name = nil
    layer.params = []
    layer.encoding = []
    layer.body = .layer(layers.map { self.view($0, in: inside) })
    return layer
  }

  static func layer(
    _ mark: MarkDefinition,
    _ encoding: [ChannelDefinition],
    at span: SourceSpan
  ) -> Specification {
    var mark = mark
    if case .list(let names)? = mark.properties[.style]?.constant {
      mark.styles = names.map(\.displayText)
      mark.properties.remove(.style)
    }
    var layer = Specification(.unit(mark), at: span)
    layer.encoding = encoding
    return layer
  }

  /// The properties of a part as the mark says, else as the config says; nil for none.
  private func overlay(_ part: MarkKey, _ mark: MarkDefinition) -> Properties<MarkKey>? {
    switch mark.parts[part] {
    case .given(let properties)?: properties
    case .some(.none): nil
    case .standard?, nil: config.parts[mark.type.value.rawValue]?[part]?.given
    }
  }

  /// The channels with the stacking of the mark below said aloud: lines and points do not stack by
  /// themselves, areas do.
  ///
  /// Source: vega-lite's `stack.ts`.
  private func stacked(
    _ encoding: [ChannelDefinition],
    like mark: MarkDefinition
  ) -> [ChannelDefinition] {
    guard let channel = stackedChannel(encoding, mark),
      let index = encoding.firstIndex(where: { $0.channel == channel })
    else { return encoding }
    let definition = encoding[index]
    if let second = channel.secondary,
      encoding.contains(where: { $0.channel == second && ($0.showsField || $0.showsDatum) })
    {
      return encoding
    }
    guard mark.type.value == .area, case .standard = definition.stack else { return encoding }
    let isAggregate = encoding.contains { $0.isAggregate }
    let dimension = encoding.first { $0.channel == (channel == .x ? .y : .x) }?.fieldName?.value
    let hasParts = encoding.contains { other in
      other.showsField && !other.isAggregate && other.channel.partsStacks
        && other.fieldName?.value != dimension
    }
    if isAggregate, !hasParts { return encoding }
    var stacked = encoding
    stacked[index].stack = .given(.zero)
    return stacked
  }

  private func stackedChannel(
    _ encoding: [ChannelDefinition],
    _ mark: MarkDefinition
  ) -> Channel? {
    let x = encoding.first { $0.channel == .x && $0.showsField }
    let y = encoding.first { $0.channel == .y && $0.showsField }
    func isMeasure(_ definition: ChannelDefinition?) -> Bool? {
      guard let definition, !definition.isBinned else { return false }
      return type(of: definition).map { $0 == .quantitative }
    }
    switch (isMeasure(x), isMeasure(y)) {
    case (true, true):
      if x?.stack.given != nil { return .x }
      if y?.stack.given != nil { return .y }
      if x?.isAggregate != y?.isAggregate { return x?.isAggregate ?? false ? .x : .y }
      return mark.properties.text(.orient) == "horizontal" ? .x : .y
    case (true, false): return .x
    case (false, _), (nil, _): return y == nil ? nil : .y
    case (true, nil): return x?.isAggregate ?? false ? .x : .y
    }
  }
}

extension Channel {
  /// Whether categories of the channel tell the parts of a stack apart.
  fileprivate var partsStacks: Bool {
    switch self {
    case .color, .fill, .stroke, .opacity, .fillOpacity, .strokeOpacity, .strokeWidth, .strokeDash,
      .size, .angle, .shape, .text, .detail, .key, .href, .url, .description, .order:
      true
    default: false
    }
  }
}

extension Properties {
  /// The properties of some keys alone.
  func picking(_ keys: [Key]) -> Properties {
    var picked = Properties()
    for key in keys {
      if let property = self[key], let span = span(of: key) { picked.set(key, property, at: span) }
    }
    return picked
  }
}
