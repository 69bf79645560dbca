import Diagnostics
import Tables

/// The extent of rectangles along one axis: a start and a length for each row.
struct Span {
  var start: Visual<Double>
  var length: Visual<Double>

  static func between(_ a: Visual<Double>, _ b: Visual<Double>, count: Int) -> Span {
    if case .one(let a) = a, case .one(let b) = b {
      return Span(start: .one(Swift.min(a, b)), length: .one(abs(b - a)))
    }
    var starts: [Double] = []
    var lengths: [Double] = []
    starts.reserveCapacity(count)
    lengths.reserveCapacity(count)
    for row in 0..<count {
      let (low, high) = (a[row], b[row])
      starts.append(low < high ? low : high)
      lengths.append(abs(high - low))
    }
    return Span(start: .each(starts), length: .each(lengths))
  }

  static func around(_ middle: Visual<Double>, _ length: Visual<Double>, count: Int) -> Span {
    let half = length.map { -$0 / 2 }
    return Span(start: middle + half, length: length)
  }
}

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
  private func extent(_ channel: Channel) throws(Diagnostic) -> Span {
    let bound = channels[channel]
    let second = channel.secondary.flatMap { channels[$0] }
    let scale = scales[channel]
    let isDiscrete = scale?.type.isDiscreteDomain ?? false
    let sizeKey: MarkKey = channel == .x ? .width : .height
    let isAcross =
      look.orient == (channel == .x ? .vertical : .horizontal) && look.type == .bar
    let hasSize =
      channels[.size] != nil
      || (isAcross ? look.all[.size] != nil : false)
      || (look.all[sizeKey] != nil && look.relativeBand(sizeKey) == nil)
    if let bound, bound.hasField, let scale, !isDiscrete,
      bound.isBinning || bound.isBinned || (bound.timeUnit != nil && second == nil),
      !(hasSize && (isAcross || look.all[sizeKey] != nil)),
      channels.offsetBound(of: channel) == nil
    {
      return try binExtent(bound, scale, second)
    }
    if second == nil, (bound?.isData ?? false) && isDiscrete || isAcross {
      return try bandExtent(channel, bound, isAcross: isAcross)
    }
    let size = look.all[sizeKey]
    if let size, second == nil, look.all[channel.secondary?.markKey ?? .x2] == nil,
      look.relativeBand(sizeKey) == nil
    {
      let length = try number(size, standard: 0)
      if bound == nil, look.all[channel.markKey] == nil {
        return .around(.one(fallbackPixels(channel, .middle)), length, count: count)
      }
      return .around(try place(channel, .middle), length, count: count)
    }
    let near = try place(channel, .zeroOrMax)
    let far = try self.second(channel, .zeroOrMin)
    return .between(near, far, count: count)
  }

  private func binExtent(_ bound: Bound, _ scale: Scale, _ second: Bound?) throws(Diagnostic)
    -> Span
  {
    guard let column = bound.column, let starts = frame[column] else {
      return Span(start: .one(.nan), length: .one(.nan))
    }
    var near = scale.numbers(of: starts)
    var far = near
    if let shifted = unit.shiftedEnds(of: bound, in: frame) {
      near = shifted.starts.map { scale.number($0) }
      far = shifted.ends.map { scale.number($0) }
    } else if bound.isBinning || bound.timeUnit != nil,
      let end = bound.endColumn.flatMap({ frame[$0] })
    {
      far = scale.numbers(of: end)
    } else if let end = second?.column.flatMap({ frame[$0] }) {
      far = scale.numbers(of: end)
    } else if case .binned(let step?)? = bound.definition.bin {
      far = starts.doubles.map { scale.number($0 + step) }
    }
    let band =
      look.relativeBand(bound.channel == .x ? .width : .height)
      ?? (bound.timeUnit != nil ? look.number(.timeUnitBandSize) ?? 1 : 1)
    let spacing = look.number(.binSpacing) ?? (look.type == .bar ? 1 : 0)
    let least = look.number(.minBandSize) ?? 0.25
    var low: [Double] = []
    var lengths: [Double] = []
    low.reserveCapacity(near.count)
    lengths.reserveCapacity(near.count)
    for row in near.indices {
      let middle = (near[row] + far[row]) / 2
      let length = abs(far[row] - near[row]) * band
      let narrow = length - spacing < least ? least : length - spacing
      low.append(middle - narrow / 2 + 0.5)
      lengths.append(narrow)
    }
    return Span(start: .each(low), length: .each(lengths))
      .shifted(by: try offset(bound.channel, bandPart: 0))
  }

  private func bandExtent(
    _ channel: Channel,
    _ bound: Bound?,
    isAcross: Bool
  ) throws(Diagnostic) -> Span {
    let sizeKey: MarkKey = channel == .x ? .width : .height
    let offsetScale = channels.offsetBound(of: channel).flatMap {
      $0.isData ? scales[$0.channel] : nil
    }
    let scale = scales[channel]
    let inner = offsetScale ?? scale
    var length: Visual<Double>?
    if isAcross, channels[.size] != nil || look.all[.size] != nil {
      length = try numbers(.size, mark: .size, standard: 0)
    } else if let size = look.all[sizeKey], look.relativeBand(sizeKey) == nil {
      length = try number(size, standard: 0)
    }
    if let length {
      let middle = try place(channel, .middle)
      return .around(middle, length, count: count)
    }
    var band = look.relativeBand(sizeKey)
    if band == nil, isAcross { band = look.relativeBand(.size) }
    var fixed: Double?
    if band == nil {
      if bound?.timeUnit != nil {
        band = look.number(.timeUnitBandSize) ?? 1
      } else if let inner, !inner.type.isDiscreteDomain {
        fixed = look.number(.continuousBandSize) ?? 5
      } else if let discrete = look.number(.discreteBandSize) {
        fixed = discrete
      } else {
        band = look.relativeBand(.discreteBandSize) ?? 1
      }
    }
    if let inner, inner.type == .band, let band {
      let least = look.number(.minBandSize) ?? 0.25
      let length = max(least, band * inner.bandwidth)
      let middle: Visual<Double>
      if offsetScale != nil {
        middle = try place(channel, .middle)
      } else {
        let shift = try offset(channel, bandPart: 0.5)
        if let bound {
          middle = try located(bound, bandPart: 0.5) + shift
        } else {
          middle = try place(channel, .middle)
        }
      }
      return .around(middle, .one(length), count: count)
    }
    let pixels: Double
    if let fixed {
      pixels = fixed
    } else if let inner {
      let step = inner.step
      let isStepped = channel == .x ? scales.xStep : scales.yStep
      pixels = (band ?? 1) == 1 ? (isStepped ?? (step > 0 ? min(step, 20) : 20)) - 2 : 18
    } else if bound == nil {
      let part: Double =
        look.type == .tick
        ? style.config.scale.number(.tickBandPaddingInner) ?? 0.25
        : look.type == .bar
          ? style.config.scale.number(.barBandPaddingInner) ?? 0.1
          : style.config.scale.number(.rectBandPaddingInner) ?? 0
      pixels = (band ?? 1) * (1 - part) * (channel == .x ? scales.width : scales.height)
    } else {
      pixels = 18
    }
    return .around(try place(channel, .middle), .one(pixels), count: count)
  }

  /// Ticks: thin rectangles across the axis of their values.
  func ticks() throws(Diagnostic) -> RectGeometry {
    let thickness = try number(look.all[.thickness], standard: 1)
    let isHorizontal = look.orient == .horizontal
    let across: Channel = isHorizontal ? .x : .y
    let along: Channel = isHorizontal ? .y : .x
    let middle = try place(along, .middle)
    let thin = Span.around(middle, thickness, count: count)
    let wide = try tickExtent(across)
    return isHorizontal
      ? RectGeometry(x: wide.start, y: thin.start, width: wide.length, height: thin.length)
      : RectGeometry(x: thin.start, y: wide.start, width: thin.length, height: wide.length)
  }

  private func tickExtent(_ channel: Channel) throws(Diagnostic) -> Span {
    if channels[.size] != nil || look.all[.size] != nil {
      return .around(
        try place(channel, .middle),
        try numbers(.size, mark: .size, standard: 15),
        count: count
      )
    }
    let size: MarkKey = channel == .x ? .width : .height
    if look.all[size] == nil, channels[channel] != nil, let band = look.number(.bandSize) {
      return .around(try place(channel, .middle), .one(band), count: count)
    }
    let bound = channels[channel]
    if let bound, bound.isData, let scale = scales[channel], !scale.type.isDiscreteDomain,
      bound.isBinning || bound.timeUnit != nil
    {
      return try binExtent(bound, scale, channel.secondary.flatMap { channels[$0] })
    }
    return try bandExtent(channel, bound, isAcross: false)
  }
}

extension Span {
  func shifted(by offset: Visual<Double>) -> Span {
    if case .one(0) = offset { return self }
    return Span(start: start + offset, length: length)
  }
}
