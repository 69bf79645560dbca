import Diagnostics
import Tables

/// Where a mark stands when no channel says so.
enum FallbackPlace {
  case middle
  /// The place of zero where the scale shows it, else the near or the far edge.
  case zeroOrMin, zeroOrMax
}

extension MarkMaking {
  /// The mark's property for a channel, else the fallback.
  ///
  /// Source: vega-lite's `pointPositionDefaultRef`.
  func fallbackPlace(
    _ channel: Channel,
    _ fallback: FallbackPlace
  ) throws(Diagnostic) -> Visual<Double> {
    let radius: MarkKey? =
      channel == .radius ? .outerRadius : channel == .radius2 ? .innerRadius : nil
    if let property = radius.flatMap({ look.all[$0] }) ?? look.all[channel.markKey] { return try pixels(property, channel.primary) }
    return .one(fallbackPixels(channel, fallback))
  }

  func fallbackPixels(_ channel: Channel, _ fallback: FallbackPlace) -> Double {
    let axis = channel.primary
    let size: Double =
      switch axis {
      case .x: scales.width
      case .y: scales.height
      case .theta: 2 * .pi
      default: min(scales.width, scales.height) / 2
      }
    if fallback == .middle { return size / 2 }
    let isFar = fallback == .zeroOrMax
    if let zero = scaledZero(axis, isFar: isFar) { return zero }
    return (axis == .y) == isFar ? 0 : size
  }

  /// The place of zero on a channel's scale, or of the domain's first or last entry where zero is
  /// outside; nil without a scale.
  ///
  /// Source: vega-lite's `scaledZeroOrMinOrMax.ts`.
  func scaledZero(_ axis: Channel, isFar: Bool) -> Double? {
    guard unit.channels[axis]?.isData ?? false, let scale = scales[axis] else { return nil }
    switch scale.domain {
    case .continuous(let domain):
      guard let first = domain.first, let last = domain.last else { return nil }
      let isTimeless = !scale.type.isTime && scale.type != .log
      let settled = scales.settled(axis)
      var hasZero = settled?.zero ?? false
      if case .values? = settled?.model.options.domain {
        hasZero = hasZero || (first <= 0 && last >= 0)
      } else {
        hasZero = hasZero || (min(first, last) <= 0 && max(first, last) >= 0)
      }
      return scale.number(isTimeless && hasZero ? 0 : isFar ? last : first)
    case .discrete(let levels):
      guard let first = levels.first, let last = levels.last else { return nil }
      if case .number(let low) = first, case .number(let high) = last,
        min(low, high) <= 0, max(low, high) >= 0
      {
        let zero = scale.number(.number(0))
        return zero.isNaN ? 0 : zero
      }
      return scale.number(isFar ? last : first)
    }
  }
}
