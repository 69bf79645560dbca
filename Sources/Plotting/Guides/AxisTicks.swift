import Diagnostics
import Tables

/// Where an axis has ticks, and what stands beside them.
enum AxisTicks {
  static func make(
    _ axis: Unit.Axis,
    _ scale: PositionScale,
    _ options: AxisOptions,
    isX: Bool,
    locale: ChartLocale,
    theme: Theme
  ) -> [(position: Double, label: String)] {
    switch (axis, scale) {
    case (.discrete(let channel, let domain, _), .bands(let bands, _)):
      return discrete(channel, domain, bands, options, locale)
    case (.continuous(let channel, let domain), .continuous(let scale)) where domain.hasData:
      let spacing = isX ? theme.tickSpacing.x : theme.tickSpacing.y
      let length = abs(scale.range.end - scale.range.start)
      let count = options.tickCount ?? max(2, (length / spacing).rounded(.up))
      return continuous(channel, domain, scale, options, count: count, locale)
    default: return []
    }
  }

  private static func discrete(
    _ channel: BoundChannel,
    _ domain: DiscreteDomain,
    _ bands: BandScale,
    _ options: AxisOptions,
    _ locale: ChartLocale
  ) -> [(position: Double, label: String)] {
    let format = LabelFormat(channel, written: options.format, locale: locale)
    let wanted = options.values.map { $0.map { Level($0) } }
    return domain.levels.enumerated().compactMap { place, level in
      if let wanted, !wanted.contains(where: { level.matches($0) }) { return nil }
      return (bands.centre(of: place), format.text(level, ending: channel))
    }
  }

  private static func continuous(
    _ channel: BoundChannel,
    _ domain: ContinuousDomain,
    _ scale: any ContinuousScale,
    _ options: AxisOptions,
    count: Double,
    _ locale: ChartLocale
  ) -> [(position: Double, label: String)] {
    var values = ticks(channel, domain, scale, count: count)
    if let given = options.values {
      values = domain.numbers(given)
    }
    let (low, high) = scale.domain
    let format = LabelFormat(
      channel,
      written: options.format,
      step: scale is LogScale ? nil : Ticks.step(low, high, count: count),
      largest: max(abs(low), abs(high)),
      locale: locale
    )
    let logarithm = scale as? LogScale
    return values.map { value in
      let isLabelled =
        logarithm?.isLabelled(value, tickCount: values.count, wanted: count) ?? true
      let level: Level = domain.isTime ? .instant(value) : .number(value)
      return (scale.position(of: value), isLabelled ? format.text(level) : "")
    }
  }

  private static func ticks(
    _ channel: BoundChannel,
    _ domain: ContinuousDomain,
    _ scale: any ContinuousScale,
    count: Double
  ) -> [Double] {
    if let binning = channel.binning {
      // Ticks on the edges of bins: as many as have room.
      let edges = binning.edges
      let step = max(1, Int((Double(edges.count) / max(1, count)).rounded(.up)))
      return stride(from: 0, to: edges.count, by: step).map { edges[$0] }
    }
    var count = count
    var ticks = scale.ticks(count: count)
    guard let unit = channel.definition.timeUnit?.value else { return ticks }
    // No ticks within a unit: a label for the 15th says nothing where values are months.
    while ticks.contains(where: { unit.floor($0) != $0 }), count > 1 {
      count -= 1
      ticks = scale.ticks(count: count)
    }
    return ticks
  }
}

extension LabelFormat {
  /// The label of a category; bins are labelled by both their edges.
  func text(_ level: Level, ending channel: BoundChannel) -> String {
    guard let binning = channel.binning, case .number(let start) = level else { return text(level) }
    return text(level) + " – " + text(.number(start + binning.step))
  }
}
