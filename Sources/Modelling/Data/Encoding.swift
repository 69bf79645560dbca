/// How features become the numbers of a model, found from the rows it is fitted to.
///
/// Boosted trees take numbers as they are, missing ones too, and categories by the place of their level.
/// Linear models take, for each feature:
/// - a number, time or truth value: itself, with the mean of the training rows where it is missing, and,
///   when any training row lacks it, an indicator of that;
/// - a category: an indicator for each level but the first, which is what the intercept stands for; rows
///   without a value, with a level that was never seen, or beyond the most frequent levels have an
///   indicator of their own when the training rows have such.
public struct Encoding: Sendable, Hashable, Codable {
  /// A feature, and what was found in the rows a model was fitted to.
  public struct Feature: Sendable, Hashable, Codable {
    public var name: String
    public var kind: FeatureColumn.Kind
    /// The column's type in words.
    public var type: String
    /// The levels of a category in the order of their bytes.
    public var levels: [String]
    /// Training rows that lack it.
    public var missing: Int
    /// Mean, deviation (with n in the denominator), least and greatest of the numbers that are there.
    public var mean: Double
    public var deviation: Double
    public var least: Double
    public var greatest: Double
    /// How many training rows have each level.
    public var counts: [Int]
  }

  public var features: [Feature]

  /// A linear model has indicators for so many levels at most; rarer ones share one.
  static let levelLimit = 50

  init(features: [Feature]) { self.features = features }

  /// Reads the features of some rows.
  init(_ data: ModelData, _ rows: [Int32]) {
    features = data.features.map { Feature($0, rows) }
  }
}

extension Encoding.Feature {
  init(_ column: FeatureColumn, _ rows: [Int32]) {
    name = column.name
    kind = column.kind
    type = column.type
    levels = []
    counts = []
    missing = 0
    mean = 0
    deviation = 0
    least = 0
    greatest = 0
    switch column.values {
    case .levels(let codes, let all):
      var found = [Int](repeating: 0, count: all.count)
      for row in rows where codes[Int(row)] >= 0 { found[Int(codes[Int(row)])] += 1 }
      let present = all.indices.filter { found[$0] > 0 }
      levels = present.map { all[$0] }
      counts = present.map { found[$0] }
      missing = rows.count - counts.reduce(0, +)
    case .numbers(let numbers):
      // Welford's sums are stable for numbers that are large beside their deviation.
      var count = 0.0
      var sum = 0.0
      least = .infinity
      greatest = -.infinity
      for row in rows {
        let number = numbers[Int(row)]
        guard !number.isNaN else { continue }
        count += 1
        let distance = number - mean
        mean += distance / count
        sum += distance * (number - mean)
        least = min(least, number)
        greatest = max(greatest, number)
      }
      missing = rows.count - Int(count)
      deviation = count > 0 ? (sum / count).squareRoot() : 0
      if count == 0 { (least, greatest) = (0, 0) }
    }
  }

  /// Whether all rows that have it have the same value.
  var isConstant: Bool { kind == .category ? levels.count < 2 : least == greatest }

  /// The places in `levels` of another column's levels; -1 for those that are not there.
  func places(of others: [String]) -> [Int32] {
    let known = Dictionary(uniqueKeysWithValues: zip(levels, Int32(0)...))
    return others.map { known[$0] ?? -1 }
  }
}
