import Diagnostics
import Tables

/// One chart on one table: rows prepared, domains known, nothing placed yet.
///
/// The steps of the grammar in order: fields are bound to columns, cut and aggregated (`Frame`),
/// stacked, and gathered into domains. What remains is geometry, which needs the sizes of guides.
struct Unit: Sendable {
  enum Axis: Sendable {
    case none
    case continuous(BoundChannel, ContinuousDomain)
    case discrete(BoundChannel, DiscreteDomain, isPoint: Bool)

    var channel: BoundChannel? {
      switch self {
      case .none: nil
      case .continuous(let channel, _), .discrete(let channel, _, _): channel
      }
    }
  }

  let chart: Chart
  let channels: [BoundChannel]
  let locale: ChartLocale
  let theme: Theme
  /// Whether values grow along y.
  let isVertical: Bool
  let stack: ChannelDefinition.Stack?
  /// Splits rows into lines, areas and parts of stacks.
  let series: Grouping
  /// The rows that come from data; those after them were put in for stacked areas.
  let dataRowCount: Int
  private(set) var frame: Frame
  private(set) var x = Axis.none
  private(set) var y = Axis.none
  private(set) var offset: (channel: BoundChannel, domain: DiscreteDomain)?
  private(set) var colour = ColourEncoding.constant(.series(0))
  private(set) var symbols: SymbolEncoding

  init(_ chart: Chart, _ table: Table, locale: ChartLocale, theme: Theme) {
    self.chart = chart
    self.locale = locale
    self.theme = theme
    var bound = chart.channels.enumerated().compactMap { index, definition in
      BoundChannel(definition, index: index, schema: table.schema)
    }
    var frame = Frame.prepared(table, channels: &bound)
    channels = bound
    isVertical = Self.isVertical(chart, bound)
    stack = Self.stackMode(chart, bound, isVertical: isVertical)
    let splitting = Self.splitting(bound)
    dataRowCount = frame.rowCount
    if stack != nil, chart.mark.type == .area {
      frame = Self.completed(frame, bound, splitting, isVertical: isVertical)
    }
    series = Grouping(
      splitting.compactMap { frame[.channel($0.index)]?.coded },
      rowCount: frame.rowCount
    )
    self.frame = frame
    symbols = SymbolEncoding(shape: chart.mark.shape ?? .circle, size: 30, opacity: 1)
    let colourDomain = channel(.color).flatMap { $0.isDiscrete ? discrete($0) : nil }
    if let stack { pile(stack, splitting, colourDomain) }
    colour = colourEncoding(colourDomain)
    x = axis(.x)
    y = axis(.y)
    if let found = channel(.xOffset) ?? channel(.yOffset) { offset = (found, discrete(found)) }
    symbols = symbolEncoding()
  }

  func channel(_ channel: Channel) -> BoundChannel? { channels.first { $0.channel == channel } }

  func series(of channel: BoundChannel) -> Series? { frame[.channel(channel.index)] }

  /// The channel whose values the marks measure, and the one they stand along.
  var measure: Channel { isVertical ? .y : .x }
  var dimension: Channel { isVertical ? .x : .y }

  func discrete(_ channel: BoundChannel) -> DiscreteDomain {
    DiscreteDomain(channel, frame) { other in
      guard let found = self.channel(other), let series = series(of: found) else { return nil }
      return (series, isSum: stack != nil && other == measure)
    }
  }

  /// Records the ends of stacked values.
  mutating func setStack(_ ends: (starts: [Double], ends: [Double])) {
    frame[.stackStart] = .numbers(ends.starts)
    frame[.stackEnd] = .numbers(ends.ends)
  }

  /// Channels that split rows into series: discrete or raw values, not aggregates.
  static func splitting(_ channels: [BoundChannel]) -> [BoundChannel] {
    channels.filter { $0.channel.splitsSeries && !$0.isAggregate }
  }

  /// Which way bars grow; source: Vega-Lite's `orient` rules.
  private static func isVertical(_ chart: Chart, _ channels: [BoundChannel]) -> Bool {
    if let written = chart.mark.orientation { return written == .vertical }
    let x = channels.first { $0.channel == .x }
    let y = channels.first { $0.channel == .y }
    if channels.contains(where: { $0.channel == .y2 }) { return true }
    if channels.contains(where: { $0.channel == .x2 }) { return false }
    guard let x else { return y?.isPlainMeasure ?? true }
    guard let y else { return !x.isPlainMeasure }
    if x.isDiscrete != y.isDiscrete { return x.isDiscrete }
    if x.isPlainMeasure != y.isPlainMeasure { return y.isPlainMeasure }
    if x.type != y.type { return x.type == .temporal }
    return !(x.isAggregate && !y.isAggregate)
  }
}
