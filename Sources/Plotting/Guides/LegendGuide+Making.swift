import Diagnostics

extension LegendGuide {
  /// The legends of a chart, in the order colour, shape, size, opacity.
  ///
  /// Colour and shape of one field share a legend, as do all channels that show what another legend
  /// already shows.
  static func all(_ unit: Unit, isNarrow: Bool, available: Double) -> [LegendGuide] {
    var legends: [LegendGuide] = []
    func add(_ channel: BoundChannel, _ content: Content) {
      let options = channel.definition.legend
      guard options.isShown else { return }
      let side = options.side ?? (isNarrow ? .top : .right)
      legends.append(
        LegendGuide(
          title: channel.title(of: options.title, in: unit.locale),
          content: content,
          side: side,
          available: available,
          theme: unit.theme
        )
      )
    }
    let shape = unit.symbols.shape
    switch unit.colour {
    case .constant: break
    case .discrete(let channel, let domain, let paints):
      let isShaped = shape.map { $0.channel.isSameField(as: channel) } ?? false
      let format = unit.legendFormat(channel)
      let entries = domain.levels.enumerated().map { place, level in
        var entry = unit.entry(level, channel, format)
        entry.paint = place < paints.count ? paints[place] : .missing
        if isShaped { entry.shape = SymbolEncoding.shapes[place % SymbolEncoding.shapes.count] }
        return entry
      }
      add(channel, .symbols(limited(unit.chosen(entries, channel, domain), unit.locale)))
    case .ramp(let channel, let domain, let ramp, _):
      guard domain.hasData else { break }
      add(channel, .gradient(ramp, labels: unit.labels(channel, domain)))
    }
    if let shape, unit.channel(.color).map({ !$0.isSameField(as: shape.channel) }) ?? true {
      let format = unit.legendFormat(shape.channel)
      let entries = shape.domain.levels.enumerated().map { place, level in
        var entry = unit.entry(level, shape.channel, format)
        entry.shape = SymbolEncoding.shapes[place % SymbolEncoding.shapes.count]
        entry.size = 60
        return entry
      }
      let chosen = unit.chosen(entries, shape.channel, shape.domain)
      add(shape.channel, .symbols(limited(chosen, unit.locale)))
    }
    if let sizes = unit.symbols.sizes {
      let format = unit.legendFormat(sizes.channel)
      let entries = unit.steps(sizes).map { level, value in
        var entry = unit.entry(level, sizes.channel, format)
        entry.shape = unit.symbols.constantShape
        entry.size = value
        return entry
      }
      add(sizes.channel, .symbols(limited(entries, unit.locale)))
    }
    if let opacities = unit.symbols.opacities {
      let format = unit.legendFormat(opacities.channel)
      let entries = unit.steps(opacities).map { level, value in
        var entry = unit.entry(level, opacities.channel, format)
        entry.opacity = value
        return entry
      }
      add(opacities.channel, .symbols(limited(entries, unit.locale)))
    }
    return legends
  }

  private static func limited(_ entries: [Entry], _ locale: ChartLocale) -> [Entry] {
    guard entries.count > entryLimit else { return entries }
    let more = entries.count - entryLimit + 1
    var last = entries[entryLimit - 1]
    last.label = locale.choose("… \(more) more", "… 그 밖에 \(more)개")
    last.paint = .missing
    return entries.prefix(entryLimit - 1) + [last]
  }
}

extension Unit {
  /// A legend entry in the look of the chart's marks.
  ///
  /// The format is made once for a legend: there may be as many entries as rows.
  func entry(
    _ level: Level,
    _ channel: BoundChannel,
    _ format: LabelFormat
  ) -> LegendGuide.Entry {
    let type = chart.mark.type
    let paint: Paint = if case .constant(let paint) = colour { paint } else { .quiet }
    return LegendGuide.Entry(
      label: format.text(level, ending: channel),
      paint: paint,
      shape: type.isSymbol ? symbols.constantShape : .square,
      size: type.isSymbol ? 60 : 100,
      isStroked: isStroked,
      isLine: type == .line
    )
  }

  func legendFormat(_ channel: BoundChannel) -> LabelFormat {
    LabelFormat(channel, written: channel.definition.legend.format, locale: locale)
  }

  /// Whether points are drawn as outlines.
  var isStroked: Bool { chart.mark.type == .point && !(chart.mark.isFilled ?? false) }

  func chosen(
    _ entries: [LegendGuide.Entry],
    _ channel: BoundChannel,
    _ domain: DiscreteDomain
  ) -> [LegendGuide.Entry] {
    guard let values = channel.definition.legend.values?.map({ Level($0) }) else { return entries }
    return zip(entries, domain.levels).filter { entry in
      values.contains { entry.1.matches($0) }
    }.map(\.0)
  }

  /// Ticks of a colour ramp, as parts of its length.
  func labels(
    _ channel: BoundChannel,
    _ domain: ContinuousDomain
  ) -> [(part: Double, text: String)] {
    let scale = domain.scale(to: (0, 1))
    let format = legendFormat(channel, scale)
    if let binning = channel.binning {
      let last = max(1, Double(binning.edges.count - 2))
      return binning.edges.dropLast().enumerated().map { index, edge in
        (Double(index) / last, format.text(.number(edge)))
      }
    }
    return legendTicks(channel, domain, scale).map { value in
      (
        scale.fraction(of: value),
        format.text(domain.isTime ? .instant(value) : .number(value))
      )
    }.filter { (0...1).contains($0.0) }
  }

  /// The values that a legend of a continuous scale labels.
  private func legendTicks(
    _ channel: BoundChannel,
    _ domain: ContinuousDomain,
    _ scale: any ContinuousScale
  ) -> [Double] {
    channel.definition.legend.values.map(domain.numbers) ?? scale.ticks(count: 5)
  }

  private func legendFormat(_ channel: BoundChannel, _ scale: any ContinuousScale) -> LabelFormat {
    LabelFormat(
      channel,
      written: channel.definition.legend.format,
      step: Ticks.step(scale.domain.0, scale.domain.1, count: 5),
      largest: max(abs(scale.domain.0), abs(scale.domain.1)),
      locale: locale
    )
  }

  /// Round values of a size or an opacity, with what they become.
  func steps(_ encoding: NumberEncoding) -> [(Level, Double)] {
    if let levels = encoding.levels {
      return levels.levels.enumerated().map { place, level in
        (level, levels.places.firstIndex(of: place).map { encoding.values[$0] } ?? encoding.range.0)
      }
    }
    guard let domain = encoding.domain, domain.hasData else { return [] }
    let scale = domain.scale(to: (encoding.range.0, encoding.range.1))
    return legendTicks(encoding.channel, domain, scale).map { value in
      (domain.isTime ? .instant(value) : .number(value), scale.position(of: value))
    }.filter { encoding.channel.channel != .size || $0.1 > 0 }
  }
}
