import Diagnostics
import Tables

extension MarkMaking {
  func arcs() throws(Diagnostic) -> ArcGeometry {
    let theta = try angles()
    let radius = try radii()
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

  private func angles() throws(Diagnostic) -> (Visual<Double>, Visual<Double>) {
    try ends(.theta, second: .theta2)
  }

  private func radii() throws(Diagnostic) -> (Visual<Double>, Visual<Double>) {
    var (inner, outer) = try ends(.radius, second: .radius2)
    if channels[.radius2] == nil, unit.stack?.channel != .radius, look.all[.radius2] == nil,
      channels[.radius].map({ scales[$0.channel]?.type != .band }) ?? true
    {
      inner = try number(look.all[.innerRadius], standard: 0)
    }
    if channels[.radius] == nil, let own = look.all[.radius] ?? look.all[.outerRadius] {
      outer = try number(own, standard: 0)
    }
    outer = outer + (try number(look.all[.radiusOffset], standard: 0))
    inner = inner + (try number(look.all[.radius2Offset], standard: 0))
    return (inner, outer)
  }

  /// Start and end along a polar channel: of a stack, a band, a bin, or from 0 to the value.
  private func ends(
    _ channel: Channel,
    second: Channel
  ) throws(Diagnostic) -> (Visual<Double>, Visual<Double>) {
    guard let bound = channels[channel] else {
      let end = try look.all[channel.markKey].map { (property) throws(Diagnostic) in
        try pixels(property, channel)
      }
      let start = try look.all[second.markKey].map { (property) throws(Diagnostic) in
        try pixels(property, channel)
      }
      return (start ?? .one(0), end ?? .one(fallbackPixels(channel, .zeroOrMax)))
    }
    if let scale = scales[channel], scale.type == .band, let column = bound.column,
      let series = frame[column]
    {
      let starts = scale.numbers(of: series)
      return (.each(starts), .each(starts.map { $0 + scale.bandwidth }))
    }
    if bound.isBinning || bound.timeUnit != nil, let scale = scales[channel],
      !scale.type.isDiscreteDomain, let start = bound.column.flatMap({ frame[$0] }),
      let end = bound.endColumn.flatMap({ frame[$0] })
    {
      return (.each(scale.numbers(of: start)), .each(scale.numbers(of: end)))
    }
    let end = try place(channel, .zeroOrMax)
    return (try self.second(channel, .zeroOrMin).pixels(from: end), end)
  }
}
