/// What comes of calling every row positive that scores a threshold or more.
///
/// It is a point of the ROC curve (`confusion.falsePositiveRate`, `confusion.recall`), of the
/// precision–recall curve, of the gain curve (`share`, `gain`) and of the lift curve (`share`,
/// `lift`).
public struct ThresholdPoint: Sendable, Hashable {
  /// Infinite for the point at which nothing is called positive.
  public let threshold: Double
  public let confusion: BinaryConfusion

  /// The share of the rows called positive.
  public var share: Double? { confusion.predictedPositiveRate }
  /// The share of the positive rows among them: recall, as a gain curve calls it.
  public var gain: Double? { confusion.recall }
  /// How many times as many positives are among them as among all rows.
  public var lift: Double? { confusion.lift }

  /// What comes of each of some thresholds exactly, in one pass over the rows.
  ///
  /// - Returns: A point for each threshold, in their order.
  public static func table(_ rows: BinaryPredictions, thresholds: [Double]) -> [ThresholdPoint] {
    let ascending = Array(Set(thresholds.filter { !$0.isNaN })).sorted()
    // A place for the rows below every threshold, and one from each threshold to the next.
    var positive = [CompensatedSum](repeating: CompensatedSum(), count: ascending.count + 1)
    var negative = positive
    for row in 0..<rows.actual.count {
      let place = countOf(ascending, atMost: rows.probability[row])
      let weight = rows.weights?[row] ?? 1
      if rows.actual[row] { positive[place].add(weight) } else { negative[place].add(weight) }
    }
    let (positives, negatives) = (positive.map(\.value), negative.map(\.value))
    return thresholds.map { threshold in
      let start = countOf(ascending, atMost: threshold)
      return ThresholdPoint(
        threshold: threshold,
        confusion: BinaryConfusion(
          truePositives: positives[start...].reduce(0, +),
          falsePositives: negatives[start...].reduce(0, +),
          trueNegatives: negatives[..<start].reduce(0, +),
          falseNegatives: positives[..<start].reduce(0, +)
        )
      )
    }
  }
}

/// How many of some ascending numbers are not above a value.
@inline(__always)
func countOf(_ ascending: [Double], atMost value: Double) -> Int {
  var (low, high) = (0, ascending.count)
  while low < high {
    let middle = (low + high) / 2
    if ascending[middle] <= value { low = middle + 1 } else { high = middle }
  }
  return low
}
