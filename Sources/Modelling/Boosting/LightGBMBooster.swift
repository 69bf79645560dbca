import CLightGBM

/// A booster as LightGBM holds it: while it is trained, or loaded from its text.
///
/// While it is trained it reads its datasets, which must be kept as long.
final class LightGBMBooster: @unchecked Sendable {
  // LightGBM locks a booster in each call: many threads may predict at once.
  private let handle: LGBMHandle
  private let library: LightGBM
  private let datasets: [LightGBMDataset]

  /// A booster without trees, to be trained.
  init(
    _ training: LightGBMDataset,
    validation: LightGBMDataset?,
    parameters: String,
    library: LightGBM
  ) throws(ModelError) {
    self.library = library
    datasets = [training] + (validation.map { [$0] } ?? [])
    handle = try library.made { library.createBooster(training.handle, parameters, $0) }
    if let validation {
      try library.call { library.addValidation(handle, validation.handle) }
    }
  }

  /// A booster from LightGBM's text, which must have been checked: LightGBM trusts its sizes.
  init(text: String, library: LightGBM) throws(ModelError) {
    self.library = library
    datasets = []
    var iterations: Int32 = 0
    handle = try library.made { library.loadBooster(text, &iterations, $0) }
  }

  deinit { _ = library.freeBooster(handle) }

  /// One more iteration; true when no tree could be grown any more.
  func update() throws(ModelError) -> Bool {
    var isFinished: Int32 = 0
    try library.call { library.update(handle, &isFinished) }
    return isFinished != 0
  }

  func classCount() throws(ModelError) -> Int { try count(library.classCount) }

  func featureCount() throws(ModelError) -> Int { try count(library.featureCount) }

  func iterationCount() throws(ModelError) -> Int { try count(library.iterationCount) }

  func featureNames() throws(ModelError) -> [String] {
    try library.names(of: handle, count: featureCount(), library.featureNames)
  }

  func metricNames() throws(ModelError) -> [String] {
    try library.names(of: handle, count: count(library.metricCount), library.metricNames)
  }

  /// The metrics of the training data (0) or the validation data (1) after the last iteration.
  func evaluation(of dataset: Int, count: Int) throws(ModelError) -> [Double] {
    guard count > 0 else { return [] }
    var values = [Double](repeating: 0, count: count)
    var written: Int32 = 0
    try library.call { library.evaluation(handle, Int32(dataset), &written, &values) }
    return Array(values.prefix(Int(written)))
  }

  /// LightGBM's text of the first iterations; all of them when nil.
  func text(iterations: Int?) throws(ModelError) -> String {
    try library.text { room, length, text in
      library.saveText(
        handle,
        0,
        Int32(iterations ?? -1),
        LGBM_IMPORTANCE_SPLIT,
        room,
        length,
        text
      )
    }
  }

  func importance(byGain: Bool) throws(ModelError) -> [Double] {
    var values = try [Double](repeating: 0, count: featureCount())
    let kind = byGain ? LGBM_IMPORTANCE_GAIN : LGBM_IMPORTANCE_SPLIT
    try library.call { library.importance(handle, -1, kind, &values) }
    return values
  }

  /// Predicts rows that stand one after the other.
  ///
  /// - Returns: How many numbers were written.
  func predict(
    _ rows: UnsafeBufferPointer<Double>,
    rowCount: Int,
    kind: Int32,
    parameters: String,
    to target: UnsafeMutableBufferPointer<Double>
  ) throws(ModelError) -> Int {
    var length: Int64 = 0
    try library.call {
      library.predict(
        handle,
        rows.baseAddress,
        LGBM_FLOAT64,
        Int32(rowCount),
        Int32(rows.count / rowCount),
        1,
        kind,
        0,
        -1,
        parameters,
        &length,
        target.baseAddress
      )
    }
    return Int(length)
  }

  private func count(_ ask: LGBMBoosterGetCount) throws(ModelError) -> Int {
    var count: Int32 = 0
    try library.call { ask(handle, &count) }
    return Int(count)
  }
}
