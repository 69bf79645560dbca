/// The chi-squared distribution, of a sum of squared standard normal numbers.
///
/// NIST Digital Library of Mathematical Functions 8.11.4 (a series, below the mean) and 8.9.2 (a continued
/// fraction, above it) of the regularised incomplete gamma function.
public struct ChiSquared: Sendable {
  public let degreesOfFreedom: Double

  /// - Parameter degreesOfFreedom: Positive.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "positive degrees of freedom")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// How likely a sum of at least x is: the p of a chi-squared value.
  public func upperTail(_ x: Double) -> Double {
    if x <= 0 { return 1 }
    return x < degreesOfFreedom + 2 ? 1 - lower(x) : upper(x)
  }

  /// How likely a sum up to x is.
  public func cumulative(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    return x < degreesOfFreedom + 2 ? lower(x) : 1 - upper(x)
  }

  private func lower(_ value: Double) -> Double {
    let (a, x) = (degreesOfFreedom / 2, value / 2)
    var (term, sum, divisor) = (1.0, 1.0, a)
    while true {
      divisor += 1
      term *= x / divisor
      sum += term
      if term < sum * 1e-17 { break }
    }
    return SaddlePoint.gamma(a, x) * sum
  }

  private func upper(_ value: Double) -> Double {
    let (a, x) = (degreesOfFreedom / 2, value / 2)
    guard x.isFinite else { return 0 }
    // Lentz's method, as in `IncompleteBeta`.
    var b = x + 1 - a
    var c = 1 / (Double.leastNormalMagnitude * 0x1p100)
    var d = 1 / b
    var fraction = d
    for step in 1..<1_000_000 {
      let n = Double(step)
      let term = -n * (n - a)
      b += 2
      d = 1 / (term * d + b)
      c = b + term / c
      let factor = c * d
      fraction *= factor
      if abs(factor - 1) < 2e-16 { break }
    }
    return SaddlePoint.gamma(a, x) * a * fraction
  }
}
