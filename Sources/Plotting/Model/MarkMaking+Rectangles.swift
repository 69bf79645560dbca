import Diagnostics
import Tables

extension MarkMaking {
  func rectangles() throws(Diagnostic) -> RectGeometry {
    let x = try extent(.x)
    let y = try extent(.y)
    var rect = RectGeometry(x: x.start, y: y.start, width: x.length, height: y.length)
    rect.corners = try corners()
    return rect
  }

  /// Radii of the corners; `cornerRadiusEnd` rounds the end of a bar that is away from its base.
  private func corners() throws(Diagnostic) -> (
    Visual<Double>, Visual<Double>, Visual<Double>, Visual<Double>
  ) {
    let all = look.all
    let base = try number(all[.cornerRadius], standard: 0)
    func radius(_ key: MarkKey) throws(Diagnostic) -> Visual<Double>? {
      guard let property = all[key] else { return nil }
      return try number(property, standard: 0)
    }
    var corners = [
      try radius(.cornerRadiusTopLeft) ?? base, try radius(.cornerRadiusTopRight) ?? base,
      try radius(.cornerRadiusBottomRight) ?? base, try radius(.cornerRadiusBottomLeft) ?? base,
    ]
    if let end = try radius(.cornerRadiusEnd) {
      let isRanged =
        look.orient == .horizontal ? channels[.x2] != nil : channels[.y2] != nil
      let rounded = isRanged ? [0, 1, 2, 3] : look.orient == .horizontal ? [1, 2] : [0, 1]
      for corner in rounded { corners[corner] = end }
    }
    return (corners[0], corners[1], corners[2], corners[3])
  }

  /// Start and length along an axis: of a bin, of a band, or between two values.
  ///
  /// Source: vega-lite's `compile/mark/encode/position-rect.ts`.
  func extent(_ channel: Channel) throws(Diagnostic) -> Span {
    let bound = channels[channel]
    let second = channel.secondary.flatMap { channels[$0] }
    let scale = scales[channel]
    let isDiscrete = scale?.type.isDiscreteDomain ?? false
    if let bound, bound.hasField, let scale, !isDiscrete,
      bound.isBinning || bound.isBinned || (bound.timeUnit != nil && second == nil),
      !hasFixedSize(channel), channels.offsetBound(of: channel) == nil
    {
      return try binExtent(bound, scale, second) ?? Span(start: .one(0), length: .one(0))
    }
    if second == nil, (bound?.isData ?? false) && isDiscrete || isAcross(channel) {
      return try bandExtent(channel, bound)
    }
    let far = try self.second(channel, .zeroOrMin)
    let near = try place(channel, .zeroOrMax)
    switch far {
    case .place(let far): return .between(near, far, count: count)
    case .size(let size): return .at(near, size, anchor(channel, standard: .middle))
    }
  }

  /// Whether a channel or the mark gives so many pixels for the size along an axis.
  private func hasFixedSize(_ channel: Channel) -> Bool {
    if channels[.size] != nil { return true }
    guard let property = sizeProperty(channel, usesSize: true) else { return false }
    if case .record(let record)? = property.constant { return record["band"] == nil }
    return true
  }

  /// Whether the channel lies across the direction of a bar, or along a tick's length.
  private func isAcross(_ channel: Channel) -> Bool {
    switch look.type {
    case .bar: look.orient == (channel == .x ? .vertical : .horizontal)
    case .tick: look.orient == (channel == .y ? .vertical : .horizontal)
    default: false
    }
  }

  /// Rectangles at one place of the axis: in a band, or of a size around a value.
  ///
  /// Source: vega-lite's `positionAndSize` and `defaultSizeRef`.
  private func bandExtent(_ channel: Channel, _ bound: Bound?) throws(Diagnostic) -> Span {
    let scale = (bound?.isData ?? false) ? scales[channel] : nil
    let offsetScale = channels.offsetBound(of: channel)
      .flatMap { $0.isData ? scales[$0.channel] : nil }
    let usesSize =
      look.type == .tick || look.orient == (channel == .x ? .vertical : .horizontal)
    let type = (scale ?? offsetScale)?.type
    let size = try bandSize(channel, bound, type, usesSize: usesSize)
    var length: Visual<Double>?
    if usesSize, channels[.size] != nil || look.own[.size] != nil {
      length = try numbers(.size, mark: .size, standard: 0)
    }
    let part = length == nil ? size?.part : nil
    let standard: Span.Anchor = type == .band && part != nil ? .start : .middle
    let anchor = anchor(channel, standard: standard)
    let offset = try self.offset(channel, band: anchor == .middle ? 0.5 : 0)
    let band: Double
    if anchor == .middle {
      band = offset?.isEncoded ?? false ? 0 : 0.5
    } else {
      band = part.map { (1 - $0) / 2 } ?? 0
    }
    var place = shifted(try fallbackPlace(channel, .middle), by: offset)
    if let middle = try middle(bound, second: nil, band: band, offset: offset) { place = middle }
    let standardLength = standardSize(channel, size, offsetScale ?? scale, isWritten: bound != nil)
    return .at(place, length ?? standardLength, anchor)
  }

  private func standardSize(
    _ channel: Channel,
    _ size: BandSize?,
    _ scale: Scale?,
    isWritten: Bool
  ) -> Visual<Double> {
    let whole = channel == .x ? scales.width : scales.height
    switch size {
    case .part(let part)?:
      guard let scale else { return .one(part * whole) }
      if scale.type == .band { return .one(max(leastBandSize, part * scale.bandwidth)) }
    case .pixels(let pixels)? where pixels.constant != 0: return pixels
    default: break
    }
    if let scale, scale.type.isDiscreteDomain,
      let step = channel == .x ? scales.xStep : scales.yStep,
      channels.offsetBound(of: channel).map({ !$0.isData }) ?? true
    {
      return .one(step - 2)
    }
    if !isWritten {
      let config = style.config.scale
      let inner =
        switch look.type {
        case .tick: config.number(.tickBandPaddingInner) ?? 0.25
        case .bar: config.number(.barBandPaddingInner) ?? 0.1
        default: config.number(.rectBandPaddingInner) ?? 0
        }
      return .one((1 - (config.number(.bandPaddingInner) ?? inner)) * whole)
    }
    return .one(PlotSize(config: style.config).step - 2)
  }

  /// Which part of a rectangle with a size stands at its place, as `align` and `baseline` say.
  private func anchor(_ channel: Channel, standard: Span.Anchor) -> Span.Anchor {
    switch channel == .x ? look.text(.align) : look.text(.baseline) {
    case "left"?, "top"?: .start
    case "center"?, "middle"?: .middle
    case "right"?, "bottom"?: .end
    default: standard
    }
  }

  /// Ticks: thin rectangles across the axis of their values.
  func ticks() throws(Diagnostic) -> RectGeometry {
    let thickness = try number(look.all[.thickness], standard: 1)
    let isHorizontal = look.orient == .horizontal
    let thin = Span.around(try place(isHorizontal ? .y : .x, .middle), thickness)
    let wide = try extent(isHorizontal ? .x : .y)
    return isHorizontal
      ? RectGeometry(x: wide.start, y: thin.start, width: wide.length, height: thin.length)
      : RectGeometry(x: thin.start, y: wide.start, width: thin.length, height: wide.length)
  }
}
