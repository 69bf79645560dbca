import Synchronization
import Tables

extension Booster {
  /// Trains a model.
  ///
  /// Bits equal to the Python package's: `lightgbm.train` with the same parameters, on the same rows as a
  /// matrix, and `lightgbm.early_stopping(…, first_metric_only=True)`.
  ///
  /// - Parameters:
  ///   - data: The rows to learn from, at least one.
  ///   - validation: Rows to evaluate each iteration with, their features those of the training data in
  ///     the same order; needed for early stopping.
  ///   - parameters: How.
  ///   - recordsTraining: Whether the training data is evaluated too, which takes some time.
  ///   - progress: Called after each iteration, on the thread that trains; must not wait for LightGBM.
  /// - Returns: The model with its best iterations: all of them without early stopping.
  /// - Throws: `ModelError`; `CancellationError` between two iterations when the task is cancelled.
  public static func train(
    _ data: BoostingData,
    validation: BoostingData? = nil,
    parameters: BoostingParameters,
    recordsTraining: Bool = false,
    progress: (@Sendable (BoostingProgress) -> Void)? = nil
  ) async throws -> Booster {
    let library = try LightGBM.shared()
    let training = BoosterTraining(
      data: data,
      validation: validation,
      parameters: parameters,
      recordsTraining: recordsTraining,
      progress: progress
    )
    return try await withTaskCancellationHandler {
      try await library.run { try training.run(library) }
    } onCancel: {
      training.cancel()
    }
  }
}

/// One training, on LightGBM's queue.
private final class BoosterTraining: Sendable {
  let data: BoostingData
  let validation: BoostingData?
  let parameters: BoostingParameters
  let recordsTraining: Bool
  let progress: (@Sendable (BoostingProgress) -> Void)?
  private let isCancelled = Atomic(false)

  init(
    data: BoostingData,
    validation: BoostingData?,
    parameters: BoostingParameters,
    recordsTraining: Bool,
    progress: (@Sendable (BoostingProgress) -> Void)?
  ) {
    self.data = data
    self.validation = validation
    self.parameters = parameters
    self.recordsTraining = recordsTraining
    self.progress = progress
  }

  func cancel() { isCancelled.store(true, ordering: .relaxed) }

  func run(_ library: LightGBM) throws -> Booster {
    try goOn()
    try check()
    let ((text, history), messages) = try LightGBMLog.listen { () throws in try trained(library) }
    // As the Python package does: the model from its text, free of the data it was trained on.
    return try Booster(
      text,
      ModelText(text),
      threads: parameters.threads,
      history: history,
      messages: messages
    )
  }

  private func goOn() throws(CancellationError) {
    if isCancelled.load(ordering: .relaxed) { throw CancellationError() }
  }

  private func check() throws(ModelError) {
    try data.check(parameters.task, classCount: parameters.classCount, role: "training")
    try parameters.check(data)
    if let validation {
      try validation.check(parameters.task, classCount: parameters.classCount, role: "validation")
      guard validation.features.schema.names == data.features.schema.names,
        validation.categorical == data.categorical
      else {
        throw ModelError(
          "validation",
          "the validation data has other features than the training data"
        )
      }
    } else if parameters.earlyStopping != nil {
      throw ModelError("early-stopping", "early stopping needs validation data")
    }
  }

  private func trained(_ library: LightGBM) throws -> (String, BoostingHistory) {
    let names = data.features.schema.names
    let text = parameters.text(
      categorical: names.indices.filter { data.categorical.contains(names[$0]) }
    )
    let training = try LightGBMDataset(
      data,
      reference: nil,
      parameters: text,
      keepsRaw: parameters.keepsRaw,
      library: library
    )
    let reference = try validation.map { validation throws(ModelError) in
      try LightGBMDataset(
        validation,
        reference: training,
        parameters: text,
        keepsRaw: parameters.keepsRaw,
        library: library
      )
    }
    let booster = try LightGBMBooster(
      training,
      validation: reference,
      parameters: text,
      library: library
    )
    let history = try iterate(booster)
    return (try booster.text(iterations: history.bestIteration), history)
  }

  private func iterate(_ booster: LightGBMBooster) throws -> BoostingHistory {
    var history = BoostingHistory()
    history.metrics = try booster.metricNames()
    var watch = parameters.earlyStopping.map { EarlyStoppingWatch($0, metrics: history.metrics) }
    if watch != nil, history.metrics.isEmpty {
      throw ModelError("early-stopping", "early stopping needs a metric")
    }
    for iteration in 1...parameters.iterations {
      try goOn()
      _ = try booster.update()
      history.iterations = iteration
      history.bestIteration = iteration
      if recordsTraining {
        history.training.append(try booster.evaluation(of: 0, count: history.metrics.count))
      }
      progress?(BoostingProgress(iteration: iteration, iterations: parameters.iterations))
      if validation != nil {
        let values = try booster.evaluation(of: 1, count: history.metrics.count)
        history.validation.append(values)
        let isLast = iteration == parameters.iterations
        if let best = watch?.observe(values, after: iteration, isLast: isLast) {
          history.bestIteration = best
          break
        }
      }
    }
    return history
  }
}
