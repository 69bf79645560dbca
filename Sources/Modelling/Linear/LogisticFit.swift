#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A fitted logistic model: plain numbers, which can be kept as JSON.
public struct LogisticFit: Sendable, Hashable, Codable {
  /// The names of the columns it was fitted to, and wants for a prediction.
  public let terms: [String]
  public let classCount: Int
  /// The classes that have rows, ascending; the others have the probability 0.
  public let classes: [Int]
  public let l2: Double
  /// Two present classes: one, for the log-odds of the later class; more: the score of each present class.
  public let equations: [LogisticEquation]
  /// Rows whose weight is not zero.
  public let rowCount: Int
  public let weightSum: Double
  /// Coefficients that are free: of independent terms and intercepts, in all equations less one.
  public let parameterCount: Int
  /// Without the penalty.
  public let logLikelihood: Double
  /// Of the shares of the classes alone.
  public let nullLogLikelihood: Double
  public let iterations: Int
  public let hasConverged: Bool
  /// Whether terms separate classes, so that larger coefficients are always better; see
  /// `LogisticRegression.fit`.
  public let isSeparated: Bool

  /// A sum of terms that decides over a class.
  public struct LogisticEquation: Sendable, Hashable, Codable {
    /// The class it speaks for.
    public let classNumber: Int
    public let intercept: Double
    /// One for each term; nil for a term that is a sum of terms before it, without penalty.
    public let coefficients: [Double?]
    /// Wald's tests; nil with a penalty, when separated and when not converged.
    public let inference: LogisticInference?
  }

  /// McFadden's: 1 less the share of the log-likelihood that is left.
  public var pseudoRSquared: Double { 1 - logLikelihood / nullLogLikelihood }

  /// Twice the gain in log-likelihood over the shares alone, with its p; nil with a penalty or without terms.
  public var likelihoodRatio: (statistic: Double, degreesOfFreedom: Int, p: Double)? {
    let freedom = parameterCount - (classes.count - 1)
    guard l2 == 0, freedom > 0 else { return nil }
    let statistic = 2 * (logLikelihood - nullLogLikelihood)
    let p = ChiSquared(degreesOfFreedom: Double(freedom)).upperTail(statistic)
    return (statistic, freedom, p)
  }

  /// Nil with a penalty.
  public var aic: Double? { l2 == 0 ? 2 * Double(parameterCount) - 2 * logLikelihood : nil }
  /// Of the sum of weights as the number of rows; nil with a penalty.
  public var bic: Double? {
    l2 == 0 ? log(weightSum) * Double(parameterCount) - 2 * logLikelihood : nil
  }

  /// Terms without a coefficient, since they are sums of terms before them.
  public var aliased: [String] {
    equations.first.map { zip(terms, $0.coefficients).filter { $0.1 == nil }.map(\.0) } ?? []
  }

  var isFinite: Bool {
    logLikelihood.isFinite
      && equations.allSatisfy {
        $0.intercept.isFinite && $0.coefficients.allSatisfy { $0?.isFinite ?? true }
      }
  }

  init(
    _ search: NewtonSearch,
    _ objective: LogisticObjective,
    _ present: PresentClasses,
    classCount: Int,
    l2: Double
  ) throws(ModelError) {
    let (rows, contrasts) = (objective.rows, objective.contrasts)
    let unit = rows.data.weightUnit
    let covariance =
      l2 == 0 && search.hasConverged ? try Self.covariance(search, rows.meanWeight * unit) : nil
    terms = rows.data.matrix.names
    self.classCount = classCount
    classes = present.numbers
    self.l2 = l2
    equations = (contrasts.classCount == 2 ? 1..<2 : 0..<contrasts.classCount).map { place in
      LogisticEquation(
        search.coefficients,
        objective,
        place: place,
        classNumber: present.numbers[place],
        isPenalized: l2 > 0,
        covariance: covariance
      )
    }
    rowCount = rows.data.rowCount
    let weightSum = present.weights.reduce(0, +)
    self.weightSum = weightSum * unit
    parameterCount = objective.size
    logLikelihood = -search.value.loss * rows.meanWeight * unit
    nullLogLikelihood = present.weights.reduce(0) { $0 + $1 * log($1 / weightSum) } * unit
    iterations = search.iterations
    hasConverged = search.hasConverged
    isSeparated = search.isSeparated
  }

  /// The inverse of the second derivatives; nil when there is none.
  private static func covariance(
    _ search: NewtonSearch,
    _ unit: Double
  ) throws(ModelError) -> Matrix? {
    let lapack = try LAPACK.loaded()
    let inverse = Matrix(search.value.curvature.rows, search.value.curvature.columns)
    inverse.add(search.value.curvature)
    guard lapack.cholesky(inverse), lapack.invertSymmetric(inverse) else { return nil }
    for column in 0..<inverse.columns {
      for row in 0..<inverse.rows { inverse[row, column] /= unit }
    }
    return inverse
  }

  /// The probability of each class for each row.
  ///
  /// - Parameters:
  ///   - x: The same terms in the same order.
  ///   - workers: How many threads.
  /// - Returns: An array for each class, of a number for each row.
  /// - Throws: `other-terms`.
  public func predict(_ x: DesignMatrix, workers: Int = 1) throws(ModelError) -> [[Double]] {
    let zero = LinearSum.Row(intercept: 0, coefficients: [])
    let rows = equations.map {
      LinearSum.Row(intercept: $0.intercept, coefficients: $0.coefficients)
    }
    let sum = LinearSum(terms: terms, rows: classes.count == 2 ? [zero] + rows : rows)
    let present = try sum.values(x, workers: workers) { scores, count in
      for row in 0..<count {
        var largest = -Double.infinity
        for column in 0..<scores.columns { largest = max(largest, scores[row, column]) }
        var total = 0.0
        for column in 0..<scores.columns {
          scores[row, column] = exp(scores[row, column] - largest)
          total += scores[row, column]
        }
        for column in 0..<scores.columns { scores[row, column] /= total }
      }
    }
    var all = [[Double]](
      repeating: [Double](repeating: 0, count: x.rowCount),
      count: classCount
    )
    for (number, probabilities) in zip(classes, present) { all[number] = probabilities }
    return all
  }
}
