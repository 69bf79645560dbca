import Expressions
import Tables

/// One line of a legend: a value and what it says.
struct LegendEntry: Sendable {
  var level: Level
  var label: [String]
  /// How far along a gradient it stands, and where its band ends.
  var start = 0.0
  var end = 0.0
  /// What properties and `labelExpr` see.
  var datum: Value
}

extension LegendGuide {
  /// Vega's order of the scales of a legend: the first one's domain makes the entries.
  private static let order: [Channel] = [
    .size, .shape, .fill, .color, .stroke, .strokeWidth, .strokeDash, .opacity, .fillOpacity,
    .strokeOpacity,
  ]

  var leadingScale: Scale? {
    for channel in Self.order {
      if let pair = scales.first(where: { $0.channel == channel }) { return pair.scale }
    }
    return scales.first?.scale
  }

  func scale(_ channels: Channel...) -> Scale? {
    scales.first { channels.contains($0.channel) }?.scale
  }

  /// Whether a gradient legend is made of bands, one for each class.
  var isBands: Bool { kind == .gradient && leadingScale?.type.isDiscretizing == true }

  /// The entries of a legend of symbols; beyond `symbolLimit` the last one counts the rest.
  ///
  /// Source: vega-encode's `LegendEntries`.
  func symbolEntries(_ reader: GuideReader<LegendKey>) -> [LegendEntry] {
    guard let scale = leadingScale else { return [] }
    let count = tickCount ?? .about(5)
    let minStep = reader.number(.tickMinStep)
    let all = values ?? scale.legendValues(count, minStep: minStep)
    let limit = reader.number(.symbolLimit) ?? 30
    var shown = all
    if limit > 0, Double(all.count) > limit { shown = Array(all.prefix(max(0, Int(limit) - 1))) }
    let hidden = all.count - shown.count
    // A symbol of no size shows nothing.
    if values == nil, hidden == 0, let sizes = self.scale(.size), let first = shown.first,
      sizes.number(first) == 0
    {
      shown.removeFirst()
    }
    let labels = texts(shown, scale, count, minStep, asRanges: true)
    var entries = made(shown, labels, reader)
    if hidden > 0 {
      var rest = LegendEntry(level: all[shown.count], label: [], datum: .null)
      rest.label = [locale.choose("…\(hidden) entries", "그 외 \(hidden)개")]
      entries.append(rest)
    }
    return entries
  }

  /// The labels beside a gradient, or the bands of one.
  func gradientEntries(_ reader: GuideReader<LegendKey>, length: Double) -> [LegendEntry] {
    guard let scale = leadingScale else { return [] }
    let minStep = reader.number(.tickMinStep)
    let count =
      tickCount ?? .about(isBands ? 5 : max(2, 2 * (length / 100).rounded(.down)))
    var levels = values ?? scale.legendValues(count, minStep: minStep)
    if !isBands, values == nil, levels.count < 3, let first = scale.ends.first,
      let last = scale.ends.last, first != last
    {
      // Too few round values: the ends say more.
      levels = [scale.level(first), scale.level(last)]
    }
    let labels = texts(levels, scale, count, minStep, asRanges: false)
    var entries = made(levels, labels, reader)
    for index in entries.indices {
      if isBands {
        entries[index].start = index == 0 ? 0 : scale.fraction(of: levels[index])
        entries[index].end =
          index == levels.count - 1 ? 1 : scale.fraction(of: levels[index + 1])
      } else {
        entries[index].start = scale.fraction(of: levels[index])
      }
    }
    return entries
  }

  private func made(
    _ levels: [Level],
    _ labels: [String],
    _ reader: GuideReader<LegendKey>
  ) -> [LegendEntry] {
    let expression = GuideLabel.expression(properties, .labelExpr)
    return levels.enumerated().map { index, level in
      let text = index < labels.count ? labels[index] : ""
      let datum = Value.record(
        Record([
          ("value", level.value), ("label", .string(text)), ("index", .double(Double(index))),
        ])
      )
      return LegendEntry(
        level: level,
        label: GuideLabel.lines(text, expression, reader.at(datum)),
        datum: datum
      )
    }
  }

  private func texts(
    _ levels: [Level],
    _ scale: Scale,
    _ count: TickCount,
    _ minStep: Double?,
    asRanges: Bool
  ) -> [String] {
    let wanted = scale.wantedTicks(count, minStep: minStep)
    return labels.legendTexts(
      levels,
      scale: scale,
      count: wanted.isNaN ? 10 : wanted,
      asRanges: asRanges,
      isGiven: values != nil
    )
  }
}
