import Diagnostics

/// What a mark says about its row: one line for each field, `title: value`.
struct Tooltips: Sendable {
  private let lines: [(title: String, channel: BoundChannel, series: Series)]
  private let locale: ChartLocale

  /// The fields of the tooltip channel, or all that the chart shows; nil when tooltips are off or
  /// there would be too many.
  init?(_ unit: Unit, markCount: Int) {
    guard unit.chart.mark.showsTooltip, markCount <= unit.theme.tooltipLimit else { return nil }
    let own = unit.channels.filter { $0.channel == .tooltip }
    if own.isEmpty, unit.chart.channels.contains(where: { $0.channel == .tooltip }) { return nil }
    let shown = own.isEmpty ? unit.channels.filter { $0.channel != .order } : own
    var seen: Set<String> = []
    lines = shown.compactMap { channel in
      guard let series = unit.series(of: channel) else { return nil }
      let title = channel.title(in: unit.locale) ?? channel.definition.field?.value ?? ""
      return seen.insert(title).inserted ? (title, channel, series) : nil
    }
    locale = unit.locale
    if lines.isEmpty { return nil }
  }

  func text(_ row: Int) -> String {
    lines.map { title, channel, series in
      let level = series.level(at: row)
      let value =
        channel.binning == nil
        ? LabelFormat.full(level, channel, locale)
        : LabelFormat(channel, locale: locale).text(level, ending: channel)
      return "\(title): \(value)"
    }.joined(separator: "\n")
  }
}
