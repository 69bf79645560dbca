import Testing

@testable import Modelling

/// The number of threads changes no bit of a result.
struct LinearWorkerTests {
  /// More rows than one chunk holds, and no whole number of blocks.
  private static let rows = 18_077

  private var x: DesignMatrix {
    var numbers = SeededNumbers(1)
    return numbers.matrix(rows: Self.rows, columns: 4)
  }

  private func column(_ seed: UInt64) -> [Double] {
    var numbers = SeededNumbers(seed)
    return numbers.column(Self.rows)
  }

  @Test(arguments: [
    Penalty.none, .ridge(alpha: 10), .lasso(alpha: 0.001), .elasticNet(alpha: 0.001, l1Ratio: 0.5),
  ])
  func `a linear fit has the same bits for 1, 2 and 7 workers`(penalty: Penalty) throws {
    let (x, y, weights) = (x, column(2), column(3).map(abs))
    let fits = try [1, 2, 7, 7].map {
      try LinearRegression.fit(x, y, weights: weights, penalty: penalty, workers: $0)
    }
    for fit in fits { #expect(fit == fits[0]) }
    let predictions = try [1, 2, 7].map { try fits[0].predict(x, workers: $0) }
    for prediction in predictions { #expect(prediction == predictions[0]) }
    #expect(predictions[0].count == Self.rows)
  }

  @Test(arguments: [2, 3])
  func `a logistic fit has the same bits for 1, 2 and 7 workers`(classCount: Int) throws {
    let (x, weights) = (x, column(3).map(abs))
    let classes = column(4).map { Int32(($0 + 0.5) * Double(classCount)) }
    let fits = try [1, 2, 7, 7].map {
      try LogisticRegression.fit(
        x,
        classes: classes,
        classCount: classCount,
        weights: weights,
        l2: 0,
        workers: $0
      )
    }
    for fit in fits { #expect(fit == fits[0]) }
    #expect(fits[0].hasConverged)
    let predictions = try [1, 2, 7].map { try fits[0].predict(x, workers: $0) }
    for prediction in predictions { #expect(prediction == predictions[0]) }
  }

  @Test func `rows in many blocks give what they give as one sum of products`() throws {
    let (x, y) = (x, column(2))
    let fit = try LinearRegression.fit(x, y)
    // Residuals of least squares are at right angles to every term and to 1.
    let predicted = try fit.predict(x)
    let residuals = zip(y, predicted).map { $0 - $1 }
    #expect(abs(residuals.reduce(0, +)) < 1e-9)
    var values = [Double](repeating: 0, count: Self.rows * x.columnCount)
    values.withUnsafeMutableBufferPointer { x.read(0..<Self.rows, into: $0) }
    for column in 0..<x.columnCount {
      var product = 0.0
      for row in 0..<Self.rows { product += residuals[row] * values[column * Self.rows + row] }
      #expect(abs(product) < 1e-9)
    }
    let squares = residuals.reduce(0) { $0 + $1 * $1 }
    #expect(difference(fit.residualSumOfSquares, squares) < 1e-12)
  }
}
