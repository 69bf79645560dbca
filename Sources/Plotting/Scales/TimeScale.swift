/// A straight-line mapping of instants (milliseconds since 1970, UTC) with ticks at round times.
///
/// Source: d3-scale 4 (`scaleUtc`).
struct TimeScale: ContinuousScale {
  var domain: (Double, Double)
  var range: (start: Double, end: Double)

  func transformed(_ value: Double) -> Double { value }

  func ticks(count: Double) -> [Double] {
    let low = min(domain.0, domain.1)
    let high = max(domain.0, domain.1)
    guard low.isFinite, high.isFinite else { return [] }
    if low == high { return [low] }
    let ticks = TimeInterval.dividing(low, high, count: count).starts(from: low, through: high)
    return domain.1 < domain.0 ? ticks.reversed() : ticks
  }

  func niced(count: Double) -> TimeScale {
    guard domain.0.isFinite, domain.1.isFinite, domain.0 != domain.1 else { return self }
    let low = min(domain.0, domain.1)
    let high = max(domain.0, domain.1)
    let interval = TimeInterval.dividing(low, high, count: count)
    let wide = (interval.floor(low), interval.ceiling(high))
    return TimeScale(domain: domain.1 < domain.0 ? (wide.1, wide.0) : wide, range: range)
  }
}
