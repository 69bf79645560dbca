import Diagnostics
import Tables

extension MarkMaking {
  func arcs() throws(Diagnostic) -> ArcGeometry {
    let theta = try ends(.theta)
    let radius = try ends(.radius)
    return ArcGeometry(
      x: channels[.x] == nil && look.all[.x] == nil
        ? .one(scales.width / 2) : try place(.x, .middle),
      y: channels[.y] == nil && look.all[.y] == nil
        ? .one(scales.height / 2) : try place(.y, .middle),
      startAngle: theta.0,
      endAngle: theta.1,
      innerRadius: radius.0,
      outerRadius: radius.1,
      padAngle: try number(look.all[.padAngle], standard: 0),
      cornerRadius: try number(look.all[.cornerRadius], standard: 0)
    )
  }

  /// Start and end along a polar channel: of a band, a bin, or between two values.
  ///
  /// Source: vega-lite's `compile/mark/arc.ts`: rectangles in polar coordinates.
  private func ends(_ channel: Channel) throws(Diagnostic) -> (Visual<Double>, Visual<Double>) {
    let bound = channels[channel]
    let hasSecond = channel.secondary.flatMap { channels[$0] } != nil
    if let bound, bound.isData, let scale = scales[channel], !hasSecond {
      let offset = try self.offset(channel, band: 0)
      if scale.type.isDiscreteDomain,
        let start = try middle(bound, second: nil, band: 0, offset: offset)
      {
        return (start, start + .one(scale.bandwidth))
      }
      if bound.isBinning || bound.timeUnit != nil, bound.hasField,
        let start = bound.column.flatMap({ frame[$0] }),
        let end = bound.endColumn.flatMap({ frame[$0] })
      {
        return (.each(scale.numbers(of: start)), .each(scale.numbers(of: end)))
      }
    }
    let end = try place(channel, .zeroOrMax)
    return (try second(channel, .zeroOrMin).pixels(from: end), end)
  }
}
