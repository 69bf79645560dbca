/// A fitted linear model: plain numbers, which can be kept as JSON.
public struct LinearFit: Sendable, Hashable, Codable {
  /// The names of the columns it was fitted to, and wants for a prediction.
  public let terms: [String]
  public let penalty: Penalty
  public let intercept: Double
  /// One for each term, per unit of it; nil for a term that is a sum of terms before it, which a prediction
  /// takes as 0.
  public let coefficients: [Double?]
  /// Rows whose weight is not zero.
  public let rowCount: Int
  public let weightSum: Double
  /// Independent columns, with the intercept.
  public let rank: Int
  /// `Σ w (y - ŷ)²`.
  public let residualSumOfSquares: Double
  /// `Σ w (y - ȳ)²`, of the weighted mean; 0 for a constant target.
  public let totalSumOfSquares: Double
  /// What statistics can say about the coefficients; nil with a penalty, and when there are no more rows than
  /// independent columns.
  public let inference: LinearInference?
  /// How lasso and elastic net arrived; nil for the others.
  public let descent: CoordinateDescent?

  /// The share of the target's variation that is explained; nil for a constant target.
  public var rSquared: Double? {
    totalSumOfSquares > 0 ? 1 - residualSumOfSquares / totalSumOfSquares : nil
  }

  /// Terms without a coefficient, since they are sums of terms before them.
  public var aliased: [String] { zip(terms, coefficients).filter { $0.1 == nil }.map(\.0) }

  var isFinite: Bool {
    intercept.isFinite && coefficients.allSatisfy { $0?.isFinite ?? true }
      && residualSumOfSquares.isFinite && totalSumOfSquares.isFinite
  }

  init(
    _ penalty: Penalty,
    _ rows: FactoredRows,
    _ solution: ScaledSolution,
    inference: LinearInference? = nil,
    descent: CoordinateDescent? = nil
  ) {
    let (terms, places) = (rows.data.matrix.names, rows.factor.places)
    let target = places.scales[terms.count]
    let coefficients = zip(solution.coefficients, places.scales).map { coefficient, scale in
      // Divided first: a product of two scales may be too large a number.
      coefficient.map { $0 / target * scale }
    }
    var intercept = places.centers[terms.count] + solution.intercept / target
    for (coefficient, center) in zip(coefficients, places.centers) {
      intercept -= (coefficient ?? 0) * center
    }
    self.terms = terms
    self.penalty = penalty
    self.intercept = intercept
    self.coefficients = coefficients
    rowCount = rows.data.rowCount
    weightSum = rows.weightSum
    rank = rows.independent.rank
    residualSumOfSquares = solution.residual * solution.residual * rows.squareUnit
    totalSumOfSquares = rows.totalSquares
    self.inference = inference
    self.descent = descent
  }

  /// What the model says for each row.
  ///
  /// - Parameters:
  ///   - x: The same terms in the same order.
  ///   - workers: How many threads.
  /// - Returns: A number for each row.
  /// - Throws: `other-terms`.
  public func predict(_ x: DesignMatrix, workers: Int = 1) throws(ModelError) -> [Double] {
    let sum = LinearSum(
      terms: terms,
      rows: [LinearSum.Row(intercept: intercept, coefficients: coefficients)]
    )
    return try sum.values(x, workers: workers) { _, _ in }[0]
  }
}
