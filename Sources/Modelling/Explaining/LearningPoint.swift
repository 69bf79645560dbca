/// How good a candidate is after so many rows.
struct LearningPoint: Sendable {
  let candidate: String
  let rows: Int
  /// The score on the rows it was fitted to and on rows it has not seen, means over the folds.
  let training: Double?
  let validation: Double?
  /// Of the validation scores.
  let deviation: Double?
}

extension Explaining {
  /// Rows to fit to, above which one fold must do.
  static let largeTraining = 100_000

  /// Fits the best candidate to growing parts of each fold's training rows.
  func learning() async throws -> [LearningPoint] {
    let sizes = fitting.plan.explanation.sizes
    guard sizes > 1 else { return [] }
    let best = evidence.bestCandidate
    let isLarge = (best.folds.first?.fold.training.count ?? 0) > Self.largeTraining
    let folds = isLarge ? Array(best.folds.prefix(1)) : best.folds
    var points: [LearningPoint] = []
    for step in 0..<sizes {
      // From a tenth of the rows to all of them.
      let share = 0.1 + 0.9 * Double(step) / Double(sizes - 1)
      var training: [Double] = []
      var validation: [Double] = []
      var rowCount = 0
      for (number, result) in folds.enumerated() {
        guard let scores = try await scores(result, share: share, number) else { continue }
        rowCount = max(rowCount, scores.rows)
        if let score = scores.training { training.append(score) }
        if let score = scores.validation { validation.append(score) }
      }
      guard rowCount > 0 else { continue }
      let mean = validation.mean
      points.append(
        LearningPoint(
          candidate: best.candidate.name,
          rows: rowCount,
          training: training.mean,
          validation: mean,
          deviation: mean.flatMap { validation.deviation(from: $0) }
        )
      )
    }
    return points
  }

  /// Nil when such a small part cannot be fitted to.
  private func scores(
    _ result: JudgedCandidate.FoldResult,
    share: Double,
    _ number: Int
  ) async throws -> (rows: Int, training: Double?, validation: Double?)? {
    let data = evidence.data
    var model = result.model
    var rows = result.fold.training
    if share < 1 {
      // The same shuffle for each share, so that larger parts hold the smaller ones.
      var random = SeededRandom(fitting.plan.seed, stream: 100 + UInt64(number))
      random.shuffle(&rows)
      rows = Array(rows.prefix(max(2, Int((share * Double(rows.count)).rounded())))).sorted()
      do {
        model = try await fitting.fit(evidence.bestCandidate.candidate, model.parameters, rows)
      } catch is ModelError { return nil }
      onFit(model.candidate)
    }
    let outputs = try await model.predict(data.features, rows, workers: fitting.workers)
    let test =
      share < 1
      ? try await model.predict(data.features, result.fold.test, workers: fitting.workers)
      : result.outputs
    return (
      rows.count, try Scores(data, rows, outputs)[evidence.metric],
      try Scores(data, result.fold.test, test)[evidence.metric]
    )
  }
}

extension [Double] {
  var mean: Double? { isEmpty ? nil : reduce(0, +) / Double(count) }

  func deviation(from mean: Double) -> Double? {
    guard count > 1 else { return nil }
    return (reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)).squareRoot()
  }
}
