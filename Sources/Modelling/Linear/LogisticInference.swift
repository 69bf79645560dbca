/// What a logistic model without penalty says about the coefficients of an equation: Wald's tests.
public struct LogisticInference: Sendable, Hashable, Codable {
  public let intercept: CoefficientTest
  /// One for each term; nil for those without a coefficient.
  public let terms: [CoefficientTest?]

  /// The range that holds the true coefficient in a share of large samples.
  ///
  /// - Parameter level: The share, between 0 and 1, as 0.95.
  /// - Returns: The intercept's range, and one for each term with a coefficient.
  public func intervals(
    level: Double
  ) -> (intercept: ClosedRange<Double>, terms: [ClosedRange<Double>?]) {
    let width = Normal.quantile(level: level)
    return (intercept.interval(width), terms.map { $0?.interval(width) })
  }
}

extension LogisticFit.LogisticEquation {
  /// - Parameters:
  ///   - coefficients: Of the standardised terms, sum after sum.
  ///   - objective: Whose least they are.
  ///   - place: Of the class among those present.
  ///   - classNumber: The class.
  ///   - isPenalized: Whether constant terms get the coefficient 0, as the penalty wants.
  ///   - covariance: Of the coefficients; nil for no inference.
  init(
    _ coefficients: Matrix,
    _ objective: LogisticObjective,
    place: Int,
    classNumber: Int,
    isPenalized: Bool,
    covariance: Matrix?
  ) {
    let (rows, contrasts, width) = (objective.rows, objective.contrasts, objective.width)
    let count = rows.data.matrix.columnCount
    var numbers = [Double?](repeating: isPenalized ? 0 : nil, count: count)
    var tests = [CoefficientTest?](repeating: nil, count: count)
    // The intercept moves by each mean as a coefficient changes.
    var direction = [Double](repeating: 0, count: objective.size)
    var intercept = 0.0
    for sum in 0..<contrasts.count {
      direction[sum * width] = contrasts[place, sum]
      intercept += contrasts[place, sum] * coefficients[sum * width, 0]
    }
    for (index, column) in rows.kept.enumerated() {
      let deviation = rows.deviations[index]
      var own = [Double](repeating: 0, count: objective.size)
      var coefficient = 0.0
      for sum in 0..<contrasts.count {
        let at = sum * width + 1 + index
        own[at] = contrasts[place, sum] / deviation
        coefficient += own[at] * coefficients[at, 0]
        direction[at] = -own[at] * rows.means[index]
      }
      numbers[column] = coefficient
      intercept -= coefficient * rows.means[index]
      tests[column] = covariance.map {
        CoefficientTest(coefficient, $0.spread(along: own), Normal.twoSided)
      }
    }
    self.classNumber = classNumber
    self.intercept = intercept
    self.coefficients = numbers
    inference = covariance.map {
      LogisticInference(
        intercept: CoefficientTest(intercept, $0.spread(along: direction), Normal.twoSided),
        terms: tests
      )
    }
  }
}

extension Matrix {
  /// The standard deviation of a weighted sum of numbers with this covariance.
  fileprivate func spread(along direction: [Double]) -> Double {
    let places = direction.indices.filter { direction[$0] != 0 }
    var sum = 0.0
    for column in places {
      for row in places { sum += direction[row] * self[row, column] * direction[column] }
    }
    return max(0, sum).squareRoot()
  }
}
