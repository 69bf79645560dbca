extension Candidate {
  /// The combinations of parameters to try; one when no parameter has several values.
  func combinations(seed: UInt64) -> [[ParameterValue]] {
    let all = parameters.reduce(into: [[ParameterValue]]([[]])) { combinations, parameter in
      combinations = combinations.flatMap { start in
        parameter.values.map { start + [ParameterValue(parameter.name, $0)] }
      }
    }
    guard case .random(let trials) = search else { return all }
    var random = SeededRandom(seed, stream: 3)
    return random.sample(all, trials)
  }

  /// How many combinations a grid of the parameters has.
  var combinationCount: Int { parameters.reduce(1) { $0 * $1.values.count } }
}

/// A parameter and the one value that a model is fitted with.
public struct ParameterValue: Sendable, Hashable, Codable {
  public let name: String
  public let value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

extension [ParameterValue] {
  /// As messages and tables write it: `alpha=0.1, l1_ratio=0.5`.
  var text: String { map { "\($0.name)=\($0.value)" }.joined(separator: ", ") }

  func value(_ name: String) -> String? { last { $0.name == name }?.value }

  func number(_ name: String, or standard: Double) throws(ModelError) -> Double {
    guard let text = value(name) else { return standard }
    guard let number = Double(text), number.isFinite else {
      throw .parameter(name, text, "a number")
    }
    return number
  }

  func truth(_ name: String, or standard: Bool) throws(ModelError) -> Bool {
    guard let text = value(name) else { return standard }
    guard let truth = Bool(text) else { throw .parameter(name, text, "true or false") }
    return truth
  }
}

extension ModelError {
  static func parameter(_ name: String, _ text: String, _ wanted: String) -> ModelError {
    ModelError("bad-parameter", "the parameter '\(name)' must be \(wanted), not '\(text)'")
  }
}
