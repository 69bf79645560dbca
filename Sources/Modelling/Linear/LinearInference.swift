#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What ordinary least squares says about its coefficients, if errors are independent, normal and of
/// equal variance (divided by the row's weight).
///
/// The textbook formulas, with numbers that agree with those of statsmodels' OLS and WLS and of R's `lm`.
public struct LinearInference: Sendable, Hashable, Codable {
  /// Rows less independent columns.
  public let degreesOfFreedom: Int
  /// The standard deviation of the errors of a row of weight 1, estimated.
  public let sigma: Double
  public let intercept: CoefficientTest
  /// One for each term; nil for those without a coefficient.
  public let terms: [CoefficientTest?]
  /// The variance inflation factor of each term: how many times larger the variance of its coefficient is than
  /// if it were uncorrelated with the other terms (`1 / (1 - R²)` of a regression on them).
  public let varianceInflation: [Double?]
  /// Nil for a constant target.
  public let adjustedRSquared: Double?
  /// Of all terms together, against the mean; nil without terms, and when the fit is perfect.
  public let fStatistic: Double?
  public let fP: Double?
  /// With sigma at its most likely value, as statsmodels; nil when the fit is perfect.
  public let logLikelihood: Double?
  /// Of `rank` parameters, so without sigma, as statsmodels.
  public let aic: Double?
  public let bic: Double?

  /// The range that holds the true coefficient in a share of samples; the intercept's first.
  ///
  /// - Parameter level: The share, between 0 and 1, as 0.95.
  /// - Returns: The intercept's range, and one for each term with a coefficient.
  public func intervals(
    level: Double
  ) -> (intercept: ClosedRange<Double>, terms: [ClosedRange<Double>?]) {
    let width = StudentT(degreesOfFreedom: Double(degreesOfFreedom)).quantile(level: level)
    return (intercept.interval(width), terms.map { $0?.interval(width) })
  }

  init(_ solution: OrdinarySolution, _ rows: FactoredRows) {
    let (data, factor, independent) = (rows.data, rows.factor, rows.independent)
    let (places, rank) = (factor.places, independent.rank)
    let termCount = factor.triangle.columns - 2
    let target = places.scales[termCount]
    let freedom = data.rowCount - rank
    let scaledSigma = independent.residual / Double(freedom).squareRoot()
    let student = StudentT(degreesOfFreedom: Double(freedom))
    let inverse = solution.inverse

    // The covariance of the coefficients is sigma² R⁻¹ R⁻ᵀ: their errors are lengths of rows of R⁻¹.
    var tests = [CoefficientTest?](repeating: nil, count: termCount)
    var inflation = [Double?](repeating: nil, count: termCount)
    var combined = (0..<rank).map { inverse[0, $0] }
    var origin = places.centers[termCount] + (solution.scaled.intercept) / target
    for (place, column) in independent.kept.enumerated().dropFirst() {
      let row = Matrix(rank, 1)
      for other in place..<rank { row.values[other] = inverse[place, other] }
      let length = row.length(place..<rank, of: 0)
      let scale = places.scales[column - 1]
      let coefficient = (solution.scaled.coefficients[column - 1] ?? 0) / target * scale
      let error = scaledSigma * length / target * scale
      tests[column - 1] = CoefficientTest(coefficient, error, student.twoSided)
      let centred = factor.triangle.length(1..<(column + 1), of: column) * length
      inflation[column - 1] = centred * centred
      let shift = places.centers[column - 1] * scale
      for other in 0..<rank { combined[other] -= shift * row.values[other] }
      origin -= coefficient * places.centers[column - 1]
    }
    let sum = Matrix(rank, 1)
    for place in 0..<rank { sum.values[place] = combined[place] }
    let originError = scaledSigma * sum.length(0..<rank, of: 0) / target
    intercept = CoefficientTest(origin, originError, student.twoSided)
    terms = tests
    varianceInflation = inflation
    degreesOfFreedom = freedom
    sigma = scaledSigma / target * data.weightUnit.squareRoot()

    let count = Double(data.rowCount)
    let residualSum = independent.residual * independent.residual * rows.squareUnit
    adjustedRSquared =
      rows.totalSquares > 0
      ? 1 - (count - 1) / Double(freedom) * (residualSum / rows.totalSquares) : nil
    if rank > 1, residualSum > 0 {
      let explained = independent.triangle.length(1..<rank, of: rank)
      let ratio = explained / independent.residual
      let f = ratio * ratio / Double(rank - 1) * Double(freedom)
      fStatistic = f
      fP = FDistribution(Double(rank - 1), Double(freedom)).upperTail(f)
    } else {
      fStatistic = nil
      fP = nil
    }
    if residualSum > 0 {
      var likelihood = -count / 2 * (log(2 * .pi) + log(residualSum / count) + 1)
      if let weights = data.weights {
        var logarithms = 0.0
        for weight in weights where weight > 0 { logarithms += log(weight) }
        likelihood += (logarithms + count * log(data.weightUnit)) / 2
      }
      logLikelihood = likelihood
      aic = 2 * Double(rank) - 2 * likelihood
      bic = log(count) * Double(rank) - 2 * likelihood
    } else {
      logLikelihood = nil
      aic = nil
      bic = nil
    }
  }
}

/// Whether a coefficient could as well be 0.
public struct CoefficientTest: Sendable, Hashable, Codable {
  public let coefficient: Double
  public let standardError: Double
  /// The coefficient in standard errors: t of a linear, z of a logistic model; nil when the error is 0.
  public let statistic: Double?
  /// How likely a statistic at least as far from 0 is if the true coefficient is 0; nil when the error is 0.
  public let p: Double?

  init(_ coefficient: Double, _ standardError: Double, _ twoSided: (Double) -> Double) {
    self.coefficient = coefficient
    self.standardError = standardError
    let ratio = coefficient / standardError
    statistic = ratio.isFinite ? ratio : nil
    p = ratio.isFinite ? twoSided(ratio) : nil
  }

  /// The range around the coefficient that is so many standard errors wide on each side.
  func interval(_ width: Double) -> ClosedRange<Double> {
    (coefficient - width * standardError)...(coefficient + width * standardError)
  }
}
