import Diagnostics
import Tables

/// How long a rectangle is across its axis: so many pixels, or a part of its band or bin.
enum BandSize {
  case pixels(Visual<Double>)
  case part(Double)

  var part: Double? { if case .part(let part) = self { part } else { nil } }
}

extension MarkMaking {
  /// The size that a mark has along a channel; nil where nothing says so.
  ///
  /// Source: vega-lite's `channeldef.ts` (`getBandSize`): the mark's or config's size, the part of a
  /// calendar unit, a whole bin, then config's sizes for continuous and discrete scales.
  func bandSize(
    _ channel: Channel,
    _ bound: Bound?,
    _ type: ScaleType?,
    usesSize: Bool
  ) throws(Diagnostic) -> BandSize? {
    if let written = sizeProperty(channel, usesSize: usesSize) { return try size(written) }
    let configured = look.configured
    if let bound, bound.hasField {
      if bound.timeUnit != nil { return .part(configured.number(.timeUnitBandSize) ?? 1) }
      if bound.isBinning, !(type?.isDiscreteDomain ?? false) { return .part(1) }
    }
    guard look.type.isRectangle || look.type == .arc else { return nil }
    let own = style.config.marks[look.type.rawValue] ?? Properties()
    guard let type else {
      return try own[.discreteBandSize].map { (p) throws(Diagnostic) in try size(p) }
    }
    if type.isDiscreteDomain {
      return try own[.discreteBandSize].map { (p) throws(Diagnostic) in try size(p) } ?? .part(1)
    }
    if look.type == .arc { return nil }
    return try own[.continuousBandSize].map { (p) throws(Diagnostic) in try size(p) }
      ?? .pixels(.one(5))
  }

  /// The mark's `width` or `height`, else its `size` where that is meant, its own before config's.
  func sizeProperty(_ channel: Channel, usesSize: Bool) -> Property? {
    let key: MarkKey = channel == .x ? .width : channel == .y ? .height : .size
    if channel.isPolar { return nil }
    for properties in [look.own, look.configured] {
      if let property = properties[key] ?? (usesSize ? properties[.size] : nil) { return property }
    }
    return nil
  }

  private func size(_ property: Property) throws(Diagnostic) -> BandSize {
    if case .record(let record)? = property.constant, let part = record["band"]?.number {
      return .part(part)
    }
    return .pixels(try number(property, standard: 0))
  }

  /// The least pixels of a bar or a cell, so that it can be seen.
  var leastBandSize: Double { look.configured.number(.minBandSize) ?? 0.25 }
}
