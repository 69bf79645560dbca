/// The table by threshold of two classes, in few enough rows to be drawn.
///
/// The first point calls nothing positive, the last one everything; between them thresholds are
/// distinct scores, falling. Where the rows have more distinct scores than there may be points, those
/// points stay that hold the shape of the ROC and the precision–recall curve: what the areas can
/// have lost is told in `areaError` and `precisionError`. `ranking` is of all rows.
public struct ThresholdCurve: Sendable {
  public let points: [ThresholdPoint]
  public let ranking: RankingScores
  /// The threshold whose F1 score is the highest of all, the highest of equals.
  public let best: ThresholdPoint?
  /// How many distinct scores the rows have.
  public let distinctCount: Int
  /// At most this far is the area under the straight lines between the points from `ranking.area`.
  public let areaError: Double
  /// At most this far is the average precision over the points from `ranking.averagePrecision`.
  public let precisionError: Double

  /// - Parameters:
  ///   - rows: The predictions; their own threshold plays no part.
  ///   - limit: How many points at most, 2 or more. Of more than 4000 distinct scores there are
  ///     never more than some 4000 points.
  public init(_ rows: BinaryPredictions, limit: Int = 400) {
    self.init(RankedScores(rows), limit: limit)
  }

  /// From scores of any range, such as a distance from a boundary.
  ///
  /// - Throws: `length-mismatch`, `not-finite`, `bad-weight`.
  public init(
    actual: [Bool],
    scores: [Double],
    weights: [Double]? = nil,
    limit: Int = 400
  ) throws(ModelError) {
    try PredictionCheck.lengths(actual.count, predicted: scores.count, weights: weights)
    try PredictionCheck.finite(scores, "score")
    try PredictionCheck.weights(weights)
    self.init(RankedScores(actual: actual, scores: scores, weights: weights), limit: limit)
  }

  init(_ ranked: RankedScores, limit: Int) {
    let (positives, negatives) = (ranked.positives, ranked.negatives)
    func point(_ step: RankedScores.Step) -> ThresholdPoint {
      ThresholdPoint(
        threshold: step.score,
        confusion: BinaryConfusion(
          truePositives: step.truePositives,
          falsePositives: step.falsePositives,
          trueNegatives: negatives - step.falsePositives,
          falseNegatives: positives - step.truePositives
        )
      )
    }
    var distinct = 0
    ranked.walk { _ in distinct += 1 }
    var vertices = CurveVertices(ranked, distinctCount: distinct)
    var best: (step: RankedScores.Step, f1: Double)?
    ranked.walk { step in
      vertices.add(step)
      let f1 = 2 * step.truePositives / (step.truePositives + step.falsePositives + positives)
      if f1 > best?.f1 ?? 0 { best = (step, f1) }
    }
    vertices.close()
    let kept = CurveThinning(vertices, limit: max(2, limit))
    points = kept.steps.map(point)
    areaError = kept.areaError
    precisionError = kept.precisionError
    self.best = best.map { point($0.step) }
    distinctCount = distinct
    ranking = RankingScores(ranked)
  }
}
