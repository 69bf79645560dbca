/// Least squares, with or without a penalty: one pass over the rows for all kinds.
public enum LinearRegression {
  /// What is left of a column, as a share of it, from which on it counts as a sum of the columns before it.
  static let tolerance = 1e-10

  /// Fits `y = intercept + Σ coefficient · term`.
  ///
  /// Rows are read a block at a time and the whole matrix never is in memory. The result has the same bits
  /// for any number of workers. Without a penalty, a term that is a sum of terms before it (also a
  /// constant one, and any that is too many for the rows) gets no coefficient, as in R; with ridge every
  /// term gets one, with lasso and elastic net constant terms get 0. It blocks the calling
  /// thread: call it on one that may.
  ///
  /// - Parameters:
  ///   - x: The terms; an intercept is added.
  ///   - y: The target, a number for each row.
  ///   - weights: How much each row's squared error counts, 0 or more; nil for all the same. Rows of weight 0
  ///     are as good as absent, also in the degrees of freedom (as in R).
  ///   - penalty: In scikit-learn's terms; see `Penalty`.
  ///   - workers: How many threads.
  /// - Throws: `ModelError`: `no-rows`, `lengths-differ`, `too-many-terms`, `bad-weight`, `bad-penalty`,
  ///   `not-finite`, `no-linear-algebra`.
  public static func fit(
    _ x: DesignMatrix,
    _ y: [Double],
    weights: [Double]? = nil,
    penalty: Penalty = .none,
    workers: Int = 1
  ) throws(ModelError) -> LinearFit {
    try penalty.check()
    let data = try CheckedData(x, targetCount: y.count, weights: weights)
    let factor = try TriangularFactor(data, target: y, workers: workers)
    let independent = IndependentTerms(factor, tolerance: tolerance)
    let sums = SumsOfSquares(factor, data)
    let strengths = penalty.strengths(weightSum: factor.weightSum * data.weightUnit)
    let fit: LinearFit
    if strengths == (0, 0) {
      let solution = try OrdinarySolution(factor, independent)
      var inference: LinearInference?
      if data.rowCount > independent.rank {
        inference = LinearInference(solution, factor, independent, data, sums)
      }
      fit = LinearFit(
        x.names,
        penalty,
        data,
        factor,
        independent,
        sums,
        scaled: solution.coefficients,
        residual: independent.residual,
        inference: inference
      )
    } else {
      let problem = PenalizedProblem(factor, strengths, weightUnit: data.weightUnit)
      var scaled: [Double]
      var descent: CoordinateDescent?
      if strengths.absolute == 0 {
        scaled = try problem.ridge()
      } else {
        let result = try problem.descend()
        scaled = result.coefficients
        descent = result.descent
      }
      scaled.insert(problem.intercept(scaled), at: 0)
      fit = LinearFit(
        x.names,
        penalty,
        data,
        factor,
        independent,
        sums,
        scaled: scaled,
        residual: problem.residual(Array(scaled.dropFirst())),
        descent: descent
      )
    }
    guard fit.isFinite else { throw CheckedData.notFinite("a coefficient") }
    return fit
  }
}

/// How far the target is from its mean, in its own units.
struct SumsOfSquares: Sendable {
  /// What a squared length in the factor is multiplied with.
  let unit: Double
  /// 0 when the target is constant but for rounding.
  let total: Double

  init(_ factor: TriangularFactor, _ data: CheckedData) {
    let last = factor.triangle.columns - 1
    let scale = factor.places.scales[last - 1]
    unit = data.weightUnit / scale / scale
    let length = factor.triangle.length(1..<(last + 1), of: last)
    total = length > factor.rounding(last) ? length * length * unit : 0
  }
}
