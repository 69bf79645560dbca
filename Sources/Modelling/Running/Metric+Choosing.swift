import Diagnostics

extension Metric {
  /// The metric that chooses among candidates.
  ///
  /// - Throws: `ModelError` when the task has none of that name, or it has no better and worse.
  static func chosen(_ name: String?, for task: ModelTask) throws(ModelError) -> Metric {
    let name = name ?? standard(for: task)
    let choices = of(task).filter { $0.better != .neither }
    guard let metric = named(name, for: task) else {
      throw ModelError(
        "unknown-metric",
        "a \(task.rawValue) task has no metric '\(name)'",
        hint: NearMatch.hint(name, in: choices.map(\.name), kind: "metrics")
      )
    }
    guard metric.better != .neither else {
      throw ModelError(
        "metric-without-direction",
        "'\(name)' only describes: no value of it is better than another",
        hint: "choose by one of \(choices.map(\.name).joined(separator: ", "))"
      )
    }
    return metric
  }

  /// Whether any task has a metric of that name, for checks before the task is known.
  public static func isKnown(_ name: String) -> Bool {
    ModelTask.allCases.contains { named(name, for: $0) != nil }
  }

  /// How much worse one value is than another, in the metric's unit; negative when it is better.
  func loss(of value: Double, against other: Double) -> Double {
    switch better {
    case .higher: other - value
    case .lower: value - other
    case .nearerZero: abs(value) - abs(other)
    case .neither: 0
    }
  }

  /// For tables: nil when neither direction is.
  var isHigherBetter: Bool? {
    switch better {
    case .higher: true
    case .lower: false
    case .nearerZero, .neither: nil
    }
  }
}
