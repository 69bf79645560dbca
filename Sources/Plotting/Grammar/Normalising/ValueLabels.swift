import Diagnostics
import Expressions
import Tables

/// The style of texts that say the values of other marks.
enum ValueLabels {
  static let style = "value-label"
}

extension Normaliser {
  /// A mark whose values stand beside it in words: `labels: true`, or properties of the text and a
  /// `format`.
  ///
  /// Ours, not Vega-Lite's, where it takes a layer of its own.
  ///
  /// A label stands beyond the end of a bar or above a point, and in the middle of a part of a
  /// stack, of a ring or of a cell. Nil when the mark has none or nothing to say.
  mutating func labelled(
    _ view: Specification,
    _ mark: MarkDefinition,
    _ encoding: [ChannelDefinition],
    in around: Surroundings
  ) -> Specification? {
    guard case .given(let own)? = mark.parts[.labels],
      let measure = Self.measure(of: mark.type.value, encoding, type: { type(of: $0) })
    else { return nil }
    var base = mark
    base.parts[.labels] = nil
    var first = Specification(.unit(base), at: view.span)
    first.name = view.name
    first.params = view.params
    first.encoding = encoding

    var text = MarkDefinition(type: Spanned(.text, at: mark.type.span))
    text.styles = [ValueLabels.style]
    let isInside = Self.standsInside(mark.type.value, measure, encoding)
    text.properties = own.over(
      Self.placing(mark.type.value, measure, isInside: isInside, at: mark.type.span)
    )
    var channels: [ChannelDefinition] = []
    for definition in encoding {
      switch definition.channel {
      case .x, .y, .xOffset, .yOffset, .theta, .radius, .order, .detail: channels.append(definition)
      case .color, .fill, .stroke, .opacity, .shape, .size:
        let isColour = definition.channel == .color || definition.channel == .fill
        if isInside, isColour, definition.showsField {
          // The text is coloured against the mark below it.
          var own = definition.moved(to: .fill)
          own.legend = .none
          channels.append(own)
          continue
        }
        guard definition.showsField, !definition.isAggregate else { continue }
        var detail = definition.moved(to: .detail)
        detail.scale = .standard
        detail.legend = .standard
        channels.append(detail)
      default: break
      }
    }
    for index in channels.indices where channels[index].channel == measure.channel && isInside {
      if mark.type.value == .bar || mark.type.value == .area || mark.type.value == .arc {
        if case .standard = channels[index].stack { channels[index].stack = .given(.zero) }
        channels[index].bandPosition = 0.5
      }
    }
    var words = measure.moved(to: .text)
    words.stack = .standard
    words.bandPosition = nil
    words.scale = .standard
    words.axis = .standard
    if let format = mark.labelFormat {
      words.format = format
    } else if words.format == nil, type(of: measure) == .quantitative {
      let isShare = measure.stack.given == .normalize
      words.format = Spanned(.specifier(isShare ? ".0%" : ",.2~f"), at: mark.type.span)
    }
    channels.append(words)
    var inside = Surroundings()
    inside.isInLayer = true
    var layer = view
    layer.name = nil
    layer.params = []
    layer.encoding = []
    layer.body = .layer([
      self.view(first, in: inside),
      self.view(Self.layer(text, channels, at: view.span), in: inside),
    ])
    return layer
  }

  /// The channel whose values are said: a length, an angle, or the colour of a cell.
  private static func measure(
    of mark: MarkType,
    _ encoding: [ChannelDefinition],
    type: (ChannelDefinition) -> MeasureType?
  ) -> ChannelDefinition? {
    func channel(_ channel: Channel) -> ChannelDefinition? {
      encoding.first { $0.channel == channel && $0.showsField }
    }
    if mark == .rect { return channel(.color) ?? channel(.fill) }
    if mark == .arc { return channel(.theta) }
    let places = [channel(.y), channel(.x)].compactMap(\.self)
    return places.first { $0.isAggregate && !$0.isBinned }
      ?? places.first { type($0) == .quantitative && $0.bin == nil && $0.timeUnit == nil }
  }

  /// Whether a label stands on the mark: on cells, rings, and parts of stacks.
  private static func standsInside(
    _ mark: MarkType,
    _ measure: ChannelDefinition,
    _ encoding: [ChannelDefinition]
  ) -> Bool {
    if mark == .rect || mark == .arc { return true }
    guard mark == .bar || mark == .area, !measure.stack.isNone else { return false }
    let along: Channel = measure.channel == .x ? .y : .x
    let placed = [along, along.offset].compactMap(\.self).compactMap { channel in
      encoding.first { $0.channel == channel }?.fieldName?.value
    }
    return encoding.contains { definition in
      let splits: [Channel] = [.color, .fill, .stroke, .opacity, .detail, .strokeDash]
      return splits.contains(definition.channel) && definition.showsField
        && !definition.isAggregate && !placed.contains(definition.fieldName?.value ?? "")
    }
  }

  private static func placing(
    _ mark: MarkType,
    _ measure: ChannelDefinition,
    isInside: Bool,
    at span: SourceSpan
  ) -> Properties<MarkKey> {
    if isInside {
      return Properties(
        [.align: .string("center"), .baseline: .string("middle")],
        at: span
      )
    }
    if measure.channel == .x {
      return Properties(
        [
          .align: .string("left"), .baseline: .string("middle"), .dx: .double(4),
          .color: .string("ink"),
        ],
        at: span
      )
    }
    return Properties(
      [
        .align: .string("center"), .baseline: .string("bottom"), .dy: .double(-4),
        .color: .string("ink"),
      ],
      at: span
    )
  }
}
