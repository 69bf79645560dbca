#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Densities of the binomial and Poisson family without the loss of digits that gamma functions bring.
///
/// C. Loader, "Fast and accurate computation of binomial probabilities" (2000): the error of Stirling's
/// formula and a deviance, both small numbers, in place of differences of large logarithms.
enum SaddlePoint {
  /// `x^a y^b / B(a, b)`, where `x + y` is 1 and both are given, since either may be tiny.
  static func beta(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
    guard x > 0, y > 0 else { return 0 }
    let n = a + b
    let exponent =
      stirlingError(n) - stirlingError(a) - stirlingError(b)
      - deviance(a, n * x) - deviance(b, n * y)
    return (a / n * b / (2 * .pi)).squareRoot() * exp(exponent)
  }

  /// `x^a e^-x / Γ(a + 1)`.
  static func gamma(_ a: Double, _ x: Double) -> Double {
    guard x > 0 else { return 0 }
    return exp(-stirlingError(a) - deviance(a, x)) / (2 * .pi * a).squareRoot()
  }

  /// `log Γ(x + 1) - (x + 1/2) log x + x - log(2π) / 2` for positive x.
  static func stirlingError(_ x: Double) -> Double {
    var (x, sum) = (x, 0.0)
    // Γ(x + 2) = (x + 1) Γ(x + 1), until the series below is exact to the last digit.
    while x < 16 {
      sum += (x + 0.5) * log1p(1 / x) - 1
      x += 1
    }
    // Bernoulli's numbers: NIST Digital Library of Mathematical Functions, 5.11.1.
    let square = 1 / (x * x)
    var series = -691.0 / 360_360
    for term in [1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12] {
      series = series * square + term
    }
    return sum + series / x
  }

  /// `a log(a / m) + m - a`, with all its digits where a and m are close.
  static func deviance(_ a: Double, _ m: Double) -> Double {
    let difference = a - m
    guard abs(difference) < 0.1 * (a + m) else { return a * log(a / m) + m - a }
    // With v = (a - m) / (a + m), log(a / m) is 2 (v + v³/3 + v⁵/5 + ...).
    let v = difference / (a + m)
    let square = v * v
    var sum = difference * v
    var power = 2 * a * v
    for odd in Swift.stride(from: 3.0, to: 60, by: 2) {
      power *= square
      let next = sum + power / odd
      if next == sum { break }
      sum = next
    }
    return sum
  }
}
