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

  /// - Parameters:
  ///   - scaled: Coefficients of the columns `[1 X]` as centred and scaled.
  ///   - residual: The length of the residuals, as scaled.
  init(
    _ terms: [String],
    _ penalty: Penalty,
    _ data: CheckedData,
    _ factor: TriangularFactor,
    _ independent: IndependentTerms,
    _ sums: SumsOfSquares,
    scaled: [Double?],
    residual: Double,
    inference: LinearInference? = nil,
    descent: CoordinateDescent? = nil
  ) {
    let places = factor.places
    let count = terms.count
    let target = places.scales[count]
    let coefficients = (0..<count).map { index in
      // Divided first: a product of two scales may be too large a number.
      scaled[index + 1].map { $0 / target * places.scales[index] }
    }
    var intercept = places.centers[count] + (scaled[0] ?? 0) / target
    for index in 0..<count { intercept -= (coefficients[index] ?? 0) * places.centers[index] }
    self.terms = terms
    self.penalty = penalty
    self.intercept = intercept
    self.coefficients = coefficients
    rowCount = data.rowCount
    weightSum = factor.weightSum * data.weightUnit
    rank = independent.rank
    residualSumOfSquares = residual * residual * sums.unit
    totalSumOfSquares = sums.total
    self.inference = inference
    self.descent = descent
  }

  /// What the model says for each row.
  ///
  /// - Parameters:
  ///   - x: The same terms in the same order.
  ///   - workers: How many threads.
  /// - Throws: `other-terms`.
  public func predict(_ x: DesignMatrix, workers: Int = 1) throws(ModelError) -> [Double] {
    let sum = LinearSum(terms: terms, rows: [(intercept, coefficients)])
    return try sum.values(x, workers: workers) { _, _ in }[0]
  }
}
