/// A number that says how good predictions are, by name.
///
/// Names are the short ones in use (`mae`, `roc_auc`); scikit-learn's function names are understood
/// too. A value is nil where the metric is undefined, and never NaN.
public struct Metric: Sendable {
  /// The name in tables and checks.
  public let name: String
  /// Other names it is known by.
  public let aliases: [String]
  public let tasks: [ModelTask]
  public let better: Better
  public let unit: Unit
  /// What a reader is told, in English and in Korean.
  public let english: String
  public let korean: String
  let compute: @Sendable (inout MetricSource) -> Double?

  /// Which of two values is the better one.
  public enum Better: String, Sendable, Hashable {
    case higher
    case lower
    /// The one nearer to 0, on either side.
    case nearerZero
    /// Neither: the number describes.
    case neither
  }

  /// What a value is measured in.
  public enum Unit: String, Sendable, Hashable {
    /// In the target's own unit.
    case target
    case targetSquared
    /// A part of 1, to be shown as per cent where that is wanted.
    case share
    /// A number without a unit.
    case number
    /// Natural units of information.
    case nats
    /// Rows, or their weight.
    case rows
  }

  init(
    _ name: String,
    aliases: [String] = [],
    _ tasks: [ModelTask],
    _ better: Better,
    _ unit: Unit,
    _ english: String,
    _ korean: String,
    compute: @escaping @Sendable (inout MetricSource) -> Double?
  ) {
    self.name = name
    self.aliases = aliases
    self.tasks = tasks
    self.better = better
    self.unit = unit
    self.english = english
    self.korean = korean
    self.compute = compute
  }
}

extension Metric {
  /// Every metric, the more usual ones of a task first.
  public static let all: [Metric] = regression + binary + multiclass + classification

  /// The metrics of a task.
  public static func of(_ task: ModelTask) -> [Metric] {
    all.filter { $0.tasks.contains(task) }
  }

  /// The metric of a task by its name or another it is known by.
  ///
  /// Names of scikit-learn's scorers that are turned round (`neg_mean_absolute_error`) are not
  /// known: here a metric has its own sign, and `better` tells the direction.
  public static func named(_ name: String, for task: ModelTask) -> Metric? {
    of(task).first { $0.name == name || $0.aliases.contains(name) }
  }

  /// What models of a task are compared by when nothing is said.
  ///
  /// Each is smallest for the right answer to what the models are fitted to, so it cannot be won by
  /// answering another question: the squared error for a mean (the absolute error would prefer a
  /// median; Gneiting, 2011), as its root so that it is in the target's unit; the logarithmic loss
  /// for probabilities, which accuracy and the area under the ROC curve do not look at.
  public static func standard(for task: ModelTask) -> String {
    switch task {
    case .regression: "rmse"
    case .binary, .multiclass: "log_loss"
    }
  }

  /// The metric of some predictions; nil where it is undefined or belongs to another task.
  public func value(of predictions: Predictions) -> Double? {
    var source = MetricSource(predictions)
    return value(of: &source)
  }

  /// Some metrics of the same predictions: what several need is computed once.
  public static func values(of predictions: Predictions, _ metrics: [Metric]) -> [Double?] {
    var source = MetricSource(predictions)
    return metrics.map { $0.value(of: &source) }
  }

  private func value(of source: inout MetricSource) -> Double? {
    guard tasks.contains(source.predictions.task) else { return nil }
    return compute(&source).flatMap(finite)
  }

  /// Whether one value is better than another; nil when neither direction is, or they are equal.
  public func isBetter(_ value: Double, than other: Double) -> Bool? {
    switch better {
    case .higher: value == other ? nil : value > other
    case .lower: value == other ? nil : value < other
    case .nearerZero: abs(value) == abs(other) ? nil : abs(value) < abs(other)
    case .neither: nil
    }
  }
}
