#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Round numbers for logarithmic scales: multiples of the base's powers.
///
/// Source: d3-scale 4 (`log.ticks`, `log.nice`, `log.tickFormat`).
struct LogTicks: Sendable {
  let base: Double
  let ends: (Double, Double)

  private var isNegative: Bool { ends.0 < 0 }

  /// About `count` values; all of 1 … base - 1 times each power where there is room.
  func values(count: Double) -> [Double] {
    let (low, high) = (min(ends.0, ends.1), max(ends.0, ends.1))
    guard low.isFinite, high.isFinite, low * high > 0 else { return [] }
    var ticks =
      isNegative
      ? positive(-high, -low, count: count).reversed().map { -$0 }
      : positive(low, high, count: count)
    if Double(ticks.count * 2) < count, isDense(count) {
      ticks = Ticks.values(low, high, count: count)
    }
    return ends.1 < ends.0 ? ticks.reversed() : ticks
  }

  /// Whether all multiples are shown rather than some of the powers.
  private func isDense(_ count: Double) -> Bool {
    base >= 2 && base <= 1_000 && base.truncatingRemainder(dividingBy: 1) == 0
      && abs(exponent(abs(ends.1)) - exponent(abs(ends.0))) < count
  }

  private func positive(_ low: Double, _ high: Double, count: Double) -> [Double] {
    let (first, last) = (exponent(low), exponent(high))
    guard isDense(count) else {
      return Ticks.values(first, last, count: min(last - first, count)).map(power)
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
    return ticks
  }

  /// The domain widened to powers of the base.
  var nice: (Double, Double) {
    guard ends.0 * ends.1 > 0 else { return ends }
    let (low, high) = (min(ends.0, ends.1), max(ends.0, ends.1))
    let wide =
      isNegative
      ? (-power(exponent(-low).rounded(.up)), -power(exponent(-high).rounded(.down)))
      : (power(exponent(low).rounded(.down)), power(exponent(high).rounded(.up)))
    return ends.1 < ends.0 ? (wide.1, wide.0) : wide
  }

  /// Whether a tick is labelled when `shown` of them are drawn and `wanted` were asked for:
  /// multiples far above their power lose the label first.
  func isLabelled(_ tick: Double, shown: Int, wanted: Double) -> Bool {
    let limit = max(1, base * wanted / Double(max(1, shown)))
    var multiple = tick / pow(base, (log(tick) / log(base)).rounded())
    // A negative tick has no logarithm: NaN fails the test, as it does in d3.
    if multiple * base < base - 0.5 { multiple *= base }
    return multiple <= limit
  }

  private func exponent(_ value: Double) -> Double {
    switch base {
    case 10: log10(value)
    case 2: log2(value)
    default: log(value) / log(base)
    }
  }

  private func power(_ exponent: Double) -> Double {
    // The library's powers of ten are off in the last digit from 1e23 on; literals are not.
    if base == 10, exponent == exponent.rounded(), abs(exponent) < 400 {
      return Double("1e\(Int(exponent))") ?? pow(base, exponent)
    }
    return pow(base, exponent)
  }
}
