import Diagnostics

/// What a mark says about its row: one line for each field, `title: value`.
struct Tooltips: Sendable {
  private struct Line {
    let title: String
    let channel: BoundChannel
    let series: Series
    /// Made once: a format is read for each field, not for each mark.
    let format: LabelFormat
  }

  private let lines: [Line]

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
      guard seen.insert(title).inserted else { return nil }
      let format = LabelFormat(channel, locale: unit.locale)
      return Line(title: title, channel: channel, series: series, format: format)
    }
    if lines.isEmpty { return nil }
  }

  func text(_ row: Int) -> String {
    lines.map { line in
      let level = line.series.level(at: row)
      let value =
        line.channel.binning == nil
        ? line.format.full(level, line.channel)
        : line.format.text(level, ending: line.channel)
      return "\(line.title): \(value)"
    }.joined(separator: "\n")
  }
}
