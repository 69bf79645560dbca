/// What a model said of some rows, beside what was so.
///
/// Making one checks everything that a metric relies on, so that no metric has to: columns of equal
/// length, finite numbers, probabilities between 0 and 1, weights that are not negative.
/// No rows are allowed; every metric of none is nil.
public enum Predictions: Sendable {
  case regression(RegressionPredictions)
  case binary(BinaryPredictions)
  case multiclass(MulticlassPredictions)

  public var task: ModelTask {
    switch self {
    case .regression: .regression
    case .binary: .binary
    case .multiclass: .multiclass
    }
  }

  public var count: Int {
    switch self {
    case .regression(let rows): rows.actual.count
    case .binary(let rows): rows.actual.count
    case .multiclass(let rows): rows.actual.count
    }
  }
}

/// Numbers predicted, beside the numbers that were so.
public struct RegressionPredictions: Sendable {
  public let actual: [Double]
  public let predicted: [Double]
  /// How much each row counts, 0 or more; nil when every row counts 1.
  public let weights: [Double]?

  /// - Throws: `length-mismatch`, `not-finite`, `bad-weight`.
  public init(actual: [Double], predicted: [Double], weights: [Double]? = nil) throws(ModelError) {
    try PredictionCheck.lengths(actual.count, predicted: predicted.count, weights: weights)
    try PredictionCheck.finite(actual, "actual value")
    try PredictionCheck.finite(predicted, "prediction")
    try PredictionCheck.weights(weights)
    self.actual = actual
    self.predicted = predicted
    self.weights = weights
  }
}

/// Probabilities of one of two classes, beside whether a row was of it.
public struct BinaryPredictions: Sendable {
  /// Whether each row is of the positive class.
  public let actual: [Bool]
  /// The probability that it is.
  public let probability: [Double]
  public let weights: [Double]?
  /// A row is predicted positive when its probability is this or more.
  public let threshold: Double
  /// The names of the negative and the positive class, in this order.
  public let classes: [String]

  /// - Throws: `length-mismatch`, `not-a-probability`, `bad-weight`, `class-count`.
  public init(
    actual: [Bool],
    probability: [Double],
    weights: [Double]? = nil,
    threshold: Double = 0.5,
    classes: [String] = ["0", "1"]
  ) throws(ModelError) {
    try PredictionCheck.lengths(actual.count, predicted: probability.count, weights: weights)
    try PredictionCheck.probabilities(probability, columns: 1)
    try PredictionCheck.weights(weights)
    guard classes.count == 2 else {
      throw ModelError("class-count", "two classes are needed, and \(classes.count) are named")
    }
    guard !threshold.isNaN else { throw ModelError("not-finite", "the threshold is not a number") }
    self.actual = actual
    self.probability = probability
    self.weights = weights
    self.threshold = threshold
    self.classes = classes
  }
}

extension BinaryPredictions {
  /// One class of several against the rest: checked already, so nothing can fail.
  init(_ rows: MulticlassPredictions, place: Int) {
    let width = rows.classes.count
    actual = rows.actual.map { $0 == place }
    probability = [Double](unsafeUninitializedCapacity: actual.count) { result, written in
      rows.probabilities.withUnsafeBufferPointer { all in
        for row in 0..<result.count { result[row] = all[row * width + place] }
      }
      written = result.count
    }
    weights = rows.weights
    threshold = 0.5
    classes = ["", rows.classes[place]]
  }
}

/// Probabilities of several classes, beside the class that was so.
public struct MulticlassPredictions: Sendable {
  /// The class of each row, as a place in `classes`.
  public let actual: [Int32]
  /// The class predicted, as a place in `classes`.
  public let predicted: [Int32]
  /// A row after the other, each with a probability for every class.
  public let probabilities: [Double]
  public let weights: [Double]?
  public let classes: [String]

  /// - Parameters:
  ///   - actual: The class of each row, as a place in `classes`.
  ///   - probabilities: A row after the other, `classes.count` numbers each. They need not sum to
  ///     1 (LightGBM's one-vs-all does not), and are used as they are.
  ///   - predicted: The class predicted; the most probable one, the first of equals, if not given.
  ///   - weights: How much each row counts.
  ///   - classes: The names of the classes, two or more.
  /// - Throws: `length-mismatch`, `not-a-probability`, `bad-weight`, `class-count`,
  ///   `unknown-class`.
  public init(
    actual: [Int32],
    probabilities: [Double],
    predicted: [Int32]? = nil,
    weights: [Double]? = nil,
    classes: [String]
  ) throws(ModelError) {
    guard classes.count >= 2 else {
      throw ModelError("class-count", "two classes are needed, and \(classes.count) are named")
    }
    let width = classes.count
    guard probabilities.count == actual.count * width else {
      throw ModelError(
        "length-mismatch",
        "\(actual.count) rows of \(width) classes need \(actual.count * width) probabilities, and "
          + "there are \(probabilities.count)"
      )
    }
    let given = predicted ?? Self.mostProbable(probabilities, width: width)
    try PredictionCheck.lengths(actual.count, predicted: given.count, weights: weights)
    try PredictionCheck.classes(actual, count: width, "actual class")
    try PredictionCheck.classes(given, count: width, "predicted class")
    try PredictionCheck.probabilities(probabilities, columns: width)
    try PredictionCheck.weights(weights)
    self.actual = actual
    self.predicted = given
    self.probabilities = probabilities
    self.weights = weights
    self.classes = classes
  }

  /// One class, by its place, against the rest: for the curves of two classes.
  ///
  /// The negative class has no name.
  public func against(_ place: Int) -> BinaryPredictions {
    precondition(classes.indices.contains(place), "a place of a class")
    return BinaryPredictions(self, place: place)
  }

  private static func mostProbable(_ probabilities: [Double], width: Int) -> [Int32] {
    let count = probabilities.count / width
    return [Int32](unsafeUninitializedCapacity: count) { result, written in
      probabilities.withUnsafeBufferPointer { probabilities in
        for row in 0..<count {
          var best = 0
          for place in 1..<width
          where probabilities[row * width + place] > probabilities[row * width + best] {
            best = place
          }
          result[row] = Int32(best)
        }
      }
      written = count
    }
  }
}
