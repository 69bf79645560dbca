#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Probabilities of counts, precise for any size.
enum BinomialDistribution {
  /// The probability of exactly so many successes.
  ///
  /// By Loader's saddle point (Fast and accurate computation of binomial probabilities, 2000): the
  /// large logarithms that would cancel never arise.
  static func probability(of successes: Int, among count: Int, at share: Double) -> Double {
    let (x, n) = (Double(successes), Double(count))
    if successes == 0 { return exp(n * log1p(-share)) }
    if successes == count { return exp(n * log(share)) }
    let error = stirlingError(n) - stirlingError(x) - stirlingError(n - x)
    let distance = deviance(x, n * share) + deviance(n - x, n * (1 - share))
    let size = (n / (2 * Double.pi * x * (n - x))).squareRoot()
    return size * exp(error - distance)
  }

  /// ln n! less Stirling's formula for it.
  private static func stirlingError(_ n: Double) -> Double {
    if n < 16 { return lgamma(n + 1).0 - (n + 0.5) * log(n) + n - log(2 * Double.pi) / 2 }
    let s = 1 / (n * n)
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 * s) * s) * s) * s) / n
  }

  /// x ln(x / m) + m − x, without cancellation where both are close.
  private static func deviance(_ x: Double, _ m: Double) -> Double {
    guard abs(x - m) < 0.1 * (x + m) else { return x * log(x / m) + m - x }
    let v = (x - m) / (x + m)
    var sum = (x - m) * v
    var power = 2 * x * v
    for j in 1..<1000 {
      power *= v * v
      let next = sum + power / Double(2 * j + 1)
      if next == sum { break }
      sum = next
    }
    return sum
  }
}
