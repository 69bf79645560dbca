import Diagnostics
import Tables

extension PlotScales {
  /// Where a scale's values land: as written, or by the channel.
  ///
  /// Source: vega-lite's `compile/scale/range.ts`.
  func range(_ channel: Channel, _ scale: SettledScale) -> ScaleDefinition.Range {
    let options = scale.model.options
    if let values = scale.fieldRange { return range(of: values, channel, scale) }
    if let scheme = options.scheme {
      return .scheme(scheme.value, extent: options.schemeExtent, count: options.schemeCount)
    }
    switch options.range {
    case .values(let values)?: return range(of: values, channel, scale)
    case .named(let name)?:
      if name.value == "width" { return .numbers([0, width]) }
      if name.value == "height" { return .numbers([height, 0]) }
      return named(name.value, channel, scale)
    case .field?, nil: break
    }
    var numbers = standard(channel, scale)
    let isStepped =
      scale.type.isDiscreteDomain && (channel == .x ? xStep : channel == .y ? yStep : nil) != nil
    if !isStepped, case .numbers(var ends) = numbers, ends.count == 2 {
      if let low = end(options.rangeMin) { ends[0] = low }
      if let high = end(options.rangeMax) { ends[1] = high }
      numbers = .numbers(ends)
    }
    return numbers
  }

  private func end(_ value: Value?) -> Double? {
    switch value {
    case .string("width")?: width
    case .string("height")?: height
    default: value?.number
    }
  }

  func range(
    of values: [Value],
    _ channel: Channel,
    _ scale: SettledScale
  ) -> ScaleDefinition.Range {
    if channel.isColour {
      return .paints(values.map { .literal($0.displayText) })
    }
    if channel == .shape { return .texts(values.map(\.displayText)) }
    if channel == .strokeDash {
      return .dashes(
        values.map { value in
          if case .list(let parts) = value { parts.compactMap(\.number) } else { [] }
        }
      )
    }
    return .numbers(values.map { end($0) ?? .nan })
  }

  private func named(
    _ name: String,
    _ channel: Channel,
    _ scale: SettledScale
  ) -> ScaleDefinition.Range {
    if let scheme = config.rangeSchemes[name] {
      return .scheme(scheme.value, extent: nil, count: nil)
    }
    if case .values(let values)? = config.ranges[name] { return range(of: values, channel, scale) }
    switch name {
    case "category":
      if theme.usesClasses {
        return .paints(
          Palette.light.indices.map {
            .series($0, Colour(hex: Palette.light[$0]) ?? Colour(0, 0, 0))
          }
        )
      }
      return .scheme("tableau10", extent: nil, count: nil)
    case "ordinal", "ramp": return .scheme("blues", extent: nil, count: nil)
    case "heatmap": return .scheme("yellowgreenblue", extent: nil, count: nil)
    case "diverging": return .scheme("blueorange", extent: (1, 0), count: nil)
    case "symbol":
      return .texts([
        "circle", "square", "triangle-up", "cross", "diamond", "triangle-right", "triangle-down",
        "triangle-left",
      ])
    default: return .scheme(name, extent: nil, count: nil)
    }
  }

  private func standard(_ channel: Channel, _ scale: SettledScale) -> ScaleDefinition.Range {
    let unit = scale.model.uses[0].unit
    switch channel {
    case .x: return .numbers([0, width])
    case .y: return .numbers(scale.type.isDiscreteDomain ? [0, height] : [height, 0])
    case .xOffset, .yOffset: return .numbers(offsetRange(channel, scale, unit))
    case .size: return sizes(scale, unit)
    case .theta: return .numbers([0, 2 * Double.pi])
    case .radius: return .numbers([0, min(width, height) / 2])
    case .angle: return .numbers([0, 360])
    case .strokeWidth:
      return .numbers([
        config.scale.number(.minStrokeWidth) ?? 1, config.scale.number(.maxStrokeWidth) ?? 4,
      ])
    case .opacity, .fillOpacity, .strokeOpacity:
      return .numbers([
        config.scale.number(.minOpacity) ?? 0.3, config.scale.number(.maxOpacity) ?? 0.8,
      ])
    case .strokeDash: return .dashes([[], [4, 2], [2, 1], [1, 1], [1, 2, 4, 2]])
    case .shape: return named("symbol", channel, scale)
    default: break
    }
    if scale.type == .ordinal {
      let isNominal = scale.model.uses[0].bound.type == .nominal
      return named(isNominal ? "category" : "ordinal", channel, scale)
    }
    if scale.model.options.domainMid != nil { return named("diverging", channel, scale) }
    return named(unit.type == .rect ? "heatmap" : "ramp", channel, scale)
  }

  /// Two ends, or as many steps between them as a cutting scale has classes.
  private func spread(_ low: Double, _ high: Double, _ scale: SettledScale) -> ScaleDefinition.Range
  {
    let count: Int
    switch scale.type {
    case .quantile: count = Int(config.scale.number(.quantileCount) ?? 4)
    case .quantize: count = Int(config.scale.number(.quantizeCount) ?? 4)
    case .threshold:
      count = if case .continuous(let values) = scale.domain { values.count + 1 } else { 3 }
    default: return .numbers([low, high])
    }
    guard count > 1 else { return .numbers([low]) }
    return .numbers((0..<count).map { low + (high - low) * Double($0) / Double(count - 1) })
  }

  private func sizes(_ scale: SettledScale, _ unit: UnitModel) -> ScaleDefinition.Range {
    let config = config.scale
    let low: Double
    let high: Double
    let step = min(
      pointStep(.x, unit) ?? xStep ?? PlotSize(config: self.config).step,
      pointStep(.y, unit) ?? yStep ?? PlotSize(config: self.config).step
    )
    switch unit.type {
    case .bar, .tick:
      low = config.number(.minBandSize) ?? 2
      high = config.number(.maxBandSize) ?? step - 1
    case .line, .trail, .rule:
      low = config.number(.minStrokeWidth) ?? 1
      high = config.number(.maxStrokeWidth) ?? 4
    case .text:
      low = config.number(.minFontSize) ?? 8
      high = config.number(.maxFontSize) ?? 40
    default:
      low = config.number(.minSize) ?? 4
      let root = 0.95 * step
      high = config.number(.maxSize) ?? root * root
    }
    return spread(low, high, scale)
  }

  /// The pixels of a bin of a position channel.
  private func pointStep(_ channel: Channel, _ unit: UnitModel) -> Double? {
    guard let binning = unit.channels[channel]?.binning else { return nil }
    let count = (binning.stop - binning.start) / binning.step
    return (channel == .x ? width : height) / max(1, count)
  }

  private func offsetRange(
    _ channel: Channel,
    _ scale: SettledScale,
    _ unit: UnitModel
  ) -> [Double] {
    let position: Channel = channel == .xOffset ? .x : .y
    guard let outer = scales[position] else {
      return [0, channel == .xOffset ? width : height]
    }
    if outer.type == .band { return [0, outer.bandwidth] }
    if outer.type.isTime, let bound = unit.channels[position], let part = bound.timeUnit,
      let frame = Optional(unit.main), let column = bound.column,
      let start = frame[column]?.doubles.first(where: { $0.isFinite })
    {
      let length = abs(outer.number(part.unit.next(start, step: part.step)) - outer.number(start))
      let padding = config.scale.number(.bandWithNestedOffsetPaddingInner) ?? 0.2
      let shift = (unit.bandPosition(of: bound) ?? 0) - 0.5
      return [
        length * (padding / 2 + shift), length * (1 - padding / 2 + shift),
      ]
    }
    let size = channel == .xOffset ? width : height
    if outer.type == .point { return [-outer.step / 2, outer.step / 2] }
    return [0, size]
  }
}
