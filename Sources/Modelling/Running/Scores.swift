/// All metrics of some predictions.
struct Scores: Sendable {
  /// By the metric's name; nil where it is not defined.
  private let values: [String: Double?]

  /// - Parameters:
  ///   - data: Where targets and weights are.
  ///   - rows: The rows that the outputs are of.
  ///   - outputs: What a model says of them.
  /// - Throws: `ModelError` when it says what is no number or no probability.
  init(_ data: ModelData, _ rows: [Int32], _ outputs: Outputs) throws(ModelError) {
    let predictions = try Predictions(data, rows, outputs)
    let metrics = Metric.of(data.task)
    values = Dictionary(
      uniqueKeysWithValues: zip(metrics.map(\.name), Metric.values(of: predictions, metrics))
    )
  }

  subscript(metric: Metric) -> Double? { values[metric.name] ?? nil }
}

extension Predictions {
  init(_ data: ModelData, _ rows: [Int32], _ outputs: Outputs) throws(ModelError) {
    let target = data.target(of: rows)
    let weights = data.weights(of: rows)
    switch data.task {
    case .regression:
      self = .regression(
        try RegressionPredictions(actual: target, predicted: outputs.values, weights: weights)
      )
    case .binary:
      self = .binary(
        try BinaryPredictions(
          actual: target.map { $0 == 1 },
          probability: outputs.values,
          weights: weights,
          classes: data.classes
        )
      )
    case .multiclass:
      self = .multiclass(
        try MulticlassPredictions(
          actual: target.map { Int32($0) },
          probabilities: outputs.values,
          weights: weights,
          classes: data.classes
        )
      )
    }
  }
}
