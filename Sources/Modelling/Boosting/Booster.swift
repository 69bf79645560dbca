/// Boosted trees: a trained model of LightGBM's.
///
///     let model = try await Booster.train(data, parameters: parameters)
///     let minutes = try await model.predict(table)
///
/// The model is its text: what is loaded from `text` predicts the same, to the last bit.
public final class Booster: Sendable {
  let handle: LightGBMBooster
  let library: LightGBM
  let threads: Int
  /// The features, in order, by their true names.
  public let features: [String]
  /// How many iterations the model is made of; each has a tree, or one for each class.
  public let iterations: Int
  /// How many scores a row gets: the number of classes for multiclass models, else 1.
  public let scoreCount: Int
  /// The parameters that the model was trained with, by LightGBM's first names, as its text tells them.
  public let parameters: [String: String]
  /// How training went; empty for a loaded model.
  public let history: BoostingHistory
  /// LightGBM's warnings while it trained, each once; empty for a loaded model.
  public let messages: [String]

  /// A model from LightGBM's text, as `text` gives it or LightGBM's other programs save it.
  ///
  /// - Parameters:
  ///   - text: The whole text.
  ///   - threads: How many threads predict.
  /// - Throws: `ModelError` when it is no whole model, or LightGBM cannot be loaded.
  public convenience init(text: String, threads: Int) throws(ModelError) {
    let parts = try ModelText(text)
    try parts.check()
    try self.init(text, parts, threads: threads, history: BoostingHistory(), messages: [])
  }

  init(
    _ text: String,
    _ parts: ModelText,
    threads: Int,
    history: BoostingHistory,
    messages: [String]
  ) throws(ModelError) {
    guard (1...512).contains(threads) else {
      throw ModelError("threads", "\(threads) threads: there can be 1 to 512")
    }
    library = try LightGBM.shared()
    handle = try LightGBMBooster(text: text, library: library)
    features = try handle.featureNames().map(FeatureName.decoded)
    iterations = try handle.iterationCount()
    scoreCount = try handle.classCount()
    parameters = parts.parameters
    self.threads = threads
    self.history = history
    self.messages = messages
  }

  /// The model as LightGBM writes it.
  ///
  /// - Throws: `ModelError`.
  public func text() throws(ModelError) -> String { try handle.text(iterations: nil) }

  /// How much each feature was used.
  ///
  /// - Returns: For each feature the total gain of its splits and their number.
  /// - Throws: `ModelError`.
  public func importance() throws(ModelError) -> [(feature: String, gain: Double, splits: Int)] {
    let gains = try handle.importance(byGain: true)
    let splits = try handle.importance(byGain: false)
    return features.indices.map { (features[$0], gains[$0], Int(splits[$0])) }
  }
}
