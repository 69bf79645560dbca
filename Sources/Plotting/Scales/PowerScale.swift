#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A mapping by a power of the value; the sign is kept, so that -4 under a square root is -2.
///
/// The exponent 0.5 is the grammar's `sqrt`, which makes areas proportional to values.
struct PowerScale: ContinuousScale {
  var domain: (Double, Double)
  var range: (start: Double, end: Double)
  var exponent: Double

  func transformed(_ value: Double) -> Double {
    value < 0 ? -pow(-value, exponent) : pow(value, exponent)
  }

  func ticks(count: Double) -> [Double] { Ticks.values(domain.0, domain.1, count: count) }

  func niced(count: Double) -> PowerScale {
    PowerScale(domain: Ticks.nice(domain, count: count), range: range, exponent: exponent)
  }
}
