import Diagnostics

/// A chart whose axes have places: what marks are drawn on.
struct Plot: Sendable {
  let unit: Unit
  let x: PositionScale
  let y: PositionScale
  let id: String

  var width: Double { x.length }
  var height: Double { y.length }
  var theme: Theme { unit.theme }
  var mark: MarkDefinition { unit.chart.mark }

  func scale(_ channel: Channel) -> PositionScale { channel == .x || channel == .x2 ? x : y }

  private func axis(_ channel: Channel) -> Unit.Axis { channel == .x ? unit.x : unit.y }

  /// Where the rows stand on an axis; NaN for those that have no place.
  func centres(_ name: Channel) -> [Double] {
    let scale = scale(name)
    let count = unit.frame.rowCount
    switch (axis(name), scale) {
    case (.discrete(let channel, let domain, _), .bands(let bands, _)):
      let part = channel.definition.bandPosition ?? 0.5
      let offsets = offsets(name, within: bands.bandwidth)
      return (0..<count).map { row in
        let place = domain.places[row]
        guard place >= 0 else { return .nan }
        let start = bands.start(of: place)
        return offsets.map { start + $0.starts[row] + $0.width / 2 } ?? start + bands.bandwidth
          * part
      }
    case (.continuous(let channel, _), .continuous):
      return scale.positions(values(channel))
    default: return Array(repeating: scale.length / 2, count: count)
    }
  }

  /// The values a channel's marks are placed by: stacked ends, the middles of bins.
  private func values(_ channel: BoundChannel) -> [Double] {
    if channel.channel == unit.measure, let ends = unit.frame[.stackEnd] { return ends.doubles }
    let starts = unit.series(of: channel)?.doubles ?? []
    let isBin = channel.definition.bin != nil
    let part = channel.definition.bandPosition ?? (isBin ? 0.5 : 0)
    guard part != 0, let ends = unit.frame[.end(channel.index)]?.doubles else { return starts }
    return zip(starts, ends).map { $0 + ($1 - $0) * part }
  }

  /// Both ends of the stretch that each row covers along the marks' dimension.
  func spans(_ name: Channel) -> (lows: [Double], highs: [Double]) {
    let scale = scale(name)
    let count = unit.frame.rowCount
    if let other = name.secondary.flatMap({ unit.channel($0) }),
      let channel = axis(name).channel
    {
      return sorted(
        scale.positions(values(channel)),
        scale.positions(unit.series(of: other)?.doubles ?? [])
      )
    }
    switch (axis(name), scale) {
    case (.discrete(_, let domain, let isPoint), .bands(let bands, _)):
      let offsets = offsets(name, within: bands.bandwidth)
      let width = offsets?.width ?? (isPoint ? 5 : bands.bandwidth)
      let lows = (0..<count).map { row -> Double in
        let place = domain.places[row]
        guard place >= 0 else { return .nan }
        return bands.start(of: place) + (offsets?.starts[row] ?? (isPoint ? -2.5 : 0))
      }
      return (lows, lows.map { $0 + width })
    case (.continuous(let channel, _), .continuous):
      if let ends = unit.frame[.end(channel.index)]?.doubles, channel.isStretched {
        let starts = unit.series(of: channel)?.doubles ?? []
        let (lows, highs) = sorted(scale.positions(starts), scale.positions(ends))
        // A hair of space between neighbours, where there is room for it.
        let gap = zip(lows, highs).map { $1 - $0 > 3 && mark.type == .bar ? 0.5 : 0 }
        return (zip(lows, gap).map { $0 + $1 }, zip(highs, gap).map { $0 - $1 })
      }
      let centres = centres(name)
      let half = Self.barWidth(centres) / 2
      return (centres.map { $0 - half }, centres.map { $0 + half })
    default:
      let inset = mark.type == .bar ? scale.length * 0.05 : 0
      return (
        Array(repeating: inset, count: count), Array(repeating: scale.length - inset, count: count)
      )
    }
  }

  /// Five pixels, or less where neighbours stand closer.
  private static func barWidth(_ centres: [Double]) -> Double {
    let places = Set(centres.filter(\.isFinite)).sorted()
    let gaps = zip(places, places.dropFirst()).map { $1 - $0 }
    return min(5, max(0.5, (gaps.min() ?? 5) * 0.9))
  }

  /// Both ends of each row's value: stacked, between two channels, or from the baseline.
  func extents(_ name: Channel) -> (starts: [Double], ends: [Double]) {
    let scale = scale(name)
    if let starts = unit.frame[.stackStart], let ends = unit.frame[.stackEnd] {
      return (scale.positions(starts.doubles), scale.positions(ends.doubles))
    }
    let ends = centres(name)
    if let other = name.secondary.flatMap({ unit.channel($0) }) {
      return (scale.positions(unit.series(of: other)?.doubles ?? []), ends)
    }
    return (Array(repeating: scale.baseline, count: ends.count), ends)
  }

  /// Places of rows within their band, by the offset channel.
  private func offsets(_ name: Channel, within width: Double) -> (starts: [Double], width: Double)?
  {
    guard let (channel, domain) = unit.offset, channel.channel == name.offset else { return nil }
    let options = channel.definition.scale
    let bands = BandScale(
      count: domain.levels.count,
      range: (0, width),
      paddingInner: options.paddingInner ?? options.padding ?? 0,
      paddingOuter: options.paddingOuter ?? options.padding ?? 0
    )
    let starts = domain.places.map { $0 < 0 ? Double.nan : bands.start(of: $0) }
    return (starts, bands.bandwidth)
  }

  private func sorted(_ a: [Double], _ b: [Double]) -> (lows: [Double], highs: [Double]) {
    (zip(a, b).map { min($0, $1) }, zip(a, b).map { max($0, $1) })
  }
}

extension BoundChannel {
  /// Whether values are stretches: bins and calendar units.
  fileprivate var isStretched: Bool {
    definition.bin != nil || definition.timeUnit != nil
  }
}
