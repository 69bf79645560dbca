/// What large coefficients cost, in the terms of scikit-learn.
///
/// The penalty acts on the coefficients of the columns as they are given: a column in metres is penalised
/// less than the same in kilometres. Standardise columns first where that matters. The intercept
/// is never penalised. An `alpha` of 0 is no penalty.
public enum Penalty: Sendable, Hashable, Codable {
  /// Ordinary least squares: the least `Σ w (y - ŷ)²`.
  case none
  /// The least `Σ w (y - ŷ)² + alpha Σ b²` (scikit-learn's `Ridge`).
  case ridge(alpha: Double)
  /// The least `Σ w (y - ŷ)² / (2 Σ w) + alpha Σ |b|` (scikit-learn's `Lasso`).
  case lasso(alpha: Double)
  /// The least `Σ w (y - ŷ)² / (2 Σ w) + alpha (l1Ratio Σ |b| + (1 - l1Ratio) / 2 Σ b²)` (scikit-learn's
  /// `ElasticNet`).
  case elasticNet(alpha: Double, l1Ratio: Double)

  /// - Throws: `bad-penalty`.
  func check() throws(ModelError) {
    switch self {
    case .none: break
    case .ridge(let alpha), .lasso(let alpha):
      try Self.check(alpha)
    case .elasticNet(let alpha, let ratio):
      try Self.check(alpha)
      guard ratio >= 0, ratio <= 1 else {
        throw ModelError("bad-penalty", "the share of L1 is \(ratio), and must lie from 0 to 1")
      }
    }
  }

  private static func check(_ alpha: Double) throws(ModelError) {
    guard alpha >= 0, alpha.isFinite else {
      throw ModelError("bad-penalty", "alpha is \(alpha), and must be 0 or a positive number")
    }
  }

  /// What is added to half of `Σ w (y - ŷ)²`: so much times `Σ |b|`, and half of so much times `Σ b²`.
  func strengths(weightSum: Double) -> (absolute: Double, squared: Double) {
    switch self {
    case .none: (0, 0)
    case .ridge(let alpha): (0, alpha)
    case .lasso(let alpha): (alpha * weightSum, 0)
    case .elasticNet(let alpha, let ratio):
      (alpha * ratio * weightSum, alpha * (1 - ratio) * weightSum)
    }
  }
}
