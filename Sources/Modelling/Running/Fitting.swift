import Files

/// Fits candidates to rows.
struct Fitting: Sendable {
  let data: ModelData
  let plan: ModelPlan
  let workers: Int

  /// Fits a candidate with one value of each parameter.
  ///
  /// - Throws: `ModelError`, or `CancellationError`.
  func fit(
    _ candidate: Candidate,
    _ parameters: [ParameterValue],
    _ rows: [Int32]
  ) async throws -> FittedModel {
    try Task.checkCancellation()
    let encoding = Encoding(data, rows)
    func fitted(_ core: FittedModel.Core) -> FittedModel {
      FittedModel(
        candidate: candidate.name,
        kind: candidate.kind,
        parameters: parameters,
        task: data.task,
        classes: data.classes,
        encoding: encoding,
        core: core,
        rowCount: rows.count
      )
    }
    if candidate.kind != .baseline {
      try checkFeatures(candidate, encoding)
      try checkClasses(rows)
    }
    switch candidate.kind {
    case .baseline:
      return fitted(.baseline(baseline(try BaselineStrategy(parameters, data.task), rows)))
    case .linear:
      let settings = try LinearSettings(parameters)
      let terms = encoding.terms(scaled: settings.isScaled, rowCount: rows.count)
      let fit = try await OffPool.run("model") { [data, workers] in
        try LinearRegression.fit(
          encoding.matrix(terms, data.features, rows),
          data.target(of: rows),
          weights: data.weights(of: rows),
          penalty: settings.penalty,
          workers: workers
        )
      }
      return fitted(.linear(fit, terms))
    case .logistic:
      let settings = try LogisticSettings(parameters)
      let terms = encoding.terms(scaled: settings.isScaled, rowCount: rows.count)
      let fit = try await OffPool.run("model") { [data, workers] in
        try LogisticRegression.fit(
          encoding.matrix(terms, data.features, rows),
          classes: data.target(of: rows).map { Int32($0) },
          classCount: data.classes.count,
          weights: data.weights(of: rows),
          l2: settings.l2,
          workers: workers
        )
      }
      return fitted(.logistic(fit, terms))
    case .lightgbm:
      return fitted(.boosted(try await boost(parameters, encoding, rows)))
    }
  }

  private func checkFeatures(_ candidate: Candidate, _ encoding: Encoding) throws(ModelError) {
    guard encoding.features.contains(where: { !$0.isConstant || $0.missing > 0 }) else {
      throw ModelError(
        "no-features",
        encoding.features.isEmpty
          ? "'\(candidate.name)' has no feature to learn from"
          : "no feature of '\(candidate.name)' has more than one value",
        hint: "name columns with 'features', or drop fewer"
      )
    }
  }

  /// A part without one of the classes cannot teach it.
  private func checkClasses(_ rows: [Int32]) throws(ModelError) {
    guard data.task != .regression else { return }
    var counts = [Int](repeating: 0, count: data.classes.count)
    for row in rows { counts[Int(data.target[Int(row)])] += 1 }
    guard let absent = counts.firstIndex(of: 0) else { return }
    throw ModelError(
      "class-missing",
      "none of the \(rows.count) rows to learn from has the class '\(data.classes[absent])'",
      hint: "use 'split: {kind: stratified}' or fewer folds, or put rare classes together in SQL"
    )
  }

  private func baseline(_ strategy: BaselineStrategy, _ rows: [Int32]) -> [Double] {
    switch strategy {
    case .mean:
      var sum = 0.0
      var total = 0.0
      for row in rows {
        let weight = data.weights?[Int(row)] ?? 1
        sum += weight * data.target[Int(row)]
        total += weight
      }
      return [sum / total]
    case .median: return [median(rows)]
    case .majority:
      var shares = [Double](repeating: 0, count: data.classes.count)
      var total = 0.0
      for row in rows {
        let weight = data.weights?[Int(row)] ?? 1
        shares[Int(data.target[Int(row)])] += weight
        total += weight
      }
      shares = shares.map { $0 / total }
      return data.task == .binary ? [shares[1]] : shares
    }
  }

  /// The weighted median; between two values when exactly half of the weight lies below.
  private func median(_ rows: [Int32]) -> Double {
    let ordered = rows.map { (data.target[Int($0)], data.weights?[Int($0)] ?? 1) }
      .sorted { $0.0 < $1.0 }
    let half = ordered.reduce(0) { $0 + $1.1 } / 2
    var sum = 0.0
    for (place, entry) in ordered.enumerated() {
      sum += entry.1
      if sum > half { return entry.0 }
      if sum == half, place + 1 < ordered.count { return (entry.0 + ordered[place + 1].0) / 2 }
    }
    return ordered.last?.0 ?? .nan
  }
}

extension ModelData {
  func target(of rows: [Int32]) -> [Double] { rows.map { target[Int($0)] } }

  func weights(of rows: [Int32]) -> [Double]? {
    weights.map { weights in rows.map { weights[Int($0)] } }
  }
}
