import Diagnostics

/// Decides where each scale of a tree of views lives: in the highest view that shares it.
///
/// Source: vega-lite's `compile/resolve.ts` and `compile/scale/parse.ts`.
enum ScaleMerging {
  static func run(_ view: ViewModel, config: Config, warnings: inout [Diagnostic]) {
    if case .unit(let unit) = view.kind {
      for channel in Channel.allCases where channel.hasScale {
        guard let bound = unit.channels[channel], let source = scaled(bound) else { continue }
        view.scales[channel] = ScaleModel(channel, source, unit, config: config)
      }
      return
    }
    let resolve = view.specification.resolve
    var channels: [Channel] = []
    for child in view.children {
      for channel in Channel.allCases where child.scales[channel] != nil {
        if !channels.contains(channel) { channels.append(channel) }
      }
    }
    for channel in channels {
      let mode = resolve.scale[channel] ?? standard(channel, view)
      let guide = channel.isPosition ? resolve.axis[channel] : resolve.legend[channel]
      if mode == .independent || guide == .independent { view.independentGuides.insert(channel) }
      guard mode == .shared else { continue }
      var merged: ScaleModel?
      var isOne = true
      for child in view.children {
        guard let scale = child.scales[channel] else { continue }
        if merged?.isCompatible(with: scale) ?? true {
          if merged == nil { merged = scale } else { merged?.merge(scale, config: config) }
        } else {
          isOne = false
        }
      }
      guard isOne, let merged else {
        view.independentGuides.insert(channel)
        continue
      }
      view.scales[channel] = merged
      for child in view.children { child.scales[channel] = nil }
    }
  }

  /// The definition that the scale is for: the channel's own, or that of its condition.
  private static func scaled(_ bound: Bound) -> Bound? {
    if bound.definition.scale.isNone { return nil }
    if bound.isData { return bound }
    for condition in bound.definition.conditions {
      let definition = condition.definition
      guard definition.showsField || definition.datum != nil, !definition.scale.isNone else {
        continue
      }
      return Bound.inner(definition, in: bound)
    }
    return nil
  }

  private static func standard(_ channel: Channel, _ view: ViewModel) -> Resolve.Mode {
    switch view.kind {
    case .facet: channel == .theta ? .independent : .shared
    case .concat: channel.isPosition || channel.isPolar || channel.isOffset ? .independent : .shared
    case .layer, .unit: .shared
    }
  }
}

extension Bound {
  /// A condition's definition as a channel of its own.
  static func inner(_ definition: ChannelDefinition, in outer: Bound) -> Bound {
    let type = definition.type?.value ?? Channels.inferred(definition) { _ in nil }
    var bound = Bound(definition: definition, type: type)
    bound.column = Bound.columnName(definition, type: type)
    return bound
  }
}
