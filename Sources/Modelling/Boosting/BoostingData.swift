public import Tables

/// What a boosted model is trained on or validated with.
///
///     let data = BoostingData(features: table, target: minutes, categorical: ["city"])
///     let (train, test) = (data.selecting(first), data.selecting(last))
///
/// The table is read where it lies: rows are chosen by their positions, never copied together.
public struct BoostingData: Sendable {
  /// The features: truth values and numbers, in the order in which the model knows them.
  ///
  /// Nulls and NaN are missing values; infinities are values beyond all others.
  public let features: Table
  /// The features that are codes of categories: whole numbers from 0, each below 2³¹.
  ///
  /// What is missing or negative is of no category, and so, when predicting, is a code that the
  /// training data did not have.
  public let categorical: Set<String>
  /// One number for each row of the table: for classes their number, from 0.
  ///
  /// LightGBM keeps targets and weights as 32-bit floats.
  public let target: [Double]
  /// How much each row of the table counts, from 0; nil for the same.
  public let weights: [Double]?
  /// The raw scores that the trees add to: for each class one number for each row of the table.
  ///
  /// Nil to begin with LightGBM's average. They are no part of the model: predictions do not hold them.
  public let initialScores: [[Double]]?
  /// How many of the chosen rows, one after the other, belong together: for ranking objectives.
  public let groups: [Int]?
  /// The positions of the chosen rows, in order; nil for all.
  public let rows: [Int]?

  public init(
    features: Table,
    target: [Double],
    categorical: Set<String> = [],
    weights: [Double]? = nil,
    initialScores: [[Double]]? = nil,
    groups: [Int]? = nil,
    rows: [Int]? = nil
  ) {
    self.features = features
    self.target = target
    self.categorical = categorical
    self.weights = weights
    self.initialScores = initialScores
    self.groups = groups
    self.rows = rows
  }

  /// The same data with other rows chosen, by their positions in the table; groups do not carry over.
  public func selecting(_ rows: [Int], groups: [Int]? = nil) -> BoostingData {
    BoostingData(
      features: features,
      target: target,
      categorical: categorical,
      weights: weights,
      initialScores: initialScores,
      groups: groups,
      rows: rows
    )
  }

  public var rowCount: Int { rows?.count ?? features.rowCount }

  /// The numbers of the chosen rows.
  func selected(_ numbers: [Double]) -> [Double] { rows?.map { numbers[$0] } ?? numbers }
}
