/// What a model is to be made of: the options of the directive `model`, decoded.
public struct ModelPlan: Sendable {
  /// The column that is predicted.
  public var target: String
  /// Taken from the target when nil.
  public var task: ModelTask?
  /// The class that counts as positive, in its text; the last of both when nil.
  public var positive: String?
  /// The columns to learn from; all others when nil.
  public var features: [String]?
  public var dropped: [String] = []
  /// Columns that name a row; they go to the predictions, and no model learns from them.
  public var identifiers: [String] = []
  /// A column of weights, none negative.
  public var weights: String?
  public var split = SplitPlan()
  /// None means the usual ones of the task.
  public var candidates: [Candidate]
  /// The metric that chooses among candidates; the task's own when nil.
  public var metric: String?
  /// Columns by whose values errors are compared, features or not.
  public var groups: [String] = []
  public var seed: UInt64 = 1
  /// How much is spent on explaining the chosen model.
  public var explanation = ExplanationPlan()

  public init(target: String, candidates: [Candidate]) {
    self.target = target
    self.candidates = candidates
  }
}

/// How much is spent on explaining a model.
public struct ExplanationPlan: Sendable, Hashable {
  /// How often each feature is shuffled for its permutation importance; 0 leaves it out.
  public var repeats = 5
  /// How many rows have their contributions told; 0 leaves them out.
  public var rows = 200
  /// How many sizes of the training part the learning curve has; 0 leaves it out.
  public var sizes = 5
  /// How many features have their partial dependence told, the most important first.
  public var dependences = 6

  public init() {}
}

/// One of several models that are fitted side by side.
public struct Candidate: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
    /// The same answer for every row: what any other model must beat.
    case baseline
    case linear
    case logistic
    case lightgbm
  }

  public var name: String
  public var kind: Kind
  /// Parameters by name in the order they were given; several values of one are searched through.
  public var parameters: [Parameter]
  /// How combinations of several values are searched.
  public var search: Search = .grid

  public struct Parameter: Sendable, Hashable {
    public var name: String
    public var values: [String]

    public init(_ name: String, _ values: [String]) {
      self.name = name
      self.values = values
    }
  }

  public enum Search: Sendable, Hashable {
    /// Every combination.
    case grid
    /// So many combinations at random.
    case random(trials: Int)
  }

  public init(_ name: String, _ kind: Kind, _ parameters: [Parameter] = []) {
    self.name = name
    self.kind = kind
    self.parameters = parameters
  }
}

extension Candidate {
  /// The candidates when none are named: a baseline, a line and trees.
  static func usual(for task: ModelTask) -> [Candidate] {
    let linear = task == .regression ? Kind.linear : .logistic
    return [.baseline, linear, .lightgbm].map { Candidate($0.rawValue, $0) }
  }
}
