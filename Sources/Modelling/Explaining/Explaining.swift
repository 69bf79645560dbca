/// Explains the best candidate: which features it uses, how, and how much more rows would help.
struct Explaining: Sendable {
  let evidence: Evidence
  let fitting: Fitting
  let onFit: @Sendable (String) -> Void

  init(_ evidence: Evidence, fitting: Fitting, onFit: @escaping @Sendable (String) -> Void) {
    self.evidence = evidence
    self.fitting = fitting
    self.onFit = onFit
  }

  /// Rows of a fold that a permutation is scored on, at most.
  static let permutedRows = 10_000

  func explain() async throws -> Explanation {
    var explanation = Explanation()
    if evidence.bestCandidate.candidate.kind != .baseline {
      explanation.permutations = try await permutations()
      let order = importanceOrder(explanation.permutations)
      explanation.dependences = try await dependences(of: order)
      explanation.contributions = try await contributions()
    }
    explanation.learning = try await learning()
    return explanation
  }

  /// The places of the features, the most important first.
  private func importanceOrder(_ permutations: [PermutationImportance]) -> [Int] {
    evidence.data.features.indices.sorted {
      (permutations.isEmpty ? 0 : -permutations[$0].mean, $0)
        < (permutations.isEmpty ? 0 : -permutations[$1].mean, $1)
    }
  }
}

/// What was found about the best candidate.
struct Explanation: Sendable {
  /// In the order of the features; empty when left out.
  var permutations: [PermutationImportance] = []
  var dependences: [PartialDependence] = []
  var contributions = Contributions()
  var learning: [LearningPoint] = []
}

/// How much worse a model is without a feature's order.
struct PermutationImportance: Sendable {
  let feature: String
  let mean: Double
  let deviation: Double?
}

extension Explaining {
  /// Shuffles each feature among held-out rows and sees how much worse the score becomes.
  ///
  /// Breiman, "Random forests", Machine Learning 45 (2001), on rows that the model has not seen. A
  /// feature's importance is shared with those that say the same: shuffling one leaves the others.
  func permutations() async throws -> [PermutationImportance] {
    let repeats = fitting.plan.explanation.repeats
    guard repeats > 0 else { return [] }
    let data = evidence.data
    var losses = [[Double]](repeating: [], count: data.features.count)
    let cap = max(500, Self.permutedRows / evidence.folds.count)
    for (number, result) in evidence.bestCandidate.folds.enumerated() {
      var random = SeededRandom(fitting.plan.seed, stream: 10 + UInt64(number))
      let rows = random.sample(result.fold.test, cap)
      let columns = data.features.map { $0.taking(rows) }
      let places = Array(0..<Int32(rows.count))
      let whole = try await result.model.predict(columns, places, workers: fitting.workers)
      guard let base = try Scores(data, rows, whole)[evidence.metric] else { continue }
      for feature in columns.indices {
        for _ in 0..<repeats {
          try Task.checkCancellation()
          var order = Array(rows.indices)
          random.shuffle(&order)
          var changed = columns
          changed[feature] = columns[feature].permuted(order)
          let outputs = try await result.model.predict(changed, places, workers: fitting.workers)
          guard let score = try Scores(data, rows, outputs)[evidence.metric] else { continue }
          losses[feature].append(evidence.metric.loss(of: score, against: base))
        }
      }
    }
    return zip(data.features, losses).map { feature, losses in
      let mean = losses.isEmpty ? 0 : losses.reduce(0, +) / Double(losses.count)
      let squares = losses.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return PermutationImportance(
        feature: feature.name,
        mean: mean,
        deviation: losses.count > 1 ? (squares / Double(losses.count - 1)).squareRoot() : nil
      )
    }
  }
}
