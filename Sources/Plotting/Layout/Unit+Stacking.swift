import Diagnostics

extension Unit {
  /// How values are stacked, if they are; source: Vega-Lite's `stack` rules.
  ///
  /// Bars and areas stack by default, where a series channel splits them and their axis is linear
  /// and has no second end.
  static func stackMode(
    _ chart: Chart,
    _ channels: [BoundChannel],
    isVertical: Bool
  ) -> ChannelDefinition.Stack? {
    let name: Channel = isVertical ? .y : .x
    guard let measure = channels.first(where: { $0.channel == name }), measure.isPlainMeasure,
      !channels.contains(where: { $0.channel == name.secondary }),
      (measure.definition.scale.kind?.value ?? .linear) == .linear
    else { return nil }
    let type = chart.mark.type
    let standard: ChannelDefinition.Stack = type == .bar || type == .area ? .zero : .none
    let mode = measure.definition.stack ?? standard
    guard mode != .none else { return nil }
    let other = channels.first { $0.channel == (isVertical ? .x : .y) }
    let parts = splitting(channels).filter { !$0.isSameField(as: other) }
    if parts.isEmpty, channels.contains(where: \.isAggregate) { return nil }
    return mode
  }

  /// Works out the ends of each row's part of its stack.
  mutating func pile(
    _ mode: ChannelDefinition.Stack,
    _ splitting: [BoundChannel],
    _ colours: DiscreteDomain?
  ) {
    guard let measure = channel(measure), let values = series(of: measure)?.doubles else { return }
    let keys = [channel(dimension), channel(.xOffset), channel(.yOffset)].compactMap { channel in
      channel.flatMap { series(of: $0)?.coded }
    }
    let stacks = Grouping(keys, rowCount: frame.rowCount)
    setStack(
      Stacking.ends(
        values,
        stacks: (stacks.groups, stacks.count),
        order: pilingOrder(splitting, colours),
        mode: mode
      )
    )
  }

  /// By the order channel, else so that the first series of the legend ends on top.
  private func pilingOrder(_ splitting: [BoundChannel], _ colours: DiscreteDomain?) -> [Int] {
    let rows = Array(0..<frame.rowCount)
    let orders = channels.filter { $0.channel == .order }
    if !orders.isEmpty {
      let keys = orders.map { channel -> (values: [Double], isDescending: Bool) in
        let isDescending = if case .natural(true)? = channel.definition.sort { true } else { false }
        return (ranks(of: channel), isDescending)
      }
      return rows.sorted { a, b in
        for key in keys where key.values[a] != key.values[b] {
          return (key.values[a] < key.values[b]) != key.isDescending
        }
        return a < b
      }
    }
    let keys = splitting.map { channel in
      channel.channel == .color
        ? colours?.places.map(Double.init) ?? ranks(of: channel)
        : ranks(of: channel)
    }
    return rows.sorted { a, b in
      for key in keys where key[a] != key[b] { return key[a] > key[b] }
      return a < b
    }
  }

  private func ranks(of channel: BoundChannel) -> [Double] {
    guard let series = series(of: channel) else {
      return Array(repeating: 0, count: frame.rowCount)
    }
    if case .levels = series { return discrete(channel).places.map(Double.init) }
    return series.doubles.map { $0.isNaN ? -.infinity : $0 }
  }

  /// The frame with a row for each missing combination of place and series, of value zero.
  ///
  /// Without it a stacked area would cut across places where one of its series has no row.
  static func completed(
    _ frame: Frame,
    _ channels: [BoundChannel],
    _ splitting: [BoundChannel],
    isVertical: Bool
  ) -> Frame {
    guard let dimension = channels.first(where: { $0.channel == (isVertical ? .x : .y) }),
      let measure = channels.first(where: { $0.channel == (isVertical ? .y : .x) }),
      let places = frame[.channel(dimension.index)]?.coded, !splitting.isEmpty
    else { return frame }
    let placeGroups = Grouping([places], rowCount: frame.rowCount)
    let seriesGroups = Grouping(
      splitting.compactMap { frame[.channel($0.index)]?.coded },
      rowCount: frame.rowCount
    )
    let wanted = placeGroups.count * seriesGroups.count
    guard wanted > frame.rowCount, wanted <= 200_000 else { return frame }
    var isPresent = Array(repeating: false, count: wanted)
    for row in 0..<frame.rowCount {
      isPresent[placeGroups.groups[row] * seriesGroups.count + seriesGroups.groups[row]] = true
    }
    let missing = isPresent.indices.filter { !isPresent[$0] }
    let rows = Array(0..<frame.rowCount)
    let fromPlace = rows + missing.map { placeGroups.firstRows[$0 / seriesGroups.count] }
    let fromSeries = rows + missing.map { seriesGroups.firstRows[$0 % seriesGroups.count] }
    var out = Frame(rowCount: fromPlace.count)
    for (key, series) in frame.series {
      switch key {
      case .channel(dimension.index), .end(dimension.index): out[key] = series.rows(fromPlace)
      case .channel(measure.index):
        out[key] = .numbers(series.doubles + missing.map { _ in 0 })
      default: out[key] = series.rows(fromSeries)
      }
    }
    return out
  }
}

extension BoundChannel {
  func isSameField(as other: BoundChannel?) -> Bool {
    guard let other else { return false }
    return definition.field?.value == other.definition.field?.value
      && definition.timeUnit?.value == other.definition.timeUnit?.value
      && definition.aggregate?.value == other.definition.aggregate?.value
  }
}
