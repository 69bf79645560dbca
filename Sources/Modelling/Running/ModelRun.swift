public import Tables

/// Fits candidates side by side, judges them on rows they have not seen, and explains the best.
///
///     let run = ModelRun(plan, workers: 2)
///     let result = try await run.run(table)
///     result.tables["metrics"]
public struct ModelRun: Sendable {
  private let plan: ModelPlan
  private let workers: Int
  private let onProgress: @Sendable (ModelProgress) -> Void

  public init(
    _ plan: ModelPlan,
    workers: Int,
    onProgress: @escaping @Sendable (ModelProgress) -> Void = { _ in }
  ) {
    self.plan = plan
    self.workers = workers
    self.onProgress = onProgress
  }

  /// - Parameter table: The rows to learn from, in an order that stays the same: folds follow it.
  /// - Returns: The tables.
  /// - Throws: `ModelError`, or `CancellationError`.
  public func run(_ table: Table) async throws -> ModelResult {
    let data = try ModelData(table, plan)
    let candidates = plan.candidates.isEmpty ? Candidate.usual(for: data.task) : plan.candidates
    let metric = try Metric.chosen(plan.metric, for: data.task)
    for candidate in candidates {
      if let complaint = candidate.complaint(data.task) { throw complaint }
    }
    let folds = try plan.split.folds(of: data.rows, keys: data.keys, seed: plan.seed)
    let fitting = Fitting(data: data, plan: plan, workers: workers)
    let counter = FitCounter(total: plan.fitCount(folds.count, candidates), onProgress)
    let judging = Judging(fitting: fitting, metric: metric) { counter.count($0) }

    var judged: [JudgedCandidate] = []
    var finals: [FittedModel] = []
    for candidate in candidates {
      do {
        judged.append(try await judging.judge(candidate, folds))
        let chosen = try await judging.choose(candidate, data.rows, fold: nil)
        var final = try await fitting.fit(candidate, chosen.parameters, data.rows)
        final.trials = chosen.trials
        finals.append(final)
        counter.count(candidate.name)
      } catch let error as ModelError {
        throw error.saying(candidate.name)
      }
    }
    let best = judged.best(by: metric)
    let evidence = Evidence(
      data: data,
      plan: plan,
      metric: metric,
      folds: folds,
      judged: judged,
      finals: finals,
      best: best
    )
    let explanation = try await Explaining(evidence, fitting: fitting) { counter.count($0) }
      .explain()
    return try ModelResult(evidence, explanation)
  }
}

/// How far a run is.
public struct ModelProgress: Sendable, Hashable {
  /// The candidate that was fitted last.
  public let candidate: String
  public let fits: Int
  public let total: Int
}

/// Everything that was found before the best candidate is explained.
struct Evidence: Sendable {
  let data: ModelData
  let plan: ModelPlan
  let metric: Metric
  let folds: [Fold]
  let judged: [JudgedCandidate]
  /// Each candidate fitted to all rows.
  let finals: [FittedModel]
  /// The place of the candidate with the best score.
  let best: Int

  var bestCandidate: JudgedCandidate { judged[best] }
  var bestModel: FittedModel { finals[best] }
}

extension [JudgedCandidate] {
  /// The place of the candidate with the best mean score; of equal ones the first.
  func best(by metric: Metric) -> Int {
    let means = map { $0.summary(of: metric).mean }
    var best = 0
    for place in indices.dropFirst() {
      guard let mean = means[place] else { continue }
      if let least = means[best], metric.isBetter(mean, than: least) != true { continue }
      best = place
    }
    return best
  }
}

extension JudgedCandidate {
  /// The mean of a metric over folds and its deviation (with n − 1); nil where a fold has none.
  func summary(of metric: Metric) -> (mean: Double?, deviation: Double?) {
    let values = folds.compactMap { $0.scores[metric] }
    guard values.count == folds.count, !values.isEmpty else { return (nil, nil) }
    let mean = values.reduce(0, +) / Double(values.count)
    guard values.count > 1 else { return (mean, nil) }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (squares / Double(values.count - 1)).squareRoot())
  }
}

extension ModelPlan {
  /// How many models a run fits, without those that explain.
  fileprivate func fitCount(_ folds: Int, _ candidates: [Candidate]) -> Int {
    candidates.reduce(0) { sum, candidate in
      let tried = candidate.combinations(seed: seed).count
      let inner = tried > 1 ? tried * 3 : 0
      return sum + (folds + 1) * (inner + 1)
    } + explanation.sizes * folds
  }
}

extension ModelError {
  /// The same error, told of a candidate.
  fileprivate func saying(_ candidate: String) -> ModelError {
    guard !message.contains("'\(candidate)'") else { return self }
    return ModelError(code, "'\(candidate)': \(message)", hint: hint)
  }
}

/// Counts fits and tells of each; called by one task after the other.
private final class FitCounter: @unchecked Sendable {
  private var fits = 0
  private let total: Int
  private let onProgress: @Sendable (ModelProgress) -> Void

  init(total: Int, _ onProgress: @escaping @Sendable (ModelProgress) -> Void) {
    self.total = total
    self.onProgress = onProgress
  }

  func count(_ candidate: String) {
    fits += 1
    onProgress(ModelProgress(candidate: candidate, fits: fits, total: max(fits, total)))
  }
}

extension ModelRun {
  /// Changes whenever the same plan and rows would give other tables.
  public static let version = "3"
}
