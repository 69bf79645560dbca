/// The rows of two classes in the order of their scores, the highest first.
///
/// Everything that depends on the order alone comes from one walk down it: ranking metrics, curves,
/// tables by threshold. Rows of equal score are one step of the walk. The classes are sorted apart
/// and merged, so that nothing but the scores (and weights, if given) is moved.
struct RankedScores: Sendable {
  private let positiveScores: [Double]
  private let negativeScores: [Double]
  /// Empty when every row weighs 1.
  private let positiveWeights: [Double]
  private let negativeWeights: [Double]
  /// The weight of each class.
  let positives: Double
  let negatives: Double

  /// Where the walk stands after all rows of a score or more.
  struct Step {
    let score: Double
    let truePositives: Double
    let falsePositives: Double
    /// Rows, whatever their weight.
    let rows: Int
  }

  /// How many rows count; those of weight 0 do not, as in scikit-learn.
  var count: Int { positiveScores.count + negativeScores.count }

  init(_ rows: BinaryPredictions) {
    self.init(actual: rows.actual, scores: rows.probability, weights: rows.weights)
  }

  /// Ranks rows by scores of any range, all finite.
  init(actual: [Bool], scores given: [Double], weights: [Double]?) {
    let count = actual.count
    var scores: (positive: [Double], negative: [Double]) = ([], [])
    var carried: (positive: [Double], negative: [Double]) = ([], [])
    var positiveCount = 0
    for row in 0..<count where actual[row] { positiveCount += 1 }
    scores.positive.reserveCapacity(positiveCount)
    scores.negative.reserveCapacity(count - positiveCount)
    if let weights {
      for row in 0..<count where weights[row] > 0 {
        if actual[row] {
          scores.positive.append(given[row])
          carried.positive.append(weights[row])
        } else {
          scores.negative.append(given[row])
          carried.negative.append(weights[row])
        }
      }
      RadixSort.sort(&scores.positive, carrying: &carried.positive)
      RadixSort.sort(&scores.negative, carrying: &carried.negative)
    } else {
      for row in 0..<count {
        if actual[row] {
          scores.positive.append(given[row])
        } else {
          scores.negative.append(given[row])
        }
      }
      RadixSort.sort(&scores.positive)
      RadixSort.sort(&scores.negative)
    }
    positiveScores = scores.positive
    negativeScores = scores.negative
    positiveWeights = carried.positive
    negativeWeights = carried.negative
    positives = weights == nil ? Double(scores.positive.count) : total(carried.positive)
    negatives = weights == nil ? Double(scores.negative.count) : total(carried.negative)
  }

  /// Walks down the distinct scores, giving what is at or above each.
  ///
  /// The last step is exactly the whole: `positives` and `negatives`.
  @inline(__always)
  func walk(_ body: (Step) -> Void) {
    let isWeighted = !positiveWeights.isEmpty || !negativeWeights.isEmpty
    positiveScores.withUnsafeBufferPointer { positive in
      negativeScores.withUnsafeBufferPointer { negative in
        var (p, n) = (positive.count, negative.count)
        var (found, mistaken) = (CompensatedSum(), CompensatedSum())
        while p > 0 || n > 0 {
          let score = max(
            p > 0 ? positive[p - 1] : -.infinity,
            n > 0 ? negative[n - 1] : -.infinity
          )
          while p > 0, positive[p - 1] == score {
            p -= 1
            if isWeighted { found.add(positiveWeights[p]) }
          }
          while n > 0, negative[n - 1] == score {
            n -= 1
            if isWeighted { mistaken.add(negativeWeights[n]) }
          }
          body(
            Step(
              score: score,
              truePositives: !isWeighted
                ? Double(positive.count - p) : p == 0 ? positives : found.value,
              falsePositives: !isWeighted
                ? Double(negative.count - n) : n == 0 ? negatives : mistaken.value,
              rows: positive.count + negative.count - p - n
            )
          )
        }
      }
    }
  }
}

private func total(_ weights: [Double]) -> Double {
  var sum = CompensatedSum()
  for weight in weights { sum.add(weight) }
  return sum.value
}
