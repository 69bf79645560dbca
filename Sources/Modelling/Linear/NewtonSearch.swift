/// The least of a logistic objective, by Newton's method with shortened steps.
///
/// T. Hastie, R. Tibshirani and J. Friedman, "The Elements of Statistical Learning", 4.4.1 (also called
/// iteratively reweighted least squares).
struct NewtonSearch {
  /// Sums' coefficients, as `LogisticObjective` orders them.
  private(set) var coefficients: Matrix
  private(set) var value: LogisticObjective.Value
  private(set) var iterations = 0
  private(set) var hasConverged = false
  /// Whether the objective came to its least with no coefficients at which it is taken.
  private(set) var isSeparated = false

  /// The squared length of a step in standard errors below which it is the last one: the next would be about
  /// the square of it.
  private static let goal = 1e-16

  /// - Throws: `no-linear-algebra`, `not-solvable`.
  init(
    _ objective: LogisticObjective,
    from start: Matrix,
    limit: Int,
    mayBeSeparated: Bool
  ) throws(ModelError) {
    let lapack = try LAPACK.loaded()
    coefficients = start
    value = try objective.value(at: start)
    var lengths: [Double] = []
    while iterations < limit {
      guard let step = Self.step(value, lapack) else {
        // Rows' probabilities of 0 and 1 leave no curvature.
        guard mayBeSeparated else {
          throw ModelError("not-solvable", "the equations of the logistic model have no solution")
        }
        isSeparated = true
        return
      }
      iterations += 1
      var length = 0.0
      for index in 0..<objective.size { length += step[index, 0] * value.gradient[index, 0] }
      lengths.append(length)
      let isLast = length <= Self.goal
      guard try advance(objective, step, length) else {
        // Nothing but rounding is left between this and the least.
        hasConverged = length <= 1e-9 * (1 + abs(value.objective))
        return
      }
      if isLast {
        hasConverged = true
        return
      }
      if mayBeSeparated, Self.isLinear(lengths) {
        isSeparated = true
        return
      }
    }
  }

  /// Whether steps shrink at the pace of coefficients on their way to infinity.
  ///
  /// Near a least, each step's squared length is about the square of the one before. Where a combination
  /// of terms separates classes, each iteration multiplies the odds of the rows concerned by about e, and
  /// the squared length by 1/e.
  private static func isLinear(_ lengths: [Double]) -> Bool {
    guard lengths.count >= 4, let last = lengths.last, last < 1e-8 else { return false }
    return zip(lengths.suffix(4), lengths.suffix(3)).allSatisfy { $1 > 0.1 * $0 }
  }

  private static func step(_ value: LogisticObjective.Value, _ lapack: LAPACK) -> Matrix? {
    let size = value.gradient.rows
    let triangle = Matrix(size, size)
    triangle.add(value.curvature)
    guard lapack.cholesky(triangle) else { return nil }
    let step = Matrix(size, 1)
    step.add(value.gradient)
    lapack.solve(triangle, step)
    return (0..<size).allSatisfy { step[$0, 0].isFinite } ? step : nil
  }

  /// Takes the step, or the first of its half, quarter and so on that lessens the objective enough.
  ///
  /// - Returns: Whether one did.
  private mutating func advance(
    _ objective: LogisticObjective,
    _ step: Matrix,
    _ length: Double
  ) throws(ModelError) -> Bool {
    var share = 1.0
    let rounding = 1e-13 * (1 + abs(value.objective))
    for _ in 0..<40 {
      let trial = Matrix(step.rows, 1)
      for index in 0..<step.rows {
        trial[index, 0] = coefficients[index, 0] - share * step[index, 0]
      }
      let next = try objective.value(at: trial)
      if next.objective <= value.objective - 1e-4 * share * length + rounding {
        coefficients = trial
        value = next
        return true
      }
      share /= 2
    }
    return false
  }
}
