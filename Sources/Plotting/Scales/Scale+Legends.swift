import Tables

extension Scale {
  /// The values of a legend's entries: the starts of classes, or ticks.
  ///
  /// The first class of `quantile`, `quantize` and `threshold` begins at minus infinity; the last
  /// ends at `legendEnd`. Of a logarithmic scale, unless it is one of blended colours, only the ticks
  /// that have a label are kept. Source: vega-scale's `labelValues`.
  func legendValues(_ count: TickCount, minStep: Double? = nil) -> [Level] {
    if let bins = definition.bins { return bins.dropLast().map(level) }
    switch (type, map) {
    case (.log, _) where !output.isBlend:
      let wanted = wantedTicks(count, minStep: minStep)
      let ticks = ticks(count, minStep: minStep)
      return ticks.filter { isLabelled($0, shown: ticks.count, wanted: wanted) }
    case (.quantile, .classes(let map)), (.quantize, .classes(let map)):
      return [.number(-.infinity)] + map.thresholds.map(level)
    case (.threshold, _): return [.number(-.infinity)] + ends.map(level)
    case (.binOrdinal, _): return ends.dropLast().map(level)
    default: return ticks(count, minStep: minStep)
    }
  }

  /// Where the last class ends: infinity, or the last edge of bins.
  var legendEnd: Double {
    definition.bins?.last ?? (type == .binOrdinal ? ends.last ?? .infinity : .infinity)
  }

  /// Whether entries of a legend stand for ranges of numbers.
  var hasClasses: Bool { type.isDiscretizing || definition.bins != nil }

  func isLabelled(_ level: Level, shown: Int, wanted: Double) -> Bool {
    guard let first = ends.first, let last = ends.last else { return true }
    return LogTicks(base: definition.base, ends: (first, last))
      .isLabelled(level.scaleNumber, shown: shown, wanted: wanted)
  }

  /// How far along a gradient legend a value stands, 0–1 within the domain.
  ///
  /// By the scale's own transform for continuous scales (Vega's `scaleFraction`), by the bare number
  /// for classes (`labelFraction`): those of `threshold` have a class of average width at each end.
  func fraction(of level: Level) -> Double {
    guard let first = ends.first, let last = ends.last else { return 0.5 }
    let value = level.scaleNumber
    if type.isDiscretizing {
      var (low, high) = (first, last)
      if type == .threshold {
        let margin = ends.count > 1 ? (last - first) / Double(ends.count - 1) : 0.1
        (low, high) = (low - margin, high + margin)
      }
      return (value - low) / (high - low)
    }
    guard last - first != 0, (last - first).isFinite else { return 0.5 }
    let transform = definition.transform(of: ends)
    let (low, high) = (transform(first), transform(last))
    let part = (transform(value) - low) / (high - low)
    return definition.clamp ? min(max(part, 0), 1) : part
  }

  /// The colours of a gradient legend, at parts of its length: at about `count` ticks and both ends.
  ///
  /// Source: vega-functions' `scaleGradient`.
  func gradientStops(_ count: Double = 15) -> [(offset: Double, paint: Paint)] {
    guard let first = ends.first, let last = ends.last, case .continuous(let map) = map else {
      return []
    }
    guard last - first != 0, (last - first).isFinite else {
      guard case .blend(let blend) = output else { return [] }
      return (0...10).map { (Double($0) / 10, blend.colour(at: Double($0) / 10).paint) }
    }
    var stops = ticks(.about(count)).map(\.scaleNumber)
    if stops.first != first { stops.insert(first, at: 0) }
    if stops.last != last { stops.append(last) }
    return stops.map { (fraction(of: level($0)), map.paint($0)) }
  }
}
