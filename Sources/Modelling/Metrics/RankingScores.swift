/// How well scores put the positive rows before the negative ones.
public struct RankingScores: Sendable, Hashable {
  /// The area under the ROC curve (`roc_auc`).
  ///
  /// It is the share of all pairs of a positive and a negative row in which the positive one has
  /// the higher score; a tie counts one half. Nil when only one class occurs.
  public let area: Double?
  /// Precision, averaged over the steps of recall (`average_precision`): Σ (Rₖ − Rₖ₋₁) Pₖ.
  ///
  /// Nil when no row is positive, where scikit-learn warns and gives 0.
  public let averagePrecision: Double?

  public init(_ rows: BinaryPredictions) { self.init(RankedScores(rows)) }

  init(_ ranked: RankedScores) {
    var pairs = CompensatedSum()
    var precisions = CompensatedSum()
    var (lastTrue, lastFalse) = (0.0, 0.0)
    ranked.walk { step in
      pairs.add((step.falsePositives - lastFalse) * (lastTrue + step.truePositives) / 2)
      let selected = step.truePositives + step.falsePositives
      precisions.add((step.truePositives - lastTrue) * step.truePositives / selected)
      (lastTrue, lastFalse) = (step.truePositives, step.falsePositives)
    }
    area = ratio(pairs.value, ranked.positives * ranked.negatives)
    averagePrecision = ratio(precisions.value, ranked.positives)
  }
}
