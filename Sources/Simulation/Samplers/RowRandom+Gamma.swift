#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension RowRandom {
  /// A waiting time of mean 1, by inversion of one word: between 0 and 36.8.
  @inline(__always)
  public mutating func exponential() -> Double { -log(positiveUnit()) }

  /// A number of the gamma distribution of scale 1; `shape` must be positive and finite.
  ///
  /// G. Marsaglia, W. W. Tsang, "A simple method for generating gamma variables", ACM Trans. Math.
  /// Software 26 (2000). A shape below 1 is the next one's number times U^(1/shape); for shapes below
  /// about 0.01 many of these are smaller than any double, and are 0.
  @inline(__always)
  public mutating func gamma(shape: Double) -> Double {
    precondition(shape > 0 && shape < .infinity, "a gamma distribution of shape \(shape)")
    if shape < 1 {
      let power = positiveUnit()
      return gammaFromOne(shape + 1) * pow(power, 1 / shape)
    }
    return gammaFromOne(shape)
  }

  private mutating func gammaFromOne(_ shape: Double) -> Double {
    let d = shape - 1 / 3.0
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      let u = positiveUnit()
      let square = x * x
      if u < 1 - 0.0331 * square * square || log(u) < 0.5 * square + d * (1 - v + log(v)) {
        return min(d * v, .greatestFiniteMagnitude)
      }
    }
  }

  /// A number of the beta distribution, from 0 to 1; both parameters must be positive and finite.
  ///
  /// From two gammas; where both parameters are at most 1, by M. D. Jöhnk, "Erzeugung von
  /// betaverteilten und gammaverteilten Zufallszahlen", Metrika 8 (1964), in logarithms where the
  /// powers are smaller than any double.
  public mutating func beta(_ a: Double, _ b: Double) -> Double {
    precondition(a > 0 && b > 0 && a < .infinity && b < .infinity, "a beta distribution")
    if a > 1 || b > 1 {
      let first = gamma(shape: a)
      let second = gamma(shape: b)
      // At most one of the two can be 0, the one whose parameter is below 1.
      return first > 0 ? 1 / (1 + second / first) : 0
    }
    while true {
      let logX = log(positiveUnit()) / a
      let logY = log(positiveUnit()) / b
      let top = max(logX, logY)
      // For parameters near the smallest doubles the logarithms are infinite.
      if top == -.infinity { return unit() * (a + b) < a ? 1 : 0 }
      let x = exp(logX - top)
      let sum = x + exp(logY - top)
      if log(sum) + top <= 0 { return x / sum }
    }
  }
}
