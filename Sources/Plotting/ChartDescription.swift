import Diagnostics

/// What a chart shows, in words: alternative text for readers who do not see it.
///
///     Bar chart of students by month (year-month). 12 values, Jan 2022 to Dec 2022. Lowest 61
///     (Mar 2022), highest 120 (Jul 2022). First 80, last 95.
struct ChartDescription {
  private let unit: Unit
  private let isKorean: Bool

  init(_ unit: Unit) {
    self.unit = unit
    isKorean = unit.locale == .korean
  }

  var text: String {
    var sentences = [subject]
    if unit.dataRowCount == 0 {
      sentences.append(isKorean ? "데이터가 없습니다." : "There is no data.")
      return sentences.joined(separator: " ")
    }
    sentences.append(counts)
    if let series = seriesNames { sentences.append(series) }
    sentences += range
    return sentences.joined(separator: " ")
  }

  private var kind: String {
    switch unit.chart.mark.type {
    case .bar: isKorean ? "막대그래프" : "Bar chart"
    case .line: isKorean ? "꺾은선그래프" : "Line chart"
    case .area: isKorean ? "영역그래프" : "Area chart"
    case .point, .circle, .square: isKorean ? "산점도" : "Scatter plot"
    case .rect: isKorean ? "히트맵" : "Heat map"
    }
  }

  /// The channel whose values the chart is about, and the one they stand along.
  private var measured: BoundChannel? {
    if unit.chart.mark.type == .rect, let colour = unit.channel(.color), !colour.isDiscrete {
      return colour
    }
    return unit.channel(unit.measure) ?? unit.channel(unit.dimension)
  }

  private var subject: String {
    let x = unit.channel(.x)?.spokenTitle(in: unit.locale)
    let y = unit.channel(.y)?.spokenTitle(in: unit.locale)
    let title = unit.chart.title.map { "\($0): " } ?? ""
    if unit.chart.mark.type == .rect,
      let colour = unit.channel(.color)?.spokenTitle(in: unit.locale)
    {
      let axes = [x, y].compactMap(\.self).joined(separator: isKorean ? "·" : " and ")
      return title + (isKorean ? "\(axes)별 \(colour) \(kind)." : "\(kind) of \(colour) by \(axes).")
    }
    let value = unit.isVertical ? y : x
    let along = unit.isVertical ? x : y
    switch (value, along) {
    case (let value?, let along?):
      return title
        + (isKorean ? "\(along)에 따른 \(value) \(kind)." : "\(kind) of \(value) by \(along).")
    case (let only?, nil), (nil, let only?):
      return title + (isKorean ? "\(only) \(kind)." : "\(kind) of \(only).")
    case (nil, nil): return title + "\(kind)."
    }
  }

  private var counts: String {
    let count = unit.dataRowCount
    let along = unit.channel(unit.dimension)
    guard let along, let ends = ends(of: along), unit.chart.mark.type != .rect else {
      return isKorean ? "값 \(count)개." : count == 1 ? "1 value." : "\(count) values."
    }
    if isKorean { return "값 \(count)개, \(ends.0)부터 \(ends.1)까지." }
    return "\(count == 1 ? "1 value" : "\(count) values"), \(ends.0) to \(ends.1)."
  }

  /// The first and the last place on an axis.
  private func ends(of channel: BoundChannel) -> (String, String)? {
    if channel.isDiscrete {
      let axis = channel.channel == .x ? unit.x : unit.y
      guard case .discrete(_, let domain, _) = axis, let first = domain.levels.first,
        let last = domain.levels.last
      else { return nil }
      return (say(first, channel), say(last, channel))
    }
    guard let values = unit.series(of: channel),
      let bounds = Extent(of: values.doubles).bounds
    else { return nil }
    let isTime = if case .instants = values { true } else { false }
    func level(_ value: Double) -> Level { isTime ? .instant(value) : .number(value) }
    return (say(level(bounds.0), channel), say(level(bounds.1), channel))
  }

  private var seriesNames: String? {
    guard case .discrete(let channel, let domain, _) = unit.colour, domain.levels.count > 1 else {
      return nil
    }
    let shown = domain.levels.prefix(8).map { say($0, channel) }.joined(separator: ", ")
    let end = domain.levels.count > 8 ? ", …" : "."
    let title = channel.spokenTitle(in: unit.locale) ?? ""
    return isKorean
      ? "\(title)별 계열 \(domain.levels.count)개: \(shown)\(end)"
      : "\(domain.levels.count) series by \(title): \(shown)\(end)"
  }

  /// Lowest and highest with their places; first and last where there is one series.
  private var range: [String] {
    guard let measured, !measured.isDiscrete, let series = unit.series(of: measured) else {
      return []
    }
    let values = series.doubles
    let finite = (0..<unit.dataRowCount).filter { values[$0].isFinite }
    guard let low = finite.min(by: { values[$0] < values[$1] }),
      let high = finite.max(by: { values[$0] < values[$1] })
    else { return [isKorean ? "그릴 수 있는 값이 없습니다." : "None has a value."] }
    func value(_ row: Int) -> String { say(series.level(at: row), measured) }
    func place(_ row: Int) -> String {
      let channels = placing(measured)
      let names = channels.compactMap { channel in
        unit.series(of: channel).map { say($0.level(at: row), channel) }
      }
      return names.isEmpty ? "" : " (\(names.joined(separator: ", ")))"
    }
    if finite.count == 1 || values[low] == values[high] {
      return [isKorean ? "모든 값은 \(value(low))." : "Every value is \(value(low))."]
    }
    var sentences = [
      isKorean
        ? "최저 \(value(low))\(place(low)), 최고 \(value(high))\(place(high))."
        : "Lowest \(value(low))\(place(low)), highest \(value(high))\(place(high))."
    ]
    if unit.series.count == 1, let ordered = ordered(finite), let first = ordered.first,
      let last = ordered.last
    {
      sentences.append(
        isKorean
          ? "처음 \(value(first)), 마지막 \(value(last))."
          : "First \(value(first)), last \(value(last))."
      )
    }
    return sentences
  }

  /// The channels that say where a value stands.
  private func placing(_ measured: BoundChannel) -> [BoundChannel] {
    [unit.channel(.x), unit.channel(.y), unit.channel(.color)].compactMap { channel in
      guard let channel, channel.index != measured.index, !channel.isSameField(as: measured) else {
        return nil
      }
      let isPlace = channel.channel != .color || channel.isDiscrete
      return isPlace ? channel : nil
    }
  }

  /// Rows in order of time or number; nil where the dimension has no order of that kind.
  private func ordered(_ rows: [Int]) -> [Int]? {
    guard let along = unit.channel(unit.dimension), unit.chart.mark.type != .rect,
      along.type == .temporal || along.definition.timeUnit != nil,
      let keys = unit.series(of: along)?.doubles, !unit.chart.mark.type.isSymbol
    else { return nil }
    return rows.filter { keys[$0].isFinite }.sorted { keys[$0] < keys[$1] }
  }

  private func say(_ level: Level, _ channel: BoundChannel) -> String {
    if case .number(let value) = level, channel.binning == nil {
      let definition = channel.definition
      guard let format = definition.format ?? definition.axis.format ?? definition.legend.format
      else { return LabelFormat.short(value, unit.locale) }
      return LabelFormat(channel, written: format, locale: unit.locale).text(level)
    }
    return LabelFormat(channel, locale: unit.locale).full(level, channel)
  }
}
