/// The least-squares coefficients of the kept columns, and the inverse of their triangle.
struct OrdinarySolution {
  let scaled: ScaledSolution
  /// Of the kept columns' triangle.
  let inverse: Matrix

  /// - Throws: `no-linear-algebra`.
  init(_ rows: FactoredRows) throws(ModelError) {
    let terms = rows.independent
    let rank = terms.rank
    let inverse = Matrix(rank, rank)
    for column in 0..<rank {
      inverse.column(column).update(from: terms.triangle.column(column), count: column + 1)
    }
    var solution = (0..<rank).map { terms.triangle[$0, rank] }
    inverse.solveTriangle(&solution)
    let inverted = try LAPACK.loaded().invertTriangle(inverse)
    precondition(inverted, "the diagonal of independent columns has no zero")
    var coefficients = [Double?](repeating: nil, count: rows.data.matrix.columnCount)
    for (place, column) in terms.kept.enumerated().dropFirst() {
      coefficients[column - 1] = solution[place]
    }
    scaled = ScaledSolution(
      intercept: solution[0],
      coefficients: coefficients,
      residual: terms.residual
    )
    self.inverse = inverse
  }
}

extension Matrix {
  /// Solves `U x = right` in place, where U is the upper triangle of the first columns.
  func solveTriangle(_ right: inout [Double]) {
    for column in right.indices.reversed() {
      let numbers = self.column(column)
      right[column] /= numbers[column]
      for row in 0..<column { right[row] -= numbers[row] * right[column] }
    }
  }
}
