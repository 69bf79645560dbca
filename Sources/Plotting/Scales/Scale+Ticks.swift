import Tables

extension Scale {
  /// The values that a guide stands on: categories, or round values of about so many; Vega's
  /// default count is given by the caller.
  ///
  /// Instants are levels of that kind on time scales.
  ///
  /// `minStep`: the least distance of ticks (`tickMinStep`), which may make them fewer.
  func ticks(_ count: TickCount, minStep: Double? = nil) -> [Level] {
    if case .discrete(let levels) = domain { return levels }
    let wanted = wantedTicks(count, minStep: minStep)
    if let bins = definition.bins { return validTicks(bins.map(level), count: wanted) }
    return tickNumbers(count, wanted).map(level)
  }

  /// How many ticks are really asked for: as many as there are bins, fewer for a least distance.
  ///
  /// Source: vega-scale's `tickCount`. NaN for a time interval, which has no number.
  func wantedTicks(_ count: TickCount, minStep: Double? = nil) -> Double {
    guard case .about(var count) = count else { return .nan }
    if let bins = definition.bins { count = max(count, Double(bins.count)) }
    if let minStep, let first = ends.first, let last = ends.last {
      let steps = (last - first) / minStep
      count = min(count, (steps == 0 || steps.isNaN ? 1 : steps).rounded(.down) + 1)
    }
    return count
  }

  private func tickNumbers(_ count: TickCount, _ wanted: Double) -> [Double] {
    guard let first = ends.first, let last = ends.last else { return [] }
    switch type {
    case .time, .utc:
      if case .about = count { return timeTicks(first, last, .about(wanted)) }
      return timeTicks(first, last, count)
    case .log: return LogTicks(base: definition.base, ends: (first, last)).values(count: wanted)
    case .quantile, .threshold, .binOrdinal: return ends
    default: return Ticks.values(first, last, count: wanted)
    }
  }

  private func timeTicks(_ first: Double, _ last: Double, _ count: TickCount) -> [Double] {
    let interval: TimeInterval
    switch count {
    case .about(let count):
      guard count > 0, first.isFinite, last.isFinite else { return [] }
      interval = TimeInterval.dividing(first, last, count: count, countsDays: type == .utc)
    case .interval(let part, let step): interval = TimeInterval(part: part, every: step)
    }
    let ticks = interval.starts(from: min(first, last), through: max(first, last))
    return last < first ? ticks.reversed() : ticks
  }

  /// Given values that stand within the range, in the order of the range, thinned out to at most
  /// `count` by taking every second one away; all of them for NaN.
  ///
  /// Source: vega-scale's `validTicks`.
  func validTicks(_ values: [Level], count: Double = .nan) -> [Level] {
    guard case .numbers(let range) = output, let first = range.first, let last = range.last else {
      return thinned(values.filter { isInDomain($0) }, count)
    }
    let (low, high) = (min(first, last).rounded(.down), max(first, last).rounded(.up))
    let placed = values.map { ($0, number($0)) }.filter { low <= $0.1 && $0.1 <= high }
    let sorted = placed.enumerated().sorted { a, b in
      let (x, y) = (a.element.1, b.element.1)
      return x == y ? a.offset < b.offset : (first <= last) == (x < y)
    }
    return thinned(sorted.map(\.element.0), count)
  }

  private func isInDomain(_ level: Level) -> Bool {
    guard let first = ends.first, let last = ends.last else { return true }
    let value = level.scaleNumber
    return value >= min(first, last) && value <= max(first, last)
  }

  private func thinned(_ values: [Level], _ count: Double) -> [Level] {
    guard count > 0, values.count > 1 else { return values }
    var ticks = values
    while Double(ticks.count) > count, ticks.count >= 3 {
      ticks = ticks.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    }
    return ticks.count < 3 ? [values[0], values[values.count - 1]] : ticks
  }

  /// A number of the domain as the kind of value that the scale is about.
  func level(_ number: Double) -> Level { type.isTime ? .instant(number) : .number(number) }
}
