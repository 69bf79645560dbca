/// Widening the domain of a continuous scale, in Vega's order.
///
/// Source: Vega 6, the scale operator of vega-encode
/// (https://vega.github.io/vega/docs/scales/ describes each step).
extension ScaleDefinition {
  /// The domain that the scale maps from.
  var settledDomain: Domain {
    guard case .continuous(let given) = domain else { return domain }
    switch type {
    case .quantile: return .continuous(given.filter { !$0.isNaN }.sorted())
    case .threshold: return .continuous(given)
    case .binOrdinal: return .continuous(given.count > 1 ? given : bins ?? given)
    case .ordinal, .point, .band: return .discrete(given.map { .number($0) })
    default: return .continuous(niced(padded(bounded(given))))
    }
  }

  /// A margin of pixels at both ends.
  private func padded(_ given: [Double]) -> [Double] {
    guard padding > 0, type != .quantize, type != .sequential, type != .identity,
      case .numbers(let range) = range, let first = range.first, let last = range.last,
      let low = given.first, let high = given.last, low != high
    else { return given }
    let length = abs(last - first)
    let ends = transform(of: given).zoomed(low, high, by: length / (length - 2 * padding))
    guard ends.0.isFinite, ends.1.isFinite else { return given }
    var domain = given
    domain[0] = ends.0
    domain[domain.count - 1] = ends.1
    return domain
  }

  /// Zero, the ends that are given, and a middle.
  private func bounded(_ given: [Double]) -> [Double] {
    var domain = given.count == 1 ? [given[0], given[0]] : given
    if domain.isEmpty {
      guard let low = domainMin, let high = domainMax else { return [] }
      domain = [low, high]
    }
    let last = domain.count - 1
    if zero, type != .log {
      if domain[0] > 0 { domain[0] = 0 }
      if domain[last] < 0 { domain[last] = 0 }
    }
    if let domainMin { domain[0] = domainMin }
    if let domainMax { domain[last] = domainMax }
    if let domainMid { domain.insert(domainMid, at: last) }
    return type == .log ? Self.mended(domain) : domain
  }

  /// A domain that has a logarithm: an end at or beyond zero moves to this side of it.
  ///
  /// Vega warns of such a domain and draws nothing.
  private static func mended(_ domain: [Double]) -> [Double] {
    let isNegative = (domain.last ?? 0) <= 0 && (domain.first ?? 0) < 0
    let magnitudes = domain.map { isNegative ? -$0 : $0 }
    let good = magnitudes.filter { $0 > 0 }
    guard good.count < domain.count else { return domain }
    guard let high = good.max(), let low = good.min() else {
      return domain.contains(where: \.isNaN) ? domain : [1, 10]
    }
    let least = low < high ? low : min(1, high / 10)
    return magnitudes.map { (isNegative ? -1 : 1) * ($0 > 0 ? $0 : least) }
  }

  /// Ends moved out to round values.
  private func niced(_ domain: [Double]) -> [Double] {
    guard let first = domain.first, let last = domain.last, first.isFinite, last.isFinite,
      nice != .no
    else { return domain }
    var ends = (first, last)
    switch (type, nice) {
    case (.identity, _): return domain
    case (.time, .interval(let part, let step)), (.utc, .interval(let part, let step)):
      ends = TimeInterval(part: part, every: step).nice(first, last)
    case (.time, _), (.utc, _):
      let interval = TimeInterval.dividing(
        first,
        last,
        count: nice.count ?? 10,
        countsDays: type == .utc
      )
      ends = interval.nice(first, last)
    case (.log, _): ends = LogTicks(base: base, ends: (first, last)).nice
    default: ends = Ticks.nice((first, last), count: nice.count ?? 10)
    }
    var domain = domain
    domain[0] = ends.0
    domain[domain.count - 1] = ends.1
    return domain
  }

  func transform(of domain: [Double]) -> NumberTransform {
    switch type {
    case .log: .log(isNegative: (domain.first ?? 1) < 0)
    case .pow: exponent == 1 ? .identity : .power(exponent)
    case .sqrt: .power(0.5)
    case .symlog: .symlog(constant)
    default: .identity
    }
  }
}

extension ScaleOptions.Nice {
  var count: Double? { if case .count(let count) = self { count } else { nil } }
}
