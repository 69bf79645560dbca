import Diagnostics
import Tables

/// A shift of places in pixels.
struct Offset {
  var pixels: Visual<Double>
  /// Whether a channel says it, not the mark.
  var isEncoded: Bool
}

extension MarkMaking {
  /// The shift by an offset channel, else by the mark's own `xOffset` and the like; nil is none.
  ///
  /// `band` says where within the bands of the offset's scale; nil is where the channel says.
  ///
  /// Source: vega-lite's `compile/mark/encode/offset.ts`.
  func offset(_ channel: Channel, band: Double?) throws(Diagnostic) -> Offset? {
    let own = look.own[channel.offsetKey]
    if let bound = channels.offsetBound(of: channel) {
      if let pixels = try encodedOffset(bound, band: band) {
        return Offset(pixels: pixels, isEncoded: true)
      }
      return Offset(pixels: try number(own, standard: 0), isEncoded: true)
    }
    guard let own else { return nil }
    return Offset(pixels: try number(own, standard: 0), isEncoded: false)
  }

  private func encodedOffset(
    _ bound: Bound,
    band: Double?
  ) throws(Diagnostic) -> Visual<Double>? {
    if !bound.isData {
      guard let value = bound.definition.value else { return nil }
      let base = try number(value, standard: 0)
      return try conditioned(bound.definition, base: base) { (inner) throws(Diagnostic) in
        try self.encodedOffset(Bound.inner(inner, in: bound), band: band) ?? base
      }
    }
    guard let scale = scales[bound.channel] else {
      return bound.column.flatMap { frame[$0] }.map { .each($0.doubles) }
    }
    let width = scale.bandwidth * (band ?? bound.definition.bandPosition ?? 0.5)
    if let level = bound.datumLevel { return .one(scale.number(level) + width) }
    guard let series = bound.column.flatMap({ frame[$0] }) else { return nil }
    let part = band ?? unit.bandPosition(of: bound)
    if bound.isBinning, let part, part != 0, !scale.type.isDiscreteDomain,
      let ends = bound.endColumn.flatMap({ frame[$0] })
    {
      return .each(between(series.doubles, ends.doubles, part, scale))
    }
    return .each(scale.numbers(of: series).map { $0 + width })
  }

  func shifted(_ places: Visual<Double>, by offset: Offset?) -> Visual<Double> {
    guard let offset else { return places }
    return places + offset.pixels
  }
}
