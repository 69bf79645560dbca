/// How the metrics went while a model was trained.
public struct BoostingHistory: Sendable, Hashable {
  /// LightGBM's names, such as `l2` or `multi_logloss`.
  public internal(set) var metrics: [String] = []
  /// For each iteration the metrics of the training data; empty when they were not asked for.
  public internal(set) var training: [[Double]] = []
  /// For each iteration the metrics of the validation data; empty without any.
  public internal(set) var validation: [[Double]] = []
  /// How many iterations were trained.
  public internal(set) var iterations = 0
  /// The iteration that the model ends with, counted from 1.
  public internal(set) var bestIteration = 0
}

/// Where a training is.
public struct BoostingProgress: Sendable, Hashable {
  /// How many iterations are done.
  public let iteration: Int
  /// How many there will be at most.
  public let iterations: Int
}
