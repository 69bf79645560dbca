import Diagnostics

extension Candidate.Kind {
  /// The parameters there are; nil for LightGBM, which knows its own.
  public var parameterNames: [String]? {
    switch self {
    case .baseline: ["strategy"]
    case .linear: ["penalty", "alpha", "l1_ratio", "scale"]
    case .logistic: ["l2", "scale"]
    case .lightgbm: nil
    }
  }

  /// Whether such a model predicts such a thing.
  func fits(_ task: ModelTask) -> Bool {
    switch self {
    case .baseline, .lightgbm: true
    case .linear: task == .regression
    case .logistic: task != .regression
    }
  }
}

extension Candidate {
  /// What is wrong with the names and values of the parameters, as far as they tell without data.
  ///
  /// - Parameter task: What is predicted, when that is known.
  /// - Returns: Nil when nothing is wrong.
  public func complaint(_ task: ModelTask?) -> ModelError? {
    if let task, !kind.fits(task) {
      return ModelError(
        "candidate-task",
        "'\(name)' is a \(kind.rawValue) model, which is not for a \(task.rawValue) task",
        hint: task == .regression ? "use 'linear'" : "use 'logistic'"
      )
    }
    if let known = kind.parameterNames {
      for parameter in parameters where !known.contains(parameter.name) {
        return ModelError(
          "unknown-parameter",
          "a \(kind.rawValue) model has no parameter '\(parameter.name)'",
          hint: NearMatch.hint(parameter.name, in: known, kind: "parameters")
        )
      }
    }
    guard combinationCount <= 1_000 || search != .grid else {
      return ModelError(
        "large-grid",
        "the parameters of '\(name)' have \(combinationCount) combinations",
        hint: "list fewer values, or try some at random with 'search: {trials: 50}'"
      )
    }
    for combination in kind == .lightgbm ? [] : combinations(seed: 0) {
      do throws(ModelError) {
        switch kind {
        case .baseline: _ = try BaselineStrategy(combination, task)
        case .linear: _ = try LinearSettings(combination)
        case .logistic: _ = try LogisticSettings(combination)
        case .lightgbm: break
        }
      } catch { return error }
    }
    return nil
  }
}

/// What a baseline says of every row.
enum BaselineStrategy: String, CaseIterable, Sendable {
  case mean, median
  /// The shares of the classes in the training rows; the most frequent one is predicted.
  case majority

  /// - Parameters:
  ///   - parameters: May hold `strategy`.
  ///   - task: Whose own strategy is taken when none is given.
  /// - Throws: `ModelError` for a strategy that there is not, or not for the task.
  init(_ parameters: [ParameterValue], _ task: ModelTask?) throws(ModelError) {
    guard let text = parameters.value("strategy") else {
      self = task == .regression || task == nil ? .mean : .majority
      return
    }
    guard let strategy = Self(rawValue: text) else {
      throw .parameter("strategy", text, "mean, median or majority")
    }
    if let task, (strategy == .majority) == (task == .regression) {
      throw .parameter(
        "strategy",
        text,
        task == .regression ? "mean or median for numbers" : "majority for classes"
      )
    }
    self = strategy
  }
}

/// The parameters of a linear model, read.
struct LinearSettings: Sendable {
  let penalty: Penalty
  let isScaled: Bool

  init(_ parameters: [ParameterValue]) throws(ModelError) {
    let name = parameters.value("penalty") ?? "none"
    let alpha = try parameters.number("alpha", or: 1)
    let ratio = try parameters.number("l1_ratio", or: 0.5)
    guard alpha >= 0 else { throw .parameter("alpha", "\(alpha)", "0 or more") }
    guard (0...1).contains(ratio) else { throw .parameter("l1_ratio", "\(ratio)", "from 0 to 1") }
    switch name {
    case "none": penalty = .none
    case "ridge": penalty = .ridge(alpha: alpha)
    case "lasso": penalty = .lasso(alpha: alpha)
    case "elastic_net": penalty = .elasticNet(alpha: alpha, l1Ratio: ratio)
    default: throw .parameter("penalty", name, "none, ridge, lasso or elastic_net")
    }
    for (unused, isUsed) in [
      ("alpha", name != "none"), ("l1_ratio", name == "elastic_net"),
    ] where !isUsed && parameters.value(unused) != nil {
      throw ModelError(
        "unused-parameter",
        "'\(unused)' has no meaning with 'penalty: \(name)'",
        hint: name == "none" ? "add 'penalty: ridge', 'lasso' or 'elastic_net'" : "leave it out"
      )
    }
    // A penalty weighs coefficients, so their features must be of one size.
    isScaled = try parameters.truth("scale", or: name != "none")
  }
}

/// The parameters of a logistic model, read.
struct LogisticSettings: Sendable {
  /// The penalty on the squares of coefficients: scikit-learn's 1 / C.
  let l2: Double
  let isScaled: Bool

  init(_ parameters: [ParameterValue]) throws(ModelError) {
    l2 = try parameters.number("l2", or: 1)
    guard l2 >= 0 else { throw .parameter("l2", "\(l2)", "0 or more") }
    isScaled = try parameters.truth("scale", or: l2 > 0)
  }
}
