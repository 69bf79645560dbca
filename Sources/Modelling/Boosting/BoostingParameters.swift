/// How a boosted model is trained: LightGBM's parameters, checked and made whole.
///
///     let parameters = try BoostingParameters(
///       [("num_leaves", "15"), ("eta", "0.05")], task: .binary, classCount: 2, seed: 7, threads: 2)
///
/// All of LightGBM's parameters for training may be given, under any of their names
/// (https://lightgbm.readthedocs.io/en/v4.7.0/Parameters.html). Set unless given are `objective` by the
/// task, `seed`, `num_threads`, `deterministic`, `force_row_wise` (so that the same rows give the same
/// model) and `verbosity=0`, with which warnings are heard and nothing else.
public struct BoostingParameters: Sendable, Hashable {
  public let task: ModelTask
  public let classCount: Int
  /// By LightGBM's first name for each, ours among them.
  public let values: [String: String]
  /// How many iterations at most: `num_iterations`, 100 unless given.
  public let iterations: Int
  /// When to stop early; nil for never.
  public let earlyStopping: EarlyStopping?
  public let threads: Int

  /// Checks parameters as they were written.
  ///
  /// `early_stopping_round`, `early_stopping_min_delta` and `first_metric_only` (true unless given) are
  /// followed by Quire, as the Python package does it.
  ///
  /// - Parameters:
  ///   - given: Names and values, as LightGBM writes them; white space in a value is left out.
  ///   - task: What the target means; decides the objectives that fit.
  ///   - classCount: How many classes the target has; not looked at for a regression.
  ///   - seed: What all of LightGBM's seeds are made of: 0 to 2³¹ − 1.
  ///   - threads: How many threads LightGBM may use, at least 1.
  /// - Throws: `ModelError` for an unknown name, one given twice, one that has no effect here, or a value
  ///   that is no value. Other values LightGBM itself checks when training begins.
  public init(
    _ given: [(name: String, value: String)] = [],
    task: ModelTask,
    classCount: Int = 0,
    seed: Int = 0,
    threads: Int
  ) throws(ModelError) {
    let names = try ParameterNames.shared()
    var values: [String: String] = [:]
    if task == .multiclass, classCount < 2 {
      throw ModelError("one-class", "the target has \(classCount) classes, not two or more")
    }
    for (name, text) in given {
      let known = try names.canonical(name)
      guard values[known] == nil else {
        throw ModelError("parameter-twice", "parameter '\(known)' is given twice")
      }
      let value = try Self.value(text, of: name)
      try BoostingNames.check(value, of: known, task: task)
      var parts = ["\(name)=\(value)", "verbosity=-1"]
      if task == .multiclass {
        // With which other values must agree.
        parts +=
          ["num_class=\(classCount)"] + (known == "objective" ? [] : ["objective=multiclass"])
      }
      try Self.check(name, value, parts.joined(separator: " "))
      values[known] = value
    }
    if task == .multiclass { values["num_class"] = "\(classCount)" }
    func fill(_ name: String, _ value: String) { if values[name] == nil { values[name] = value } }
    fill("objective", task.rawValue)
    fill("seed", "\(seed)")
    fill("num_threads", "\(threads)")
    fill("deterministic", "true")
    if values["force_col_wise"] == nil { fill("force_row_wise", "true") }
    fill("verbosity", "0")
    self.threads = try Self.integer("num_threads", in: values, 1...512) ?? threads
    iterations = try Self.integer("num_iterations", in: values, 1...Int(Int32.max)) ?? 100
    _ = try Self.integer("seed", in: values, 0...Int(Int32.max))
    earlyStopping = try EarlyStopping(values)
    self.task = task
    self.classCount = classCount
    self.values = values
  }

  /// Whether LightGBM keeps the numbers beside the bins, as trees with linear leaves need.
  var keepsRaw: Bool { ["true", "+", "1"].contains(values["linear_tree"]?.lowercased() ?? "") }

  /// The parameters as LightGBM reads them.
  ///
  /// - Parameter categorical: The positions of the features that are codes of categories.
  /// - Returns: Names and values, in alphabetical order.
  func text(categorical: [Int]) -> String {
    var values = values
    if !categorical.isEmpty {
      values["categorical_feature"] = categorical.map(String.init).joined(separator: ",")
    }
    // Early stopping is ours; LightGBM would only complain that it has nothing to stop by.
    for name in EarlyStopping.names { values[name] = nil }
    return values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
  }

  private static func value(_ text: String, of name: String) throws(ModelError) -> String {
    let value = String(text.filter { !$0.isWhitespace })
    guard !value.isEmpty else {
      throw ModelError("parameter-value", "parameter '\(name)' has no value")
    }
    guard !value.contains(where: { $0 == "=" || $0 == "\0" }) else {
      throw ModelError("parameter-value", "parameter '\(name)' cannot have a value with '='")
    }
    return value
  }

  /// Lets LightGBM read a parameter by itself, so that its error can be told apart from others'.
  private static func check(
    _ name: String,
    _ value: String,
    _ text: String
  ) throws(ModelError) {
    let library = try LightGBM.shared()
    var count: Int32 = 0
    do {
      try library.call { library.sampleCount(1, text, &count) }
    } catch {
      guard error.code == "lightgbm" else { throw error }
      throw ModelError(
        "lightgbm-parameter",
        "parameter '\(name)' cannot be '\(value)'",
        hint: error.message
      )
    }
  }

  static func integer(
    _ name: String,
    in values: [String: String],
    _ range: ClosedRange<Int>
  ) throws(ModelError) -> Int? {
    guard let text = values[name] else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw ModelError(
        "parameter-value",
        "parameter '\(name)' must be a whole number from \(range.lowerBound) to \(range.upperBound),"
          + " not '\(text)'"
      )
    }
    return number
  }
}
