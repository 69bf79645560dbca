import Diagnostics
import Tables

extension MarkMaking {
  /// The extent of rectangles that fill bins or calendar units, with a gap between neighbours.
  ///
  /// Source: vega-lite's `compile/mark/encode/position-rect.ts` (`rectBinPosition`).
  func binExtent(_ bound: Bound, _ scale: Scale, _ second: Bound?) throws(Diagnostic) -> Span? {
    let channel = bound.channel
    guard let starts = bound.column.flatMap({ frame[$0] })?.doubles else { return nil }
    let size = try bandSize(channel, bound, scale.type, usesSize: false)
    let margin = size.map { (1 - ($0.part ?? 0)) / 2 } ?? 0.5
    let (low, high): ([Double], [Double])
    if bound.isBinning || bound.timeUnit != nil {
      let shifted = unit.shiftedEnds(of: bound, in: frame)
      let near = shifted?.starts ?? starts
      guard let far = shifted?.ends ?? bound.endColumn.flatMap({ frame[$0] })?.doubles else {
        return nil
      }
      low = between(near, far, margin, scale)
      high = between(near, far, 1 - margin, scale)
    } else {
      low = starts.map { scale.number($0) }
      if let ends = second?.column.flatMap({ frame[$0] }) {
        high = scale.numbers(of: ends)
      } else if case .binned(let step?)? = bound.definition.bin {
        high = starts.map { scale.number($0 + step) }
      } else {
        return nil
      }
    }
    let lengths = try binLengths(bound, scale, starts)
    let spacing = look.number(.binSpacing) ?? (look.type == .bar ? 1 : 0)
    let offset = try self.offset(channel, band: 0)?.pixels ?? .one(0)
    let secondary = channel.secondary ?? channel
    let offset2 = try self.offset(secondary, band: 0)?.pixels ?? offset
    // Gaps go inwards: bars on x end to the right, on y to the top, unless the scale is turned.
    let inward: Double = (channel == .x ? 1 : -1) * (scale.definition.isReversed ? -1 : 1)
    let turn: Double = scale.definition.isReversed ? -1 : 1
    let least = leastBandSize
    var first: [Double] = []
    var last: [Double] = []
    first.reserveCapacity(low.count)
    last.reserveCapacity(low.count)
    for row in low.indices {
      guard low[row].isFinite, high[row].isFinite else {
        // A row without a bin, if it is shown, has no extent.
        first.append(0)
        last.append(0)
        continue
      }
      let gap = lengths[row] < least ? (lengths[row] - least) / 2 : spacing / 2
      first.append(low[row] + 0.5 + turn * offset2[row] + inward * gap)
      last.append(high[row] + 0.5 + turn * offset[row] - inward * gap)
    }
    return .between(.each(first), .each(last), count: count)
  }

  /// The pixels that whole bins take.
  private func binLengths(
    _ bound: Bound,
    _ scale: Scale,
    _ starts: [Double]
  ) throws(Diagnostic) -> [Double] {
    let near = starts.map { scale.number($0) }
    let far: [Double]
    if let ends = bound.endColumn.flatMap({ frame[$0] }) {
      far = scale.numbers(of: ends)
    } else if let ends = bound.channel.secondary.flatMap({ channels[$0] })?.column
      .flatMap({ frame[$0] })
    {
      far = scale.numbers(of: ends)
    } else if case .binned(let step?)? = bound.definition.bin {
      far = starts.map { scale.number($0 + step) }
    } else {
      far = near
    }
    return near.indices.map { abs(far[$0] - near[$0]) }
  }
}
