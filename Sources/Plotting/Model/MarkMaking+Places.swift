import Diagnostics
import Expressions
import Tables

/// Positions of marks in pixels.
///
/// Source: vega-lite's `compile/mark/encode/position-point.ts` and `valueref.ts`.
extension MarkMaking {
  /// Pixels of a position channel: the middle of bins and bands, the end of a stack, the place of a
  /// value; without the channel the mark's property or the fallback.
  func place(_ channel: Channel, _ fallback: FallbackPlace) throws(Diagnostic) -> Visual<Double> {
    let bound = channels[channel]
    let offset = try self.offset(channel, band: 0.5)
    if let bound, bound.isData, unit.stack?.channel == channel, bound.hasField,
      let ends = frame[UnitModel.stackEnd], let scale = scales[channel]
    {
      var part = bound.definition.bandPosition
      if part == nil, look.type == .text, channel.isPolar { part = 0.5 }
      guard let part, let starts = frame[UnitModel.stackStart] else {
        return shifted(.each(scale.numbers(of: ends)), by: offset)
      }
      return shifted(.each(between(starts.doubles, ends.doubles, part, scale)), by: offset)
    }
    let second = channel.secondary.flatMap { channels[$0] }
    let band: Double? = offset?.isEncoded ?? false ? 0 : nil
    if let place = try middle(bound, second: second, band: band, offset: offset) { return place }
    return shifted(try fallbackPlace(channel, fallback), by: offset)
  }

  /// Pixels of a channel's values; nil where it has none and a fallback is to be taken.
  ///
  /// - Parameters:
  ///   - second: the definition of the other end, with which bins in the data end.
  ///   - band: where within a band, a bin or a calendar unit, instead of where the channel says.
  func middle(
    _ bound: Bound?,
    second: Bound?,
    band: Double?,
    offset: Offset?
  ) throws(Diagnostic) -> Visual<Double>? {
    guard let bound else { return nil }
    let axis = bound.channel.primary
    if !bound.isData {
      guard let value = bound.definition.value else { return nil }
      let base = try pixels(value, axis)
      let all = try conditioned(bound.definition, base: base) { (inner) throws(Diagnostic) in
        try self.middle(Bound.inner(inner, in: bound), second: nil, band: band, offset: nil)
          ?? base
      }
      return shifted(all, by: offset)
    }
    guard let scale = scales[axis] else {
      guard let series = bound.column.flatMap({ frame[$0] }) else {
        return shifted(.one(bound.definition.datum?.value.number ?? .nan), by: offset)
      }
      return shifted(.each(series.doubles), by: offset)
    }
    let width = scale.bandwidth * (band ?? bound.definition.bandPosition ?? 0.5)
    if let level = bound.datumLevel { return shifted(.one(scale.number(level) + width), by: offset) }
    guard let series = bound.column.flatMap({ frame[$0] }) else { return .one(.nan) }
    var pixels: [Double]
    let isDiscrete = scale.type.isDiscreteDomain
    let part = band ?? unit.bandPosition(of: bound)
    let isUnit = part != 0 && part != nil && bound.timeUnit != nil && bound.type == .temporal
    if bound.channel == axis, bound.isBinning || isUnit {
      if let part, part != 0, !isDiscrete, let ends = bound.endColumn.flatMap({ frame[$0] }) {
        pixels = between(series.doubles, ends.doubles, part, scale)
      } else {
        // Of a discrete bin the start of its band, as the reference has it.
        pixels = scale.numbers(of: series)
      }
    } else if bound.channel == axis, bound.isBinned,
      let ends = second?.column.flatMap({ frame[$0] })
    {
      pixels = between(series.doubles, ends.doubles, part ?? 0.5, scale)
    } else {
      pixels = scale.numbers(of: series)
      if width != 0 { for row in pixels.indices { pixels[row] += width } }
    }
    if isDiscrete {
      // A category that the domain lacks stands at the edge.
      for row in pixels.indices where pixels[row].isNaN { pixels[row] = 0 }
    }
    return shifted(.each(substituted(pixels, series, bound, scale)), by: offset)
  }

  /// Pixels between two columns, in the units of the data: 0 is the start and 1 the end.
  func between(_ start: [Double], _ end: [Double], _ part: Double, _ scale: Scale) -> [Double] {
    if part == 0 { return start.map { scale.number($0) } }
    if part == 1 { return end.map { scale.number($0) } }
    return start.indices.map { scale.number((1 - part) * start[$0] + part * end[$0]) }
  }

  /// Puts rows whose value is no number where config or the scale's zero says, if they are shown.
  func substituted(
    _ pixels: [Double],
    _ series: Series,
    _ bound: Bound,
    _ scale: Scale
  ) -> [Double] {
    let axis = bound.channel.primary
    guard !scale.type.isDiscreteDomain, scale.type != .binOrdinal, !bound.isCount,
      unit.showsInvalid(axis) || unit.showsInvalidRows
    else { return pixels }
    let substitute = unit.invalidOutput(axis)?.number ?? scaledZero(axis, isFar: false) ?? 0
    let values = series.doubles
    return pixels.indices.map { values[$0].isFinite ? pixels[$0] : substitute }
  }

  /// Pixels of the other end: `x2`, the start of a stack, or a fallback.
  func second(_ channel: Channel, _ fallback: FallbackPlace) throws(Diagnostic) -> SecondPlace {
    guard let secondary = channel.secondary else { return .place(.one(0)) }
    let isWritten =
      channels[secondary] != nil || look.own[secondary.markKey] != nil
    let offset = try self.offset(isWritten ? secondary : channel, band: nil)
    if let stack = unit.stack, stack.channel == channel, let scale = scales[channel],
      let starts = frame[UnitModel.stackStart]
    {
      return .place(shifted(.each(scale.numbers(of: starts)), by: offset))
    }
    if let place = try middle(channels[secondary], second: nil, band: nil, offset: offset) {
      return .place(place)
    }
    let size: MarkKey? = channel == .x ? .width : channel == .y ? .height : nil
    for properties in [look.own, look.configured] {
      if let property = properties[secondary.markKey], property.constant?.number != 0 {
        return .place(try pixels(property, channel))
      }
      if let size, look.relativeBand(size) == nil, let property = properties[size] {
        return .size(try number(property, standard: 0))
      }
    }
    return .place(try fallbackPlace(secondary, fallback))
  }
}

/// Where the other end of a mark is, or how far away.
enum SecondPlace {
  case place(Visual<Double>)
  case size(Visual<Double>)

  /// The other end's pixels; of a size those of the first end.
  func pixels(from first: Visual<Double>) -> Visual<Double> {
    if case .place(let place) = self { place } else { first }
  }
}
