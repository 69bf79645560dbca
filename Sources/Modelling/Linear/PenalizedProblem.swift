/// Ridge, lasso and elastic net as a small problem: the triangle of the centred terms says all about the rows.
///
/// Columns are brought to length 1, and the penalty of each coefficient is changed accordingly.
struct PenalizedProblem {
  private let factor: TriangularFactor
  private let count: Int
  /// Lengths of the centred columns as scaled; 0 for constant ones.
  private let lengths: [Double]
  /// What is added to half the squared residuals, for coefficients of columns of length 1.
  private let absolute: [Double]
  private let squared: [Double]

  init(
    _ factor: TriangularFactor,
    _ strengths: (absolute: Double, squared: Double),
    weightUnit: Double
  ) {
    self.factor = factor
    count = factor.triangle.columns - 2
    let places = factor.places
    let target = places.scales[count]
    lengths = (1..<(count + 1)).map { column in
      let length = factor.triangle.length(1..<(column + 1), of: column)
      let whole = factor.triangle.length(0..<(column + 1), of: column)
      let least = max(LinearRegression.tolerance * whole, factor.rounding(column))
      return length > least ? length : 0
    }
    let units = zip(places.scales, lengths).map { $1 > 0 ? $0 / $1 : 0 }
    // A product that is too large a number means a coefficient of 0 all the same.
    let most = 1e150
    absolute = units.map { min(most, strengths.absolute / weightUnit * $0 * target) }
    squared = units.map { min(most, (strengths.squared / weightUnit).squareRoot() * $0) }.map {
      $0 * $0
    }
  }

  /// Coefficients of the scaled columns from those of columns of length 1.
  private func scaled(_ coefficients: [Double]) -> ScaledSolution {
    let scaled = zip(coefficients, lengths).map { $1 > 0 ? $0 / $1 : 0 }
    return ScaledSolution(
      intercept: intercept(scaled),
      coefficients: scaled,
      residual: residual(scaled)
    )
  }

  /// The least squares of the triangle with the roots of the penalty below it.
  ///
  /// T. Hastie, R. Tibshirani and J. Friedman, "The Elements of Statistical Learning", exercise 3.12.
  ///
  /// - Throws: `no-linear-algebra`.
  func ridge() throws(ModelError) -> ScaledSolution {
    let stack = Matrix(2 * count + 1, count + 1)
    for column in 0...count {
      let length = column < count ? lengths[column] : 1
      guard length > 0 else { continue }
      for row in 0..<min(count, column + 1) {
        stack[row, column] = factor.triangle[row + 1, column + 1] / length
      }
    }
    for column in 0..<count {
      // A constant column stays out: any root will do.
      stack[count + column, column] = lengths[column] > 0 ? squared[column].squareRoot() : 1
    }
    let workspace = LAPACK.QRWorkspace(columns: count + 1)
    try LAPACK.loaded().triangularize(stack, rows: 2 * count + 1, workspace)
    var solution = (0..<count).map { stack[$0, count] }
    stack.solveTriangle(&solution)
    return scaled(solution)
  }

  /// The lasso or elastic net.
  ///
  /// - Throws: `no-linear-algebra`.
  func descend() throws(ModelError) -> (ScaledSolution, CoordinateDescent) {
    let lapack = try LAPACK.loaded()
    let columns = Matrix(count, count)
    let target = Matrix(count, 1)
    for column in 0..<count where lengths[column] > 0 {
      for row in 0...column {
        columns[row, column] = factor.triangle[row + 1, column + 1] / lengths[column]
      }
    }
    for row in 0..<count { target[row, 0] = factor.triangle[row + 1, count + 1] }
    let gram = Matrix(count, count)
    let products = Matrix(count, 1)
    lapack.addProduct(of: columns, and: columns, rows: count, to: gram, at: 0, 0)
    lapack.addProduct(of: columns, and: target, rows: count, to: products, at: 0, 0)
    let length = target.length(0..<count, of: 0)
    var search = CoordinateSearch(
      gram: gram,
      products: (0..<count).map { products[$0, 0] },
      targetSquare: length * length,
      absolute: absolute,
      squared: squared,
      active: (0..<count).filter { lengths[$0] > 0 }
    )
    let descent = search.run(lapack)
    return (scaled(search.coefficients), descent)
  }

  /// The intercept of the scaled columns.
  private func intercept(_ scaled: [Double]) -> Double {
    var rest = factor.triangle[0, count + 1]
    for column in 0..<count { rest -= factor.triangle[0, column + 1] * scaled[column] }
    return rest / factor.triangle[0, 0]
  }

  /// The length of the residuals.
  private func residual(_ scaled: [Double]) -> Double {
    let rest = Matrix(count + 1, 1)
    for row in 0...count { rest[row, 0] = factor.triangle[row + 1, count + 1] }
    for column in 0..<count {
      for row in 0...column {
        rest[row, 0] -= factor.triangle[row + 1, column + 1] * scaled[column]
      }
    }
    return rest.length(0..<(count + 1), of: 0)
  }
}
