/// A candidate, judged by rows that it has not seen.
struct JudgedCandidate: Sendable {
  struct FoldResult: Sendable {
    let fold: Fold
    let model: FittedModel
    /// What the model says of the fold's test rows.
    let outputs: Outputs
    /// Of these outputs.
    let scores: Scores
  }

  let candidate: Candidate
  let folds: [FoldResult]
  /// What was tried, when parameters have several values.
  let trials: [Trial]
}

/// One combination of parameters and what it reached.
struct Trial: Sendable {
  /// The fold in whose training rows it was tried; nil for all rows, for the final model.
  let fold: Int?
  let parameters: [ParameterValue]
  let score: Double?
  let isChosen: Bool
}

/// Judges candidates on folds.
struct Judging: Sendable {
  let fitting: Fitting
  let metric: Metric
  /// Told after each fit, with the candidate's name.
  let onFit: @Sendable (String) -> Void

  private var data: ModelData { fitting.data }

  /// Fits a candidate to each fold's training rows and scores it on its test rows.
  ///
  /// Parameters with several values are chosen within the training rows of each fold, so that the test
  /// rows judge a choice that they had no part in.
  func judge(_ candidate: Candidate, _ folds: [Fold]) async throws -> JudgedCandidate {
    var results: [JudgedCandidate.FoldResult] = []
    var trials: [Trial] = []
    for (number, fold) in folds.enumerated() {
      let chosen = try await choose(candidate, fold.training, fold: number)
      trials += chosen.trials
      let model = try await fitting.fit(candidate, chosen.parameters, fold.training)
      let outputs = try await model.predict(data.features, fold.test, workers: fitting.workers)
      onFit(candidate.name)
      results.append(
        .init(
          fold: fold,
          model: model,
          outputs: outputs,
          scores: try Scores(data, fold.test, outputs)
        )
      )
    }
    return JudgedCandidate(candidate: candidate, folds: results, trials: trials)
  }

  /// The parameters that do best within some rows.
  func choose(
    _ candidate: Candidate,
    _ rows: [Int32],
    fold: Int?
  ) async throws -> (parameters: [ParameterValue], trials: [Trial]) {
    let combinations = candidate.combinations(seed: fitting.plan.seed)
    guard combinations.count > 1 else { return (combinations.first ?? [], []) }
    var inner = fitting.plan.split
    inner.folds = 3
    let folds = try inner.folds(of: rows, keys: data.keys, seed: fitting.plan.seed &+ 1)
    var scores: [Double?] = []
    for parameters in combinations {
      var found: [Double] = []
      for part in folds {
        let model = try await fitting.fit(candidate, parameters, part.training)
        let outputs = try await model.predict(data.features, part.test, workers: fitting.workers)
        if let score = try Scores(data, part.test, outputs)[metric] { found.append(score) }
        onFit(candidate.name)
      }
      scores.append(
        found.count == folds.count ? found.reduce(0, +) / Double(found.count) : nil
      )
    }
    let best = scores.indices.filter { scores[$0] != nil }.min {
      metric.isBetter(scores[$0] ?? 0, than: scores[$1] ?? 0) == true
    }
    let place = best ?? 0
    let trials = combinations.enumerated().map { index, parameters in
      Trial(fold: fold, parameters: parameters, score: scores[index], isChosen: index == place)
    }
    return (combinations[place], trials)
  }
}
