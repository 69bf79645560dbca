#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The standard normal distribution, as far as a Q–Q plot needs it.
enum StandardNormal {
  /// The share of the distribution below a number.
  static func share(below z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }

  /// The number below which a share lies.
  ///
  /// A first guess (Abramowitz and Stegun, 26.2.23, within 4.5e-4), then two of Halley's steps, each
  /// of which cubes the error. Infinite at 0 and 1.
  static func quantile(_ share: Double) -> Double {
    guard share > 0 else { return share == 0 ? -.infinity : .nan }
    guard share < 1 else { return share == 1 ? .infinity : .nan }
    guard share != 0.5 else { return 0 }
    guard share < 0.5 else { return -quantile(1 - share) }
    let t = (-2 * log(share)).squareRoot()
    let above = 2.515517 + t * (0.802853 + t * 0.010328)
    let below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    var z = above / below - t
    for _ in 0..<2 {
      let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
      let step = (self.share(below: z) - share) / density
      z -= step / (1 + z * step / 2)
    }
    return z
  }
}
