#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Round numbers for axes: 1, 2 and 5 times powers of ten.
///
/// Source: d3-array 3 (`ticks`, `tickIncrement`, `tickStep`), https://d3js.org/d3-array/ticks.
enum Ticks {
  /// About `count` round values between `start` and `stop`, both included where they are round.
  ///
  /// Descending when `start` exceeds `stop`; a single value when they are equal; none for a count
  /// that is not positive or for bounds that are not finite.
  static func values(_ start: Double, _ stop: Double, count: Double) -> [Double] {
    guard count > 0, start.isFinite, stop.isFinite else { return [] }
    if start == stop { return [start] }
    let isReversed = stop < start
    let spec = spec(min(start, stop), max(start, stop), count: count)
    guard spec.last >= spec.first, spec.last - spec.first < 10_000 else { return [] }
    let ascending = (0...Int(spec.last - spec.first)).map { index in
      let multiple = spec.first + Double(index)
      return spec.increment < 0 ? multiple / -spec.increment : multiple * spec.increment
    }
    return isReversed ? ascending.reversed() : ascending
  }

  /// The distance of the ticks; negative values are the inverse of a step below one.
  ///
  /// A fraction such as 0.1 is not exact, its inverse 10 is: that keeps 0.3 from becoming
  /// 0.30000000000000004.
  static func increment(_ start: Double, _ stop: Double, count: Double) -> Double {
    spec(start, stop, count: count).increment
  }

  /// The distance of the ticks, negative when `stop` is below `start`.
  static func step(_ start: Double, _ stop: Double, count: Double) -> Double {
    let increment = increment(min(start, stop), max(start, stop), count: count)
    let step = increment < 0 ? 1 / -increment : increment
    return stop < start ? -step : step
  }

  /// The domain widened to round values (d3's `linear.nice`).
  static func nice(_ domain: (Double, Double), count: Double) -> (Double, Double) {
    guard domain.0.isFinite, domain.1.isFinite, domain.0 != domain.1 else { return domain }
    var start = min(domain.0, domain.1)
    var stop = max(domain.0, domain.1)
    var before: Double?
    // The step may grow with the domain; when it has settled, so have the ends.
    for _ in 0..<10 {
      let step = increment(start, stop, count: count)
      if step == before { return domain.1 < domain.0 ? (stop, start) : (start, stop) }
      if step > 0 {
        start = (start / step).rounded(.down) * step
        stop = (stop / step).rounded(.up) * step
      } else if step < 0 {
        start = (start * step).rounded(.up) / step
        stop = (stop * step).rounded(.down) / step
      } else {
        break
      }
      before = step
    }
    return domain
  }

  private static func spec(
    _ start: Double,
    _ stop: Double,
    count: Double
  ) -> (first: Double, last: Double, increment: Double) {
    let step = (stop - start) / max(0, count)
    let power = log10(step).rounded(.down)
    let error = step / pow(10, power)
    let factor =
      error >= 50.0.squareRoot()
      ? 10.0 : error >= 10.0.squareRoot() ? 5 : error >= 2.0.squareRoot() ? 2 : 1
    var first: Double
    var last: Double
    var increment: Double
    if power < 0 {
      increment = pow(10, -power) / factor
      first = Self.round(start * increment)
      last = Self.round(stop * increment)
      if first / increment < start { first += 1 }
      if last / increment > stop { last -= 1 }
      increment = -increment
    } else {
      increment = pow(10, power) * factor
      first = Self.round(start / increment)
      last = Self.round(stop / increment)
      if first * increment < start { first += 1 }
      if last * increment > stop { last -= 1 }
    }
    if last < first, count >= 0.5, count < 2 { return spec(start, stop, count: count * 2) }
    return (first, last, increment)
  }

  /// JavaScript's `Math.round`: halves go up.
  private static func round(_ value: Double) -> Double { (value + 0.5).rounded(.down) }
}
