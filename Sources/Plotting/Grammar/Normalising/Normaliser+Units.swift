import Diagnostics
import Expressions
import Tables

extension Normaliser {
  /// A unit with all its channels: a plain mark, or layers of plain marks.
  mutating func unit(
    _ view: Specification,
    _ mark: MarkDefinition,
    _ encoding: [ChannelDefinition],
    in around: Surroundings
  ) -> Specification {
    let channels = present(encoding, of: view, mark)
    switch mark.type.value {
    case .boxplot: return BoxPlot.layers(view, mark, channels, &self) ?? view
    case .errorbar: return ErrorBar.layers(view, mark, channels, &self) ?? view
    case .errorband: return ErrorBand.layers(view, mark, channels, &self) ?? view
    default: break
    }
    if let labels = labelled(view, mark, channels, in: around) { return labels }
    if !around.ignoresOverlays,
      let layered = overlaid(view, mark, channels, in: around)
    {
      return layered
    }
    var view = view
    var mark = mark
    mark.parts = [:]
    if mark.type.value == .line, let second = Self.rangedLine(channels) {
      complain(.lineWithRange(second))
      mark.type = Spanned(.rule, at: mark.type.span)
    }
    view.encoding = supported(channels, by: mark.type.value, in: view)
    view.body = .unit(mark)
    return view
  }

  /// Channels without those that are taken away or show nothing, with complaints about the ones
  /// that lack another.
  private mutating func present(
    _ encoding: [ChannelDefinition],
    of view: Specification,
    _ mark: MarkDefinition
  ) -> [ChannelDefinition] {
    var channels: [ChannelDefinition] = []
    for definition in encoding where !definition.isAbsent {
      if definition.showsAnything {
        channels.append(definition)
      } else {
        complain(.emptyChannel(definition))
      }
    }
    func has(_ channel: Channel) -> Bool { channels.contains { $0.channel == channel } }
    for definition in channels {
      let channel = definition.channel
      let partner: (channel: Channel, key: MarkKey)? =
        switch channel {
        case .x2, .xError, .xError2: (.x, .x)
        case .y2, .yError, .yError2: (.y, .y)
        case .theta2: (.theta, .theta)
        case .radius2: (.radius, .radius)
        default: nil
        }
      guard let partner, !has(partner.channel) else { continue }
      if mark.properties[partner.key] != nil { continue }
      // A channel that a layer shares may be meant for the other layers.
      if definition.isWritten(in: view) {
        complain(.orphanChannel(channel, needs: partner.channel, at: definition.span))
      }
      channels.removeAll { $0.channel == channel }
    }
    return channels
  }

  /// Channels that the mark can show; the others are left out with a warning, unless they are
  /// shared with other layers, or the view is nil: parts of a composite.
  mutating func supported(
    _ encoding: [ChannelDefinition],
    by mark: MarkType,
    in view: Specification?
  ) -> [ChannelDefinition] {
    encoding.filter { definition in
      switch ChannelSupport.of(definition.channel, mark) {
      case .always: return true
      case .ofBins:
        let first = encoding.first { $0.channel == definition.channel.primary }
        if first?.holdsBins ?? false, definition.showsField { return true }
      case .never: break
      }
      if let view, definition.isWritten(in: view) {
        complain(.channelNotOfMark(definition, mark))
      }
      return false
    }
  }

  /// The second position of a line that is a range: `x2` beside an `x` that is not in bins.
  private static func rangedLine(_ channels: [ChannelDefinition]) -> ChannelDefinition? {
    for (first, second) in [(Channel.x, Channel.x2), (.y, .y2)] {
      guard let end = channels.first(where: { $0.channel == second }),
        let start = channels.first(where: { $0.channel == first })
      else { continue }
      if (start.showsField && !start.holdsBins) || start.showsDatum { return end }
    }
    return nil
  }
}

extension ChannelDefinition {
  /// Whether the definition stands in a view's own text, not in that of a view around it.
  func isWritten(in view: Specification) -> Bool {
    span.file === view.span.file && view.span.range.lowerBound <= span.range.lowerBound
      && span.range.upperBound <= view.span.range.upperBound
  }
}
