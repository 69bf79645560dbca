/// The regularised incomplete beta function, from which the t and F distributions follow.
enum IncompleteBeta {
  /// `I_x(a, b)`, the share of a beta distribution below x; about 13 digits, also where it is tiny.
  ///
  /// The continued fraction of A. R. DiDonato and A. H. Morris, "Algorithm 708: Significant digit computation of
  /// the incomplete beta function ratios" (ACM Transactions on Mathematical Software 18, 1992), evaluated by
  /// the method of Lentz as W. J. Thompson and A. R. Barnett changed it (Journal of Computational
  /// Physics 64, 1986). It takes about as many steps as the root of the larger parameter.
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
    return SaddlePoint.beta(a, b, x: x, y: y) / fraction(a, b, x, y)
  }

  /// β₀ + α₁/(β₁ + α₂/(β₂ + ...)).
  private static func fraction(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    let least = Double.leastNormalMagnitude * 0x1p100
    // Near 1 for x, only y has digits: the difference from the mean is made of both.
    let excess = a * y - b * x + 1
    var value = max(least, a / (a + 1) * excess)
    var (c, d) = (value, 0.0)
    for step in 1..<1_000_000 {
      let n = Double(step)
      let middle = a + 2 * n - 1
      let share = n * (b - n) * x / middle
      let above = (a + n - 1) * (a + b + n - 1) / middle * share * x
      let below = n + share + (a + n) / (middle + 2) * (excess + n * (1 + y))
      d = below + above * d
      if abs(d) < least { d = least }
      d = 1 / d
      c = below + above / c
      if abs(c) < least { c = least }
      let factor = c * d
      value *= factor
      if abs(factor - 1) < 2e-16 { break }
    }
    return value
  }
}
