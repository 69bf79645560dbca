#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The upper incomplete gamma function, divided by Γ(a): 1 at x = 0, falling to 0.
///
/// Γ(a, x) / Γ(a) by its series below a + 1 and by its continued fraction above (Abramowitz and
/// Stegun, 6.5.29 and 6.5.31; the fraction by Lentz's method).
///
/// - Parameters:
///   - a: Above 0.
///   - x: 0 or more.
/// - Returns: Between 0 and 1.
func upperIncompleteGamma(_ a: Double, _ x: Double) -> Double {
  guard x > 0 else { return 1 }
  guard x < .infinity else { return 0 }
  let factor = exp(a * log(x) - x - lgamma(a).0)
  if x < a + 1 {
    var (term, sum, n) = (1 / a, 1 / a, a)
    while term > sum * 1e-17 {
      n += 1
      term *= x / n
      sum += term
    }
    return max(0, 1 - factor * sum)
  }
  let tiny = 1e-300
  var b = x + 1 - a
  var c = 1 / tiny
  var d = 1 / b
  var value = d
  for i in 1...100_000 {
    let an = -Double(i) * (Double(i) - a)
    b += 2
    d = an * d + b
    if abs(d) < tiny { d = tiny }
    c = b + an / c
    if abs(c) < tiny { c = tiny }
    d = 1 / d
    value *= d * c
    if abs(d * c - 1) < 1e-16 { break }
  }
  return factor * value
}

/// The probability that a chi-squared variable is at least so large.
func chiSquaredTail(_ statistic: Double, degreesOfFreedom: Int) -> Double {
  upperIncompleteGamma(Double(degreesOfFreedom) / 2, statistic / 2)
}
