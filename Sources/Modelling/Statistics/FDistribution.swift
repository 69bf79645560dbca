/// Fisher's F distribution, of a ratio of two mean squares.
///
/// M. Abramowitz and I. Stegun, "Handbook of Mathematical Functions", 26.6.2.
public struct FDistribution: Sendable {
  /// Of the mean square above the line.
  public let numerator: Double
  /// Of the mean square below the line.
  public let denominator: Double

  /// - Parameters:
  ///   - numerator: Positive degrees of freedom.
  ///   - denominator: Positive degrees of freedom.
  public init(_ numerator: Double, _ denominator: Double) {
    precondition(numerator > 0 && denominator > 0, "positive degrees of freedom")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// How likely a ratio of at least f is: the p of an F value.
  public func upperTail(_ f: Double) -> Double {
    let (x, y) = place(f)
    return IncompleteBeta.regularized(denominator / 2, numerator / 2, x: y, y: x)
  }

  /// How likely a ratio up to f is.
  public func cumulative(_ f: Double) -> Double {
    let (x, y) = place(f)
    return IncompleteBeta.regularized(numerator / 2, denominator / 2, x: x, y: y)
  }

  private func place(_ f: Double) -> (x: Double, y: Double) {
    let ratio = max(0, f) * (numerator / denominator)
    return ratio.isFinite ? (ratio / (1 + ratio), 1 / (1 + ratio)) : (1, 0)
  }
}
