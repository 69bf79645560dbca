import Testing

@testable import Modelling

/// What is undefined is nil, and what cannot be right is refused.
struct DegenerateMetricTests {
  private func value(_ name: String, _ predictions: Predictions) -> Double? {
    Metric.named(name, for: predictions.task)?.value(of: predictions)
  }

  private func names(_ predictions: Predictions, where isIn: (Double?) -> Bool) -> Set<String> {
    let metrics = Metric.of(predictions.task)
    let values = Metric.values(of: predictions, metrics)
    return Set(zip(metrics, values).filter { isIn($0.1) }.map(\.0.name))
  }

  /// The values are scikit-learn's `median_absolute_error`.
  @Test func `A weighted median that falls between two errors is their mean`() throws {
    let cases: [(weights: [Double]?, median: Double)] = [
      (nil, 2.5), ([1, 1, 1, 1], 2.5), ([3, 1, 1, 1], 1.5), ([2, 0, 0, 2], 2.5), ([1, 0, 1, 5], 4),
      ([2, 1, 0, 1], 1.5), ([0, 0, 0, 1], 4),
    ]
    for each in cases {
      let rows = try RegressionPredictions(
        actual: [0, 0, 0, 0],
        predicted: [1, -2, 3, 4],
        weights: each.weights
      )
      #expect(RegressionErrors.median(rows) == each.median, "\(each)")
    }
  }

  @Test func `Without rows, and without weight, every metric but the counts is nil`() throws {
    let counts: Set = ["true_positives", "false_positives", "true_negatives", "false_negatives"]
    for weights in [nil, []] as [[Double]?] {
      let numbers = try RegressionPredictions(actual: [], predicted: [], weights: weights)
      let two = try BinaryPredictions(actual: [], probability: [], weights: weights)
      let three = try MulticlassPredictions(
        actual: [],
        probabilities: [],
        weights: weights,
        classes: ["a", "b", "c"]
      )
      #expect(names(.regression(numbers)) { $0 != nil } == [])
      #expect(names(.binary(two)) { $0 != nil } == counts)
      #expect(names(.multiclass(three)) { $0 != nil } == [])
    }
    let zero = try RegressionPredictions(actual: [1, 2], predicted: [1, 3], weights: [0, 0])
    #expect(names(.regression(zero)) { $0 != nil } == [])
    let two = try BinaryPredictions(actual: [true, false], probability: [1, 0], weights: [0, 0])
    #expect(names(.binary(two)) { $0 != nil } == counts)
  }

  @Test func `One row has errors but no variance to explain`() throws {
    let one = Predictions.regression(try RegressionPredictions(actual: [4], predicted: [3]))
    #expect(names(one) { $0 == nil } == ["r2", "explained_variance"])
    #expect(value("me", one) == 1)
    #expect(value("mape", one) == 0.25)
    #expect(value("error_deviation", one) == 0)
  }

  @Test func `A constant target has no R², even if its mean is rounded`() throws {
    let actual = [Double](repeating: 0.1, count: 7)
    let rows = try RegressionPredictions(actual: actual, predicted: [1, 2, 3, 4, 5, 6, 7])
    #expect(names(.regression(rows)) { $0 == nil } == ["r2", "explained_variance"])
  }

  @Test func `An actual value of 0 leaves no percentage, unless it weighs nothing`() throws {
    let rows = try RegressionPredictions(actual: [0, 2], predicted: [1, 1])
    #expect(names(.regression(rows)) { $0 == nil } == ["mape"])
    let other = try RegressionPredictions(actual: [0, 2], predicted: [9, 1], weights: [0, 1])
    #expect(value("mape", .regression(other)) == 0.5)
    #expect(value("max_error", .regression(other)) == 1)
  }

  @Test func `Numbers whose squares are too large are nil, not infinite`() throws {
    let rows = try RegressionPredictions(actual: [1e200, -1e200], predicted: [0, 0])
    let undefined = names(.regression(rows)) { $0 == nil }
    #expect(undefined.isSuperset(of: ["mse", "rmse", "r2", "explained_variance"]))
    #expect(value("mae", .regression(rows)) == 1e200)
    let far = try RegressionPredictions(actual: [1e308], predicted: [-1e308])
    #expect(names(.regression(far)) { $0 != nil } == [])
  }

  @Test func `Of one class only, nothing that compares two is defined`() throws {
    let positive = Predictions.binary(
      try BinaryPredictions(actual: [true, true, true], probability: [0.9, 0.2, 0.7])
    )
    #expect(
      names(positive) { $0 == nil } == ["roc_auc", "balanced_accuracy", "mcc", "specificity"]
    )
    #expect(value("average_precision", positive) == 1)
    let negative = Predictions.binary(
      try BinaryPredictions(actual: [false, false], probability: [0.1, 0.2])
    )
    let missing: Set = [
      "roc_auc", "balanced_accuracy", "mcc", "precision", "recall", "f1", "average_precision",
    ]
    #expect(names(negative) { $0 == nil } == missing)
  }

  @Test func `When all scores are tied, the order says nothing`() throws {
    let tied = Predictions.binary(
      try BinaryPredictions(actual: [true, false, false], probability: [0.5, 0.5, 0.5])
    )
    #expect(value("roc_auc", tied) == 0.5)
    #expect(isClose(value("average_precision", tied), 1.0 / 3))
    // A probability at the threshold is predicted positive.
    #expect(value("predicted_positive_rate", tied) == 1)
    #expect(value("mcc", tied) == nil)
  }

  @Test func `A class that does not occur has no area, and the mean has none`() throws {
    let rows = try MulticlassPredictions(
      actual: [0, 1, 0, 1],
      probabilities: [0.6, 0.3, 0.1, 0.2, 0.7, 0.1, 0.5, 0.4, 0.1, 0.1, 0.9, 0],
      classes: ["a", "b", "c"]
    )
    #expect(rows.areas == [1, 1, nil])
    #expect(rows.meanArea == nil)
    #expect(value("accuracy", .multiclass(rows)) == 1)
    #expect(value("f1_macro", .multiclass(rows)) == 1)
  }

  @Test func `Of equally probable classes the first is predicted`() throws {
    let rows = try MulticlassPredictions(
      actual: [2],
      probabilities: [0.2, 0.4, 0.4],
      classes: ["a", "b", "c"]
    )
    #expect(rows.predicted == [1])
  }

  @Test func `What is not a number, a probability, a weight or a class is refused`() {
    func code(_ make: () throws -> Void) -> String? {
      do { try make() } catch let error as ModelError { return error.code } catch { return nil }
      return nil
    }
    for bad in [Double.nan, .infinity, -.infinity] {
      #expect(
        code { _ = try RegressionPredictions(actual: [1, bad], predicted: [1, 1]) } == "not-finite"
      )
      #expect(code { _ = try RegressionPredictions(actual: [1], predicted: [bad]) } == "not-finite")
      #expect(
        code { _ = try BinaryPredictions(actual: [true], probability: [bad]) }
          == "not-a-probability"
      )
      #expect(
        code { _ = try ThresholdCurve(actual: [true], scores: [bad]) } == "not-finite"
      )
    }
    for bad in [Double.nan, .infinity, -1] {
      #expect(
        code { _ = try RegressionPredictions(actual: [1], predicted: [1], weights: [bad]) }
          == "bad-weight"
      )
    }
    #expect(
      code {
        _ = try BinaryPredictions(
          actual: [true, true],
          probability: [1, 0],
          weights: [1e308, 1e308]
        )
      } == "bad-weight"
    )
    #expect(
      code { _ = try RegressionPredictions(actual: [1], predicted: []) } == "length-mismatch"
    )
    #expect(
      code { _ = try BinaryPredictions(actual: [true], probability: [1], weights: []) }
        == "length-mismatch"
    )
    #expect(
      code {
        _ = try MulticlassPredictions(actual: [2], probabilities: [0, 1], classes: ["a", "b"])
      } == "unknown-class"
    )
    #expect(
      code { _ = try MulticlassPredictions(actual: [0], probabilities: [1], classes: ["a"]) }
        == "class-count"
    )
  }
}
