import Tables

/// What a reader should know before trusting a model: a code, what it is about, and a number.
///
/// The words are the report's, in its language.
struct Notes {
  private var rows = TableRows(ModelTables.notes)

  /// A feature that says the target almost alone is mostly a leak: something known only afterwards.
  static let leakCorrelation = 0.999

  init(_ evidence: Evidence) {
    let data = evidence.data
    let encoding = evidence.bestModel.encoding
    for (feature, column) in zip(encoding.features, data.features) {
      if feature.isConstant, feature.missing == 0 {
        rows.add("constant-feature", feature.name, nil)
      }
      if feature.missing == data.rows.count { rows.add("empty-feature", feature.name, nil) }
      if column.infiniteCount > 0 {
        rows.add("infinite-values", feature.name, Double(column.infiniteCount))
      }
      if feature.kind == .category, feature.levels.count * 2 > data.rows.count, data.rows.count > 20
      {
        rows.add("identifier-like", feature.name, Double(feature.levels.count))
      }
      if let strength = data.association(with: column), strength >= Self.leakCorrelation {
        rows.add("leak", feature.name, strength)
      }
    }
    for model in evidence.finals {
      switch model.core {
      case .linear(let fit, _):
        for term in fit.aliased { rows.add("aliased-term", term, nil) }
      case .logistic(let fit, _):
        if !fit.hasConverged { rows.add("not-converged", model.candidate, Double(fit.iterations)) }
        if fit.isSeparated { rows.add("separated", model.candidate, nil) }
      case .baseline, .boosted: break
      }
    }
    let left = data.rowCount - data.rows.count
    if left > 0 { rows.add("rows-left-out", evidence.plan.target, Double(left)) }
    if evidence.bestCandidate.candidate.kind == .baseline, evidence.judged.count > 1 {
      rows.add("baseline-best", evidence.bestCandidate.candidate.name, nil)
    }
  }

  var table: Table { rows.table }
}

extension ModelData {
  /// How well a feature says the target alone, from 0 to 1; nil when that cannot be said.
  ///
  /// Between numbers it is the size of Pearson's correlation; for a category the share of the target's
  /// variance, or of its rows, that its levels explain, when it has far fewer levels than rows.
  func association(with column: FeatureColumn) -> Double? {
    let chosen = rows.count > 2 ? rows : []
    guard !chosen.isEmpty else { return nil }
    switch column.values {
    case .numbers(let numbers):
      guard task != .multiclass else { return nil }
      return Correlation(chosen.map { (numbers[Int($0)], target[Int($0)]) }).size
    case .levels(let codes, let levels):
      guard levels.count * 10 <= chosen.count else { return nil }
      return explainedShare(codes, levels.count, chosen)
    }
  }

  private func explainedShare(_ codes: [Int32], _ count: Int, _ rows: [Int32]) -> Double? {
    guard task != .regression else {
      var sums = [Double](repeating: 0, count: count)
      var counts = [Double](repeating: 0, count: count)
      for row in rows where codes[Int(row)] >= 0 {
        sums[Int(codes[Int(row)])] += target[Int(row)]
        counts[Int(codes[Int(row)])] += 1
      }
      return Correlation(
        rows.compactMap { row in
          let code = Int(codes[Int(row)])
          return code < 0 ? nil : (sums[code] / counts[code], target[Int(row)])
        }
      ).size
    }
    var cells = [Int](repeating: 0, count: count * classes.count)
    var known = 0
    for row in rows where codes[Int(row)] >= 0 {
      cells[Int(codes[Int(row)]) * classes.count + Int(target[Int(row)])] += 1
      known += 1
    }
    let right = (0..<count).reduce(0) { sum, level in
      sum + (cells[(level * classes.count)..<((level + 1) * classes.count)].max() ?? 0)
    }
    return known > 0 ? Double(right) / Double(known) : nil
  }
}

/// Pearson's correlation of pairs; those with a missing number are left out.
struct Correlation {
  let size: Double?

  init(_ pairs: [(Double, Double)]) {
    var count = 0.0
    var (meanX, meanY, squaresX, squaresY, products) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for (x, y) in pairs where !x.isNaN && !y.isNaN {
      count += 1
      let distance = x - meanX
      meanX += distance / count
      squaresX += distance * (x - meanX)
      let other = y - meanY
      meanY += other / count
      squaresY += other * (y - meanY)
      products += distance * (y - meanY)
    }
    guard count > 2, squaresX > 0, squaresY > 0 else {
      size = nil
      return
    }
    size = abs(products) / (squaresX.squareRoot() * squaresY.squareRoot())
  }
}
