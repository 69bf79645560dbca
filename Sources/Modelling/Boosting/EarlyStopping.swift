/// When training ends before its last iteration: no metric of the validation data got better for a while.
public struct EarlyStopping: Sendable, Hashable {
  /// How many iterations without a better value are too many.
  public let rounds: Int
  /// Whether only the first metric counts.
  public let firstMetricOnly: Bool
  /// By how much a value must be better.
  public let minimumDelta: Double

  static let names = ["early_stopping_round", "early_stopping_min_delta", "first_metric_only"]

  /// - Parameter values: Parameters by LightGBM's first names; nil is returned when they stop nothing.
  /// - Throws: `ModelError` for a value that is none, or one without effect.
  init?(_ values: [String: String]) throws(ModelError) {
    let rounds =
      try BoostingParameters.integer(
        "early_stopping_round",
        in: values,
        Int(Int32.min)...Int(Int32.max)
      ) ?? 0
    guard rounds > 0 else {
      for name in Self.names.dropFirst() where values[name] != nil {
        throw ModelError(
          "parameter-elsewhere",
          "parameter '\(name)' has no effect without 'early_stopping_round'"
        )
      }
      return nil
    }
    self.rounds = rounds
    switch values["first_metric_only"]?.lowercased() {
    case nil, "true", "+", "1": firstMetricOnly = true
    case "false", "-", "0": firstMetricOnly = false
    case .some(let text):
      throw ModelError(
        "parameter-value",
        "parameter 'first_metric_only' must be true or false, not '\(text)'"
      )
    }
    let text = values["early_stopping_min_delta"] ?? "0"
    guard let delta = Double(text), delta >= 0 else {
      throw ModelError(
        "parameter-value",
        "parameter 'early_stopping_min_delta' must be a number from 0, not '\(text)'"
      )
    }
    minimumDelta = delta
    if ["dart"].contains(values["boosting"]?.lowercased()) {
      throw ModelError(
        "early-stopping",
        "early stopping does not go with boosting 'dart', which changes the earlier trees"
      )
    }
  }
}

/// Follows the metrics of the validation data, as the Python package's `early_stopping` does.
struct EarlyStoppingWatch {
  let rule: EarlyStopping
  let metrics: [String]
  private var best: [Double] = []
  private var bestIterations: [Int] = []

  init(_ rule: EarlyStopping, metrics: [String]) {
    self.rule = rule
    self.metrics = metrics
  }

  /// Takes the values after an iteration.
  ///
  /// - Parameters:
  ///   - values: One for each metric.
  ///   - iteration: Counted from 1.
  ///   - isLast: Whether no other iteration follows.
  /// - Returns: The best iteration when training is over, counted from 1.
  mutating func observe(_ values: [Double], after iteration: Int, isLast: Bool) -> Int? {
    if best.isEmpty {
      best = values
      bestIterations = values.map { _ in iteration }
    }
    for (index, value) in values.enumerated() {
      if isBetter(value, than: best[index], metrics[index]) {
        best[index] = value
        bestIterations[index] = iteration
      }
      if rule.firstMetricOnly, metrics[index] != metrics[0] { continue }
      if iteration - bestIterations[index] >= rule.rounds || isLast { return bestIterations[index] }
    }
    return nil
  }

  private func isBetter(_ value: Double, than best: Double, _ metric: String) -> Bool {
    Self.growing.contains { metric.hasPrefix($0) }
      ? value > best + rule.minimumDelta : value < best - rule.minimumDelta
  }

  /// LightGBM's metrics that are better when greater; so does the Python package know them.
  private static let growing = ["auc", "ndcg@", "map@", "average_precision"]
}
