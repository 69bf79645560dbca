#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How well the rows of a group are predicted.
///
/// Scores that belong to another task, or have no rows, are nil.
public struct GroupScores: Sendable, Hashable {
  public let group: Grouping.Group
  public let rows: Int
  public let weight: Double
  /// The mean of actual − predicted; of two classes, the share of positives − the mean probability.
  public let bias: Double?
  /// Of regressions.
  public let mae: Double?
  public let rmse: Double?
  /// Of classes.
  public let accuracy: Double?
  public let logLoss: Double?
}

extension Grouping {
  /// The scores of each group, in the order of `groups`, in one pass over the rows.
  ///
  /// - Throws: `length-mismatch`.
  public func scores(_ predictions: Predictions) throws(ModelError) -> [GroupScores] {
    guard places.count == predictions.count else {
      throw ModelError(
        "length-mismatch",
        "there are \(predictions.count) predictions and \(places.count) rows in groups"
      )
    }
    switch predictions {
    case .regression(let rows):
      let sums = sums(rows.weights) { row in
        let error = rows.actual[row] - rows.predicted[row]
        return (error, abs(error), error * error)
      }
      return sums.map {
        $0.scores(bias: $0.mean(0), mae: $0.mean(1), rmse: $0.mean(2)?.squareRoot())
      }
    case .binary(let rows):
      let sums = sums(rows.weights) { row in
        let (actual, probability) = (rows.actual[row], rows.probability[row])
        return (
          (actual ? 1 : 0) - probability,
          (probability >= rows.threshold) == actual ? 1 : 0,
          -log(kept(actual ? probability : 1 - probability))
        )
      }
      return sums.map { $0.scores(bias: $0.mean(0), accuracy: $0.mean(1), logLoss: $0.mean(2)) }
    case .multiclass(let rows):
      let width = rows.classes.count
      let sums = sums(rows.weights) { row in
        let actual = rows.actual[row]
        return (
          0, actual == rows.predicted[row] ? 1 : 0,
          -log(kept(rows.probabilities[row * width + Int(actual)]))
        )
      }
      return sums.map { $0.scores(accuracy: $0.mean(1), logLoss: $0.mean(2)) }
    }
  }

  private func sums(
    _ weights: [Double]?,
    _ terms: (Int) -> (Double, Double, Double)
  ) -> [GroupSums] {
    var result = groups.map { GroupSums(group: $0) }
    result.withUnsafeMutableBufferPointer { result in
      for row in 0..<places.count { result[Int(places[row])].add(terms(row), weights?[row] ?? 1) }
    }
    return result
  }
}

/// What is added up of a group's rows.
private struct GroupSums {
  let group: Grouping.Group
  var rows = 0
  var weight = CompensatedSum()
  var sums = (CompensatedSum(), CompensatedSum(), CompensatedSum())

  @inline(__always)
  mutating func add(_ terms: (Double, Double, Double), _ weight: Double) {
    rows += 1
    self.weight.add(weight)
    sums.0.add(weight * terms.0)
    sums.1.add(weight * terms.1)
    sums.2.add(weight * terms.2)
  }

  func mean(_ place: Int) -> Double? {
    ratio([sums.0.value, sums.1.value, sums.2.value][place], weight.value)
  }

  func scores(
    bias: Double? = nil,
    mae: Double? = nil,
    rmse: Double? = nil,
    accuracy: Double? = nil,
    logLoss: Double? = nil
  ) -> GroupScores {
    GroupScores(
      group: group,
      rows: rows,
      weight: weight.value,
      bias: bias,
      mae: mae,
      rmse: rmse,
      accuracy: accuracy,
      logLoss: logLoss
    )
  }
}
