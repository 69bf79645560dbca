#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Logarithms of the probability of a count, without the cancellation of large factorials.
///
/// The saddle-point expansion of C. Loader, "Fast and accurate computation of binomial probabilities"
/// (2000), which R uses too.
enum LogShare {
  static func poisson(_ count: Double, mean: Double) -> Double {
    if count == 0 { return -mean }
    return -stirlingError(count) - deviance(count, mean) - 0.5 * log(2 * .pi * count)
  }

  /// For 0 ≤ successes ≤ trials and 0 < p < 1.
  static func binomial(_ successes: Double, of trials: Double, _ p: Double) -> Double {
    if successes == 0 { return trials * log1p(-p) }
    if successes == trials { return trials * log(p) }
    let failures = trials - successes
    return stirlingError(trials) - stirlingError(successes) - stirlingError(failures)
      - deviance(successes, trials * p) - deviance(failures, trials * (1 - p))
      + 0.5 * log(trials / (2 * .pi * successes * failures))
  }

  /// `log(n!) - log(√(2πn) (n/e)ⁿ)`, for whole n ≥ 1.
  private static func stirlingError(_ n: Double) -> Double {
    if n < 16 { return small[Int(n)] }
    let square = n * n
    if n > 500 { return (1 / 12.0 - 1 / 360.0 / square) / n }
    return
      (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - (1 / 1680.0 - 1 / 1188.0 / square) / square) / square)
        / square)
      / n
  }

  private static let small: InlineArray<16, Double> = {
    var errors = InlineArray<16, Double>(repeating: 0)
    var logFactorial = 0.0
    for n in 1..<16 {
      let number = Double(n)
      logFactorial += log(number)
      errors[n] =
        logFactorial - 0.5 * log(2 * .pi * number) - number * log(number) + number
    }
    return errors
  }()

  /// `x log(x / mean) + mean - x`, also where the two are close.
  private static func deviance(_ x: Double, _ mean: Double) -> Double {
    guard abs(x - mean) < 0.1 * (x + mean) else { return x * log(x / mean) + mean - x }
    let v = (x - mean) / (x + mean)
    var sum = (x - mean) * v
    var power = 2 * x * v
    let square = v * v
    var odd = 3.0
    while true {
      power *= square
      let next = sum + power / odd
      if next == sum { return sum }
      sum = next
      odd += 2
    }
  }
}
