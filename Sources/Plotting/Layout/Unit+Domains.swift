import Diagnostics
import Tables

extension Unit {
  /// The domain of a position channel.
  func axis(_ name: Channel) -> Axis {
    guard let channel = channel(name), let series = series(of: channel) else { return .none }
    if channel.isDiscrete {
      return .discrete(channel, discrete(channel), isPoint: isPoint(channel))
    }
    var extent = Extent()
    var all: [Series] = [series]
    if name == measure, stack != nil {
      all = [frame[.stackStart], frame[.stackEnd]].compactMap(\.self)
    }
    if let end = frame[.end(channel.index)], spansUnits(channel) { all.append(end) }
    if let other = name.secondary.flatMap({ self.channel($0) }),
      let series = self.series(of: other)
    {
      all.append(series)
    }
    for series in all { extent.add(series.doubles) }
    if let binning = channel.binning {
      extent = Extent(of: [binning.start, binning.stop])
    }
    return .continuous(
      channel,
      ContinuousDomain(
        extent,
        smallest: all.lazy.flatMap(\.doubles).leastMagnitude,
        channel: channel,
        wantsZero: wantsZero(channel),
        isNice: channel.type == .quantitative && channel.definition.bin == nil
      )
    )
  }

  /// Whether marks of this chart reach from the start of a calendar unit to its end.
  func spansUnits(_ channel: BoundChannel) -> Bool {
    chart.mark.type.fillsBands
      && (channel.channel == dimension || chart.mark.type == .rect)
      && self.channel(channel.channel.secondary ?? .detail) == nil
  }

  private func isPoint(_ channel: BoundChannel) -> Bool {
    switch channel.definition.scale.kind?.value {
    case .point?: true
    case .band?: false
    default:
      !chart.mark.type.fillsBands
        && channel.channel.offset.flatMap { self.channel($0) } == nil
    }
  }

  /// Zero belongs to the domain of bars and areas always, of others unless they run along it.
  private func wantsZero(_ channel: BoundChannel) -> Bool {
    guard channel.type == .quantitative, channel.definition.bin == nil else { return false }
    let type = chart.mark.type
    if type == .rect { return true }
    if type == .bar || type.isPath { return channel.channel == measure }
    return true
  }

  /// The paddings of a band scale, as parts of a step; source: Vega-Lite's scale configuration.
  func padding(_ channel: BoundChannel, isPoint: Bool) -> (inner: Double, outer: Double) {
    let options = channel.definition.scale
    func bounded(_ value: Double) -> Double { min(max(value, 0), 1) }
    if isPoint { return (1, max(0, options.paddingOuter ?? options.padding ?? 0.5)) }
    let isNested = channel.channel.offset.flatMap { self.channel($0) } != nil
    let standard = isNested ? 0.2 : chart.mark.type == .rect ? 0 : 0.1
    let inner = bounded(options.paddingInner ?? options.padding ?? standard)
    let outer = options.paddingOuter ?? options.padding ?? (isNested ? 0.2 : inner / 2)
    return (inner, max(0, outer))
  }

  func colourEncoding(_ domain: DiscreteDomain?) -> ColourEncoding {
    guard let channel = channel(.color) else {
      if case .string(let name)? = chart.channel(.color)?.value {
        return .constant(.literal(name))
      }
      return .constant(chart.mark.colour.map { .literal($0.value) } ?? .series(0))
    }
    if let domain { return .discrete(channel, domain, ColourEncoding.paints(channel, domain)) }
    let values = series(of: channel)?.doubles ?? []
    let domainBounds = ContinuousDomain(
      Extent(of: values),
      smallest: values.leastMagnitude,
      channel: channel,
      wantsZero: false,
      isNice: false
    )
    let ramp = ColourEncoding.ramp(
      channel,
      standard: chart.mark.type == .rect ? "viridis" : "blues"
    )
    return .ramp(channel, domainBounds, ramp, values)
  }

  func symbolEncoding() -> SymbolEncoding {
    let mark = chart.mark
    let isAggregate = channels.contains(where: \.isAggregate)
    let opacity = mark.opacity ?? (mark.type.isSymbol && !isAggregate ? 0.7 : 1)
    var symbols = SymbolEncoding(
      shape: mark.shape ?? (mark.type == .square ? .square : .circle),
      size: mark.size ?? 30,
      opacity: opacity
    )
    if let value = chart.channel(.size)?.value?.number { symbols.constantSize = value }
    if let value = chart.channel(.opacity)?.value?.number { symbols.constantOpacity = value }
    if let channel = channel(.shape) { symbols.shape = (channel, discrete(channel)) }
    if let channel = channel(.size) {
      symbols.sizes = NumberEncoding(self, channel, range: (channel.isDiscrete ? 16 : 0, 361))
    }
    if let channel = channel(.opacity) {
      symbols.opacities = NumberEncoding(self, channel, range: (0.3, 0.8))
    }
    return symbols
  }
}
