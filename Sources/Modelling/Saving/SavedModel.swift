import Foundation

/// A fitted model as JSON: its columns, how they become numbers, and what was learned.
///
/// LightGBM's trees are in it as LightGBM's own text, which its other tools read.
public struct SavedModel: Sendable, Codable {
  /// Says what the file is, to whoever opens it.
  var format = Self.formatName
  var version = Self.latestVersion
  public let target: String
  public let task: String
  public let classes: [String]
  public let candidate: String
  public let kind: String
  let parameters: [ParameterValue]
  public let features: [Encoding.Feature]
  /// All columns of the table that it was fitted to, features or not.
  let columns: [String]
  let rows: Int
  let baseline: [Double]?
  let linear: LinearFit?
  let logistic: LogisticFit?
  /// Whether the terms of a linear or logistic model are centred and scaled.
  let isScaled: Bool?
  public let lightgbm: String?

  static let formatName = "quire-model"
  static let latestVersion = 1

  init(_ model: FittedModel, target: String, columns: [String]) throws(ModelError) {
    self.target = target
    self.columns = columns
    task = model.task.rawValue
    classes = model.classes
    candidate = model.candidate
    kind = model.kind.rawValue
    parameters = model.parameters
    features = model.encoding.features
    rows = model.rowCount
    var baseline: [Double]?
    var linear: LinearFit?
    var logistic: LogisticFit?
    var isScaled: Bool?
    var lightgbm: String?
    switch model.core {
    case .baseline(let answer): baseline = answer
    case .linear(let fit, _):
      linear = fit
      isScaled = try LinearSettings(model.parameters).isScaled
    case .logistic(let fit, _):
      logistic = fit
      isScaled = try LogisticSettings(model.parameters).isScaled
    case .boosted(let booster): lightgbm = try booster.text()
    }
    self.baseline = baseline
    self.linear = linear
    self.logistic = logistic
    self.isScaled = isScaled
    self.lightgbm = lightgbm
  }

  /// Reads a saved model.
  ///
  /// - Throws: `ModelError` for a text that is none, or of a later version.
  public init(json: String) throws(ModelError) {
    struct Head: Decodable { let format: String?, version: Int? }
    let bytes = Data(json.utf8)
    guard let head = try? JSONDecoder().decode(Head.self, from: bytes),
      head.format == Self.formatName
    else {
      throw ModelError(
        "not-a-model",
        "this is no saved model",
        hint: "name a file that 'save' of a directive 'model' wrote"
      )
    }
    guard head.version == Self.latestVersion else {
      throw ModelError(
        "model-version",
        "this model has version \(head.version.map(String.init) ?? "?") of its format; "
          + "this quire reads version \(Self.latestVersion)",
        hint: "fit it again, or use a newer quire"
      )
    }
    do { self = try JSONDecoder().decode(Self.self, from: bytes) } catch {
      throw ModelError("damaged-model", "this saved model is damaged: \(Self.reason(error))")
    }
  }

  /// The model as JSON, its keys in a fixed order.
  public func json() throws(ModelError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do { return String(decoding: try encoder.encode(self), as: UTF8.self) } catch {
      throw ModelError("unsaved-model", "the model cannot be saved: \(Self.reason(error))")
    }
  }

  /// The model, ready to predict.
  func fitted(workers: Int) throws(ModelError) -> FittedModel {
    guard let task = ModelTask(rawValue: task), let kind = Candidate.Kind(rawValue: kind) else {
      throw ModelError("damaged-model", "this saved model has no task or kind that is known")
    }
    let encoding = Encoding(features: features)
    let terms = encoding.terms(scaled: isScaled ?? false, rowCount: rows)
    let core: FittedModel.Core
    if let baseline, baseline.count == max(1, task == .multiclass ? classes.count : 1) {
      core = .baseline(baseline)
    } else if let linear, linear.coefficients.count == terms.count {
      core = .linear(linear, terms)
    } else if let logistic, logistic.terms.count == terms.count {
      core = .logistic(logistic, terms)
    } else if let lightgbm {
      core = .boosted(try Booster(text: lightgbm, threads: workers))
    } else {
      throw ModelError("damaged-model", "this saved model has nothing that was learned")
    }
    return FittedModel(
      candidate: candidate,
      kind: kind,
      parameters: parameters,
      task: task,
      classes: classes,
      encoding: encoding,
      core: core,
      rowCount: rows
    )
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, _): "it has no '\(key.stringValue)'"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.dataCorrupted(let context):
      (context.codingPath.map(\.stringValue) + [context.debugDescription]).joined(separator: ": ")
    default: "\(error)"
    }
  }
}
