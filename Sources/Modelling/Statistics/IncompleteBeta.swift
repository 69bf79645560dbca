/// The regularised incomplete beta function, from which the t and F distributions follow.
enum IncompleteBeta {
  /// `I_x(a, b)`, the share of a beta distribution below x; about 13 digits, also where it is tiny.
  ///
  /// NIST Digital Library of Mathematical Functions, 8.17.22: a continued fraction, evaluated by the method
  /// of Lentz as W. J. Thompson and A. R. Barnett changed it (Journal of Computational Physics 64, 1986).
  /// It takes about as many steps as the root of the larger parameter.
  ///
  /// - Parameters:
  ///   - a: Positive.
  ///   - b: Positive.
  ///   - x: From 0 to 1.
  ///   - y: `1 - x`, given since either may be tiny.
  /// - Returns: A share from 0 to 1.
  static func regularized(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
    if x <= 0 { return 0 }
    if y <= 0 { return 1 }
    // The fraction converges fast below the mean; above it, the rest is taken.
    if x > (a + 1) / (a + b + 2) { return 1 - regularized(b, a, x: y, y: x) }
    return SaddlePoint.beta(a, b, x: x, y: y) / a / fraction(a, b, x)
  }

  /// 1 + d₁/(1 + d₂/(1 + ...)).
  private static func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    let least = Double.leastNormalMagnitude * 0x1p100
    var (value, c, d) = (1.0, 1.0, 0.0)
    for step in 1..<1_000_000 {
      let m = Double(step / 2)
      let term =
        step % 2 == 0
        ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 + term * d
      if abs(d) < least { d = least }
      d = 1 / d
      c = 1 + term / c
      if abs(c) < least { c = least }
      let factor = c * d
      value *= factor
      if abs(factor - 1) < 2e-16 { break }
    }
    return value
  }
}
