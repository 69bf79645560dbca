#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The standard normal distribution, by the error functions of the system's library.
public enum Normal {
  /// How likely a number at least as far from 0 is: the two-sided p of a z value.
  public static func twoSided(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }

  /// How likely a number up to z is.
  public static func cumulative(_ z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }

  /// The z up to which a share of the distribution lies.
  ///
  /// - Parameter share: Between 0 and 1.
  /// - Returns: The z, negative below one half.
  public static func quantile(_ share: Double) -> Double {
    precondition(share > 0 && share < 1, "a share between 0 and 1")
    if share == 0.5 { return 0 }
    // The distance from one half is exact where digits would be lost otherwise.
    let z = share < 0.5 ? central(0.5 - share, share) : central(share - 0.5, 1 - share)
    return share < 0.5 ? -z : z
  }

  /// The z within which a share of the distribution lies, on both sides of 0.
  ///
  /// - Parameter level: Between 0 and 1, as 0.95.
  /// - Returns: The distance from 0.
  public static func quantile(level: Double) -> Double {
    precondition(level > 0 && level < 1, "a level between 0 and 1")
    return central(level / 2, (1 - level) / 2)
  }

  /// The positive z between which and 0 lies `inner`, and above which lies `outer`.
  private static func central(_ inner: Double, _ outer: Double) -> Double {
    // Newton's method on concave curves: the error function from 0, or the logarithm of the tail from
    // beyond. Every step comes from the same side.
    let isCentral = outer > 0.2
    var z = isCentral ? inner * (2 * .pi).squareRoot() : (-2 * log(outer)).squareRoot()
    for _ in 0..<100 {
      let density = exp(-z * z / 2) / (2 * .pi).squareRoot()
      let step: Double
      if isCentral {
        step = (inner - erf(z / 2.0.squareRoot()) / 2) / density
      } else {
        let tail = erfc(z / 2.0.squareRoot()) / 2
        step = log(tail / outer) * tail / density
      }
      z += step
      if !(abs(step) > 1e-15 * z) { break }
    }
    return z
  }
}
