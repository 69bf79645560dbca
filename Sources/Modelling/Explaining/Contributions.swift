/// What each feature adds to what the best model says of single rows.
struct Contributions: Sendable {
  struct Row: Sendable {
    let row: Int32
    /// What the model says of every row before its features are looked at.
    let base: Double
    /// By feature; with the base they sum to what the model says, on the model's own scale.
    let values: [Double]
    /// The class that the contributions speak of, when there are several.
    let className: String?
    /// Whether the row is one of those that the model is furthest from.
    let isWorst: Bool
  }
  var rows: [Row] = []

  /// The mean size of each feature's contribution.
  func meanSizes(_ count: Int) -> [Double] {
    (0..<count).map { place in
      rows.isEmpty ? 0 : rows.reduce(0) { $0 + abs($1.values[place]) } / Double(rows.count)
    }
  }
}

extension Explaining {
  /// Contributions of the worst cases and of rows at random.
  ///
  /// Of boosted trees they are SHAP values, which LightGBM computes itself (Lundberg and others, "From
  /// local explanations to global understanding with explainable AI for trees", Nature Machine
  /// Intelligence 2, 2020): of the value, or of the log-odds. Of linear models they are the coefficient
  /// times the distance from the training rows' mean, which are SHAP values too when features do not
  /// depend on each other.
  func contributions() async throws -> Contributions {
    let count = fitting.plan.explanation.rows
    guard count > 0 else { return Contributions() }
    var random = SeededRandom(fitting.plan.seed, stream: 5)
    let worst = Set(evidence.worstRows(10))
    let chosen = worst.union(random.sample(evidence.data.rows, count))
    let rows = chosen.sorted()
    let model = evidence.bestModel
    let data = evidence.data
    let outputs = try await model.predict(data.features, rows, workers: fitting.workers)
    let width = data.features.count
    let classes = data.task == .multiclass ? data.classes.count : 1
    let all: [Double]
    switch model.core {
    case .baseline: return Contributions()
    case .linear(let fit, let terms):
      all = linear(fit.coefficients.map { $0 ?? 0 }, fit.intercept, terms, rows)
    case .logistic(let fit, let terms):
      let parts = fit.equations.map { equation in
        linear(equation.coefficients.map { $0 ?? 0 }, equation.intercept, terms, rows)
      }
      var joined: [Double] = []
      for row in rows.indices {
        for part in parts { joined += part[(row * (width + 1))..<((row + 1) * (width + 1))] }
      }
      all = joined
    case .boosted(let booster):
      let table = model.encoding.table(data.features.map { $0.taking(rows) })
      // LightGBM has none of trees with linear leaves.
      do { all = try await booster.predict(table, .contributions) } catch is ModelError {
        return Contributions()
      }
    }
    return Contributions(
      rows: rows.enumerated().map { place, row in
        let spoken = classes > 1 ? outputs.predictedClass(place) : 0
        let start = (place * classes + spoken) * (width + 1)
        return .init(
          row: row,
          base: all[start + width],
          values: Array(all[start..<(start + width)]),
          className: classes > 1 ? data.classes[spoken] : nil,
          isWorst: worst.contains(row)
        )
      }
    )
  }

  /// Row after row a number for each feature, then the base.
  private func linear(
    _ coefficients: [Double],
    _ intercept: Double,
    _ terms: [Encoding.Term],
    _ rows: [Int32]
  ) -> [Double] {
    let encoding = evidence.bestModel.encoding
    let columns = evidence.data.features
    let matrix = encoding.matrix(terms, columns, rows)
    let count = rows.count
    let block = [Double](unsafeUninitializedCapacity: count * terms.count) { buffer, written in
      matrix.read(0..<count, into: buffer)
      written = count * terms.count
    }
    let means = encoding.means(of: terms, rowCount: evidence.bestModel.rowCount)
    let width = columns.count
    var found = [Double](repeating: 0, count: count * (width + 1))
    let base = zip(coefficients, means).reduce(intercept) { $0 + $1.0 * $1.1 }
    for row in 0..<count {
      for (place, term) in terms.enumerated() {
        found[row * (width + 1) + term.feature] +=
          coefficients[place] * (block[place * count + row] - means[place])
      }
      found[row * (width + 1) + width] = base
    }
    return found
  }
}

extension Encoding {
  /// The mean of each term over the training rows.
  func means(of terms: [Term], rowCount: Int) -> [Double] {
    let count = Double(max(1, rowCount))
    return terms.map { term in
      let feature = features[term.feature]
      let mean: Double =
        switch term.source {
        case .number: feature.mean
        case .missing, .unseen: Double(feature.missing) / count
        case .levels(let places):
          Double(places.reduce(0) { $0 + feature.counts[Int($1)] }) / count
        }
      return (mean - term.centre) / term.scale
    }
  }
}
