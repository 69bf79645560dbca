/// All that a linear fit knows of its rows.
struct FactoredRows {
  let data: CheckedData
  let factor: TriangularFactor
  let independent: IndependentTerms
  /// What a squared length in the factor is multiplied with to be in the target's own units.
  let squareUnit: Double
  /// `Σ w (y - ȳ)²`; 0 when the target is constant but for rounding.
  let totalSquares: Double

  /// - Throws: `ModelError` as `LinearRegression.fit`.
  init(
    _ x: DesignMatrix,
    _ y: [Double],
    weights: [Double]?,
    workers: Int
  ) throws(ModelError) {
    let data = try CheckedData(x, targetCount: y.count, weights: weights)
    let factor = try TriangularFactor(data, target: y, workers: workers)
    self.data = data
    self.factor = factor
    independent = IndependentTerms(factor, tolerance: LinearRegression.tolerance)
    let last = factor.triangle.columns - 1
    let scale = factor.places.scales[last - 1]
    squareUnit = data.weightUnit / scale / scale
    let length = factor.triangle.length(1..<(last + 1), of: last)
    totalSquares = length > factor.rounding(last) ? length * length * squareUnit : 0
  }

  var weightSum: Double { factor.weightSum * data.weightUnit }
}

/// Coefficients in the units of a factor.
struct ScaledSolution {
  let intercept: Double
  /// Of the centred and scaled terms; nil for those dropped.
  let coefficients: [Double?]
  /// The length of the residuals.
  let residual: Double
}
