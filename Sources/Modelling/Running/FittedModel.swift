import Files

/// A model that is fitted to some rows and can say something of others.
struct FittedModel: Sendable {
  enum Core: Sendable {
    /// What every row is told: the value, or a probability for each class.
    case baseline([Double])
    case linear(LinearFit, [Encoding.Term])
    case logistic(LogisticFit, [Encoding.Term])
    case boosted(Booster)
  }

  let candidate: String
  let kind: Candidate.Kind
  /// The parameters it was fitted with, defaults not named.
  let parameters: [ParameterValue]
  let task: ModelTask
  /// The classes by their places; none for a regression.
  let classes: [String]
  let encoding: Encoding
  let core: Core
  /// How many rows it was fitted to.
  let rowCount: Int
  /// What was tried to find the parameters.
  var trials: [Trial] = []

  /// The parameters that were given, and those that the library says it used.
  var allParameters: [ParameterValue] {
    guard case .boosted(let booster) = core else { return parameters }
    let given = Set(parameters.map(\.name))
    return parameters
      + booster.parameters
      .filter { !given.contains($0.key) }
      .sorted { $0.key < $1.key }
      .map { ParameterValue($0.key, $0.value) }
  }

  /// What the model says of some rows.
  ///
  /// - Parameters:
  ///   - columns: The features in the order of `encoding.features`.
  ///   - rows: Which rows of them.
  ///   - workers: On how many threads.
  /// - Returns: The value or probabilities of each row.
  /// - Throws: `ModelError`, or `CancellationError`.
  func predict(
    _ columns: [FeatureColumn],
    _ rows: [Int32],
    workers: Int
  ) async throws -> Outputs {
    let width = task == .multiclass ? classes.count : 1
    var values: [Double]
    switch core {
    case .baseline(let answer):
      values = (0..<(rows.count * width)).map { answer[$0 % width] }
    case .linear(let fit, let terms):
      values = try await OffPool.run("model") { [encoding] in
        try fit.predict(encoding.matrix(terms, columns, rows), workers: workers)
      }
    case .logistic(let fit, let terms):
      let all = try await OffPool.run("model") { [encoding] in
        try fit.predict(encoding.matrix(terms, columns, rows), workers: workers)
      }
      // Of two classes the second is the positive one.
      values =
        task == .binary ? all[1] : rows.indices.flatMap { row in all.map { $0[row] } }
    case .boosted(let booster):
      values = try await booster.predict(encoding.table(columns.map { $0.taking(rows) }))
    }
    return Outputs(task, classCount: classes.count, values)
  }
}
