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
  /// - Returns: The fit.
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
    let rows = try FactoredRows(x, y, weights: weights, workers: workers)
    let strengths = penalty.strengths(weightSum: rows.weightSum)
    let fit: LinearFit
    if strengths == (0, 0) {
      let solution = try OrdinarySolution(rows)
      let hasSpread = rows.data.rowCount > rows.independent.rank
      fit = LinearFit(
        penalty,
        rows,
        solution.scaled,
        inference: hasSpread ? LinearInference(solution, rows) : nil
      )
    } else {
      let problem = PenalizedProblem(rows.factor, strengths, weightUnit: rows.data.weightUnit)
      if strengths.absolute == 0 {
        fit = LinearFit(penalty, rows, try problem.ridge())
      } else {
        let (solution, descent) = try problem.descend()
        fit = LinearFit(penalty, rows, solution, descent: descent)
      }
    }
    guard fit.isFinite else { throw CheckedData.notFinite("a coefficient") }
    return fit
  }
}
