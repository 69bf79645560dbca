#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Student's t distribution.
///
/// NIST Digital Library of Mathematical Functions 8.17 with M. Abramowitz and I. Stegun, "Handbook of
/// Mathematical Functions", 26.7.1: the two tails together are I_x(df/2, 1/2) at x = df / (df + t²).
public struct StudentT: Sendable {
  public let degreesOfFreedom: Double

  /// - Parameter degreesOfFreedom: Positive.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "positive degrees of freedom")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// How likely a number at least as far from 0 is: the two-sided p of a t value.
  public func twoSided(_ t: Double) -> Double {
    let (x, y) = place(t)
    return IncompleteBeta.regularized(degreesOfFreedom / 2, 0.5, x: x, y: y)
  }

  /// How likely a number up to t is.
  public func cumulative(_ t: Double) -> Double {
    t < 0 ? twoSided(t) / 2 : 1 - twoSided(t) / 2
  }

  /// The t within which a share of the distribution lies: half the width of a confidence interval in
  /// standard errors.
  ///
  /// - Parameter level: Between 0 and 1, as 0.95.
  /// - Returns: The distance from 0.
  public func quantile(level: Double) -> Double {
    precondition(level > 0 && level < 1, "a level between 0 and 1")
    let target = log1p(-level)
    // Newton's method on the logarithm of the tails over the logarithm of t: a concave curve, on which
    // every step after the first comes from the same side.
    var u = log(Normal.quantile(level: level))
    for _ in 0..<200 {
      let t = exp(u)
      let (x, y) = place(t)
      let tails = IncompleteBeta.regularized(degreesOfFreedom / 2, 0.5, x: x, y: y)
      let slope = 2 * SaddlePoint.beta(degreesOfFreedom / 2, 0.5, x: x, y: y)
      let step = (log(tails) - target) * tails / slope
      u += step
      if !(abs(step) > 1e-15) { break }
    }
    return exp(u)
  }

  private func place(_ t: Double) -> (x: Double, y: Double) {
    let ratio = t / degreesOfFreedom * t
    return ratio.isFinite ? (1 / (1 + ratio), ratio / (1 + ratio)) : (0, 1)
  }
}
