extension Fitting {
  /// Trains boosted trees; with early stopping, on a part of the rows, the rest of them to stop by.
  func boost(
    _ parameters: [ParameterValue],
    _ encoding: Encoding,
    _ rows: [Int32]
  ) async throws -> Booster {
    let settings = try BoostingParameters(
      parameters.filter { $0.name != Self.validationShare }.map { ($0.name, $0.value) },
      task: data.task,
      classCount: data.classes.count,
      seed: Int(plan.seed & UInt64(Int32.max)),
      threads: rows.count * data.features.count < Self.smallData ? 1 : workers
    )
    let share = try parameters.number(Self.validationShare, or: 0.1)
    guard share > 0, share < 1 else {
      throw ModelError.parameter(Self.validationShare, "\(share)", "between 0 and 1")
    }
    var part = Fold(training: rows, test: [])
    if settings.earlyStopping != nil {
      var split = plan.split
      split.folds = 1
      split.testShare = share
      let folds = try split.folds(of: rows, keys: data.keys, seed: plan.seed &+ 2)
      part = folds[0]
    } else if parameters.value(Self.validationShare) != nil {
      throw ModelError(
        "unused-parameter",
        "'\(Self.validationShare)' sets rows aside for early stopping, which is off",
        hint: "add 'early_stopping_round: 50', or leave it out"
      )
    }
    let all = BoostingData(
      features: encoding.table(data.features),
      target: data.target,
      categorical: encoding.categories,
      weights: data.weights
    )
    return try await Booster.train(
      all.selecting(part.training.map(Int.init)),
      validation: part.test.isEmpty ? nil : all.selecting(part.test.map(Int.init)),
      parameters: settings,
      recordsTraining: !part.test.isEmpty
    )
  }

  /// Numbers below which threads wait for each other longer than they work; the trees are the same.
  private static let smallData = 500_000

  /// The one parameter that is ours: which share of the training rows early stopping goes by.
  static let validationShare = "validation_share"
}
