import Testing

@testable import Modelling

/// Every metric against scikit-learn 1.9.1.
struct MetricReferenceTests {
  private struct Regression: Decodable {
    let name: String
    let actual: [Double]
    let predicted: [Double]
    let weights: [Double]?
    let expected: [String: Double]
  }

  private struct Multiclass: Decodable {
    let name: String
    let actual: [Int32]
    let probabilities: [Double]
    let weights: [Double]?
    let expected: [String: Double]
    let confusion: [Double]
    let classes: [String: [Double]]
  }

  @Test func `Metrics of numbers equal scikit-learn's`() throws {
    let cases: [Regression] = try reference("metrics_regression.json")
    #expect(cases.count == 12)
    for each in cases {
      let rows = try RegressionPredictions(
        actual: each.actual,
        predicted: each.predicted,
        weights: each.weights
      )
      expect(.regression(rows), each.expected, each.name)
    }
  }

  @Test func `Metrics of two classes equal scikit-learn's`() throws {
    let cases: [BinaryCase] = try reference("metrics_binary.json")
    #expect(cases.count == 18)
    for each in cases { expect(.binary(try each.predictions), each.expected, each.name) }
  }

  @Test func `Metrics of several classes equal scikit-learn's`() throws {
    let cases: [Multiclass] = try reference("metrics_multiclass.json")
    #expect(cases.count == 9)
    for each in cases {
      let rows = try MulticlassPredictions(
        actual: each.actual,
        probabilities: each.probabilities,
        weights: each.weights,
        classes: ["a", "b", "c", "d"]
      )
      expect(.multiclass(rows), each.expected, each.name)
      let matrix = ConfusionMatrix(rows)
      #expect(areClose(matrix.cells, each.confusion), "\(each.name)")
      // What is undefined is 0 in scikit-learn.
      let scores = matrix.classScores
      #expect(areClose(scores.map { $0.precision ?? 0 }, each.classes["precision"] ?? []))
      #expect(areClose(scores.map { $0.recall ?? 0 }, each.classes["recall"] ?? []))
      #expect(areClose(scores.map { $0.f1 ?? 0 }, each.classes["f1"] ?? []))
      #expect(areClose(scores.map(\.support), each.classes["support"] ?? []))
    }
  }

  /// Each metric of the task has a value to compare with, and equals it, alone and with the rest.
  private func expect(_ predictions: Predictions, _ expected: [String: Double], _ name: String) {
    let metrics = Metric.of(predictions.task)
    #expect(Set(expected.keys).isSubset(of: metrics.map(\.name)))
    // An actual value of 0, which ties make, has no percentage.
    let undefined = Set(metrics.map(\.name)).subtracting(expected.keys)
    #expect(undefined == [] || (undefined == ["mape"] && name.hasPrefix("ties")), "\(name)")
    for (metric, value) in zip(metrics, Metric.values(of: predictions, metrics)) {
      #expect(isClose(value, expected[metric.name]), "\(name): \(metric.name)")
      #expect(metric.value(of: predictions) == value, "\(name): \(metric.name)")
    }
  }
}

/// Predictions of two classes, with what scikit-learn says of them.
struct BinaryCase: Decodable {
  struct ROC: Decodable {
    let fpr: [Double]
    let tpr: [Double]
    let thresholds: [Double]
  }

  let name: String
  let actual: [Bool]
  let probability: [Double]
  let weights: [Double]?
  let expected: [String: Double]
  let roc: ROC
  let pr: [String: [Double]]
  let calibration: [String: [String: [Double]]]?

  var predictions: BinaryPredictions {
    get throws {
      try BinaryPredictions(actual: actual, probability: probability, weights: weights)
    }
  }
}
