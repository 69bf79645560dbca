/// How the predictions of one of two classes turned out, by weight, at one threshold.
///
/// Scores whose divisor is 0 are nil, where scikit-learn warns and gives 0.
public struct BinaryConfusion: Sendable, Hashable {
  public let truePositives: Double
  public let falsePositives: Double
  public let trueNegatives: Double
  public let falseNegatives: Double

  public init(
    truePositives: Double,
    falsePositives: Double,
    trueNegatives: Double,
    falseNegatives: Double
  ) {
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    self.trueNegatives = trueNegatives
    self.falseNegatives = falseNegatives
  }

  /// At the predictions' own threshold: positive is a probability of this or more.
  public init(_ rows: BinaryPredictions) {
    var sums = (CompensatedSum(), CompensatedSum(), CompensatedSum(), CompensatedSum())
    let weights = rows.weights
    rows.actual.withUnsafeBufferPointer { actual in
      rows.probability.withUnsafeBufferPointer { probability in
        forEachBlock(of: actual.count) { block in
          var part = (0.0, 0.0, 0.0, 0.0)
          for row in block {
            let weight = weights?[row] ?? 1
            let positive = actual[row] ? weight : 0
            let chosen = probability[row] >= rows.threshold
            part.0 += chosen ? positive : 0
            part.1 += chosen ? weight - positive : 0
            part.2 += chosen ? 0 : weight - positive
            part.3 += chosen ? 0 : positive
          }
          sums.0.add(part.0)
          sums.1.add(part.1)
          sums.2.add(part.2)
          sums.3.add(part.3)
        }
      }
    }
    truePositives = sums.0.value
    falsePositives = sums.1.value
    trueNegatives = sums.2.value
    falseNegatives = sums.3.value
  }

  public var positives: Double { truePositives + falseNegatives }
  public var negatives: Double { trueNegatives + falsePositives }
  /// The weight of the rows predicted positive.
  public var selected: Double { truePositives + falsePositives }
  public var total: Double { positives + negatives }

  public var accuracy: Double? { ratio(truePositives + trueNegatives, total) }
  /// Of those predicted positive, the share that is.
  public var precision: Double? { ratio(truePositives, selected) }
  /// Of the positive, the share that was predicted so; sensitivity, the true positive rate.
  public var recall: Double? { ratio(truePositives, positives) }
  /// Of the negative, the share that was predicted so.
  public var specificity: Double? { ratio(trueNegatives, negatives) }
  /// Of the negative, the share predicted positive.
  public var falsePositiveRate: Double? { ratio(falsePositives, negatives) }
  /// The harmonic mean of precision and recall; nil only when nothing is positive nor said to be.
  public var f1: Double? {
    ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives)
  }
  /// The mean of recall and specificity; nil when only one class occurs.
  public var balancedAccuracy: Double? {
    guard let recall, let specificity else { return nil }
    return (recall + specificity) / 2
  }
  /// The share of the rows that is positive.
  public var positiveRate: Double? { ratio(positives, total) }
  /// The share of the rows predicted positive.
  public var predictedPositiveRate: Double? { ratio(selected, total) }
  /// How many times as many positives are among the selected as among all.
  public var lift: Double? {
    guard let precision, let positiveRate else { return nil }
    return ratio(precision, positiveRate)
  }
  /// Matthews' correlation of what is with what is predicted, between −1 and 1.
  ///
  /// Nil when only one class occurs or is predicted.
  public var mcc: Double? {
    // The square root of each side apart: the product of four counts is large.
    let rows = positives.squareRoot() * negatives.squareRoot()
    let columns = selected.squareRoot() * (total - selected).squareRoot()
    return ratio(
      truePositives * trueNegatives - falsePositives * falseNegatives,
      rows * columns
    )
  }
}
