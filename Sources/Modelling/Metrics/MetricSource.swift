/// What metrics of the same predictions share, each part made when a metric first asks for it.
struct MetricSource {
  let predictions: Predictions

  init(_ predictions: Predictions) { self.predictions = predictions }

  lazy var errors: RegressionErrors? =
    if case .regression(let rows) = predictions { RegressionErrors(rows) } else { nil }
  lazy var medianError: Double? =
    if case .regression(let rows) = predictions { RegressionErrors.median(rows) } else { nil }
  lazy var confusion: BinaryConfusion? =
    if case .binary(let rows) = predictions { BinaryConfusion(rows) } else { nil }
  lazy var ranking: RankingScores? =
    if case .binary(let rows) = predictions { RankingScores(rows) } else { nil }
  lazy var probabilities: ProbabilityScores? =
    switch predictions {
    case .regression: nil
    case .binary(let rows): ProbabilityScores(rows)
    case .multiclass(let rows): ProbabilityScores(rows)
    }
  lazy var matrix: ConfusionMatrix? =
    switch predictions {
    case .regression: nil
    case .binary: confusion.map { ConfusionMatrix($0) }
    case .multiclass(let rows): ConfusionMatrix(rows)
    }
  lazy var meanArea: Double? =
    if case .multiclass(let rows) = predictions { rows.meanArea } else { nil }
}
