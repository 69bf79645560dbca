#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A mapping in which equal distances are equal ratios.
///
/// A domain below zero is mirrored; one that touches zero has no logarithm and is mended when the
/// scale is made (`LogScale.mended`). Ticks: every whole multiple of a power of the base where there
/// are few powers, else powers alone. Source: d3-scale 4, `log.js`.
struct LogScale: ContinuousScale {
  var domain: (Double, Double)
  var range: (start: Double, end: Double)
  var base = 10.0

  private var isNegative: Bool { domain.0 < 0 }

  func transformed(_ value: Double) -> Double {
    let magnitude = isNegative ? -value : value
    guard magnitude > 0 else { return .nan }
    return isNegative ? -log(magnitude) : log(magnitude)
  }

  func ticks(count: Double) -> [Double] {
    let isReversed = domain.1 < domain.0
    let low = min(domain.0, domain.1)
    let high = max(domain.0, domain.1)
    let ascending =
      isNegative
      ? multiples(-high, -low, count: count).reversed().map { -$0 }
      : multiples(low, high, count: count)
    return isReversed ? ascending.reversed() : ascending
  }

  private func multiples(_ low: Double, _ high: Double, count: Double) -> [Double] {
    guard low > 0, high.isFinite else { return [] }
    let first = exponent(low)
    let last = exponent(high)
    guard base.truncatingRemainder(dividingBy: 1) == 0, last - first < count else {
      return Ticks.values(first, last, count: min(last - first, count)).map { power($0) }
    }
    var ticks: [Double] = []
    for step in Int(first.rounded(.down))...Int(last.rounded(.up)) {
      for multiple in 1..<max(2, Int(base)) {
        let tick =
          step < 0
          ? Double(multiple) / power(Double(-step)) : Double(multiple) * power(Double(step))
        if tick >= low, tick <= high { ticks.append(tick) }
      }
    }
    return Double(ticks.count * 2) < count ? Ticks.values(low, high, count: count) : ticks
  }

  /// Whether a tick is labelled where labels are many: multiples near the power below it are.
  ///
  /// d3 thins a log axis by leaving the 6 … 9 of each decade without a label first.
  func isLabelled(_ tick: Double, tickCount: Int, wanted: Double) -> Bool {
    let limit = max(1, base * wanted / Double(max(1, tickCount)))
    let magnitude = abs(tick)
    var multiple = magnitude / power((exponent(magnitude)).rounded())
    if multiple * base < base - 0.5 { multiple *= base }
    return multiple <= limit
  }

  func niced(count: Double) -> LogScale {
    guard domain.0 * domain.1 > 0, domain.0 != domain.1 else { return self }
    let low = min(abs(domain.0), abs(domain.1))
    let high = max(abs(domain.0), abs(domain.1))
    let wide = (power(exponent(low).rounded(.down)), power(exponent(high).rounded(.up)))
    var copy = self
    switch (isNegative, domain.0 < domain.1) {
    case (false, true): copy.domain = wide
    case (false, false): copy.domain = (wide.1, wide.0)
    case (true, true): copy.domain = (-wide.1, -wide.0)
    case (true, false): copy.domain = (-wide.0, -wide.1)
    }
    return copy
  }

  /// A domain with a logarithm: a bound at or beyond zero moves to the least magnitude in the data.
  static func mended(_ domain: (Double, Double), smallest: Double) -> (Double, Double) {
    let least = smallest.isFinite && smallest > 0 ? smallest : 1
    if domain.0 > 0, domain.1 > 0 { return domain }
    if domain.0 < 0, domain.1 < 0 { return domain }
    if domain.0 > 0 || domain.1 > 0 {
      let high = max(domain.0, domain.1)
      let low = min(least, high)
      return domain.0 > domain.1 ? (high, low) : (low, high)
    }
    return (1, 10)
  }

  private func exponent(_ value: Double) -> Double {
    switch base {
    case 10: log10(value)
    case 2: log2(value)
    default: log(value) / log(base)
    }
  }

  private func power(_ exponent: Double) -> Double { pow(base, exponent) }
}
