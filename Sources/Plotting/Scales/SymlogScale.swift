#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A logarithm that is straight around zero, for data that span magnitudes on both sides of it.
///
/// Source: J. Webber, "A bi-symmetric log transformation" (2013); d3's `scaleSymlog`.
struct SymlogScale: ContinuousScale {
  var domain: (Double, Double)
  var range: (start: Double, end: Double)
  /// How far from zero the straight part reaches.
  var constant = 1.0

  func transformed(_ value: Double) -> Double {
    let magnitude = log1p(abs(value / constant))
    return value < 0 ? -magnitude : magnitude
  }

  func ticks(count: Double) -> [Double] { Ticks.values(domain.0, domain.1, count: count) }

  func niced(count: Double) -> SymlogScale {
    SymlogScale(domain: Ticks.nice(domain, count: count), range: range, constant: constant)
  }
}
