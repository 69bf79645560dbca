/// The errors of predicted numbers, summed up.
///
/// An error is actual − predicted, as a residual is: a positive mean says that the model predicts
/// too little. Definitions are scikit-learn's (User Guide, 3.4.6, "Regression metrics"). Two passes
/// over the rows: means first, then what lies around them, so that no large squares cancel.
public struct RegressionErrors: Sendable, Hashable {
  public let count: Int
  /// The rows' weights together.
  public let weight: Double
  /// The mean error (`me`).
  public let mean: Double
  /// The errors' standard deviation: of the whole, not of a sample (divided by the weight).
  ///
  /// Nil, as everything that needs squares, where one is too large a number.
  public let deviation: Double?
  /// The mean absolute error.
  public let mae: Double
  /// The absolute errors' standard deviation, of the whole.
  public let absoluteDeviation: Double?
  /// The mean squared error.
  public let mse: Double?
  public let rmse: Double?
  /// The share of the actual values' variance around their mean that the predictions account for.
  ///
  /// Nil for fewer than two rows and for a constant target, where scikit-learn gives 1 or 0.
  public let r2: Double?
  /// Like `r2`, without counting a constant bias against the predictions; nil as `r2` is.
  public let explainedVariance: Double?
  /// The mean of |error| / |actual|, a share: 0.05 is five per cent.
  ///
  /// Nil when an actual value is 0, where scikit-learn divides by 2.2e-16.
  public let mape: Double?
  /// The largest absolute error; rows of weight 0 do not count.
  public let maximum: Double

  /// Sums up errors.
  ///
  /// Nil when there are no rows, none of them weighs anything, or an error is too large a number.
  public init?(_ rows: RegressionPredictions) {
    let first = FirstPass(rows)
    guard first.weight > 0, first.weight.isFinite, first.meanAbsolute.isFinite,
      first.meanActual.isFinite
    else { return nil }
    let second = SecondPass(rows, first)
    count = rows.actual.count
    weight = first.weight
    mean = first.meanError
    mae = first.meanAbsolute
    deviation = finite((second.errors / weight).squareRoot())
    absoluteDeviation = finite((second.absolutes / weight).squareRoot())
    maximum = first.maximum
    mse = finite(first.squares / weight)
    rmse = mse?.squareRoot()
    mape = first.hasZero ? nil : finite(first.relative / weight)
    let varies = first.least < first.greatest
    r2 = varies ? ratio(first.squares, second.actuals).map { 1 - $0 } : nil
    explainedVariance = varies ? ratio(second.errors, second.actuals).map { 1 - $0 } : nil
  }

  /// The median of the absolute errors (`medae`), weighted as scikit-learn's: see `SortedSample`.
  public static func median(_ rows: RegressionPredictions) -> Double? {
    let count = rows.actual.count
    let absolutes = [Double](unsafeUninitializedCapacity: count) { result, written in
      for row in 0..<count { result[row] = abs(rows.actual[row] - rows.predicted[row]) }
      written = count
    }
    guard absolutes.allSatisfy(\.isFinite) else { return nil }
    return SortedSample(absolutes, weights: rows.weights).quantile(0.5)
  }
}

/// Sums whose terms are known at once.
private struct FirstPass {
  var weight = 0.0
  var meanError = 0.0
  var meanAbsolute = 0.0
  var meanActual = 0.0
  var squares = 0.0
  var relative = 0.0
  var hasZero = false
  var maximum = 0.0
  var least = Double.infinity
  var greatest = -Double.infinity

  init(_ rows: RegressionPredictions) {
    var sums = (
      weight: CompensatedSum(), error: CompensatedSum(), absolute: CompensatedSum(),
      actual: CompensatedSum(), square: CompensatedSum(), relative: CompensatedSum()
    )
    let weights = rows.weights
    rows.actual.withUnsafeBufferPointer { actual in
      rows.predicted.withUnsafeBufferPointer { predicted in
        forEachBlock(of: actual.count) { block in
          var part = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
          for row in block {
            let weight = weights?[row] ?? 1
            if weight == 0 { continue }
            let error = actual[row] - predicted[row]
            let size = abs(error)
            part.0 += weight
            part.1 += weight * error
            part.2 += weight * size
            part.3 += weight * actual[row]
            part.4 += weight * error * error
            if actual[row] == 0 {
              hasZero = true
            } else {
              part.5 += weight * (size / abs(actual[row]))
            }
            maximum = max(maximum, size)
            least = min(least, actual[row])
            greatest = max(greatest, actual[row])
          }
          sums.weight.add(part.0)
          sums.error.add(part.1)
          sums.absolute.add(part.2)
          sums.actual.add(part.3)
          sums.square.add(part.4)
          sums.relative.add(part.5)
        }
      }
    }
    weight = sums.weight.value
    meanError = sums.error.value / weight
    meanAbsolute = sums.absolute.value / weight
    meanActual = sums.actual.value / weight
    squares = sums.square.value
    relative = sums.relative.value
  }
}

/// Squared distances from means.
private struct SecondPass {
  let errors: Double
  let absolutes: Double
  let actuals: Double

  init(_ rows: RegressionPredictions, _ first: FirstPass) {
    var sums = (CompensatedSum(), CompensatedSum(), CompensatedSum())
    let weights = rows.weights
    rows.actual.withUnsafeBufferPointer { actual in
      rows.predicted.withUnsafeBufferPointer { predicted in
        forEachBlock(of: actual.count) { block in
          var part = (0.0, 0.0, 0.0)
          for row in block {
            let weight = weights?[row] ?? 1
            let error = actual[row] - predicted[row]
            let fromMean = error - first.meanError
            let fromSize = abs(error) - first.meanAbsolute
            let fromActual = actual[row] - first.meanActual
            part.0 += weight * fromMean * fromMean
            part.1 += weight * fromSize * fromSize
            part.2 += weight * fromActual * fromActual
          }
          sums.0.add(part.0)
          sums.1.add(part.1)
          sums.2.add(part.2)
        }
      }
    }
    errors = sums.0.value
    absolutes = sums.1.value
    actuals = sums.2.value
  }
}
