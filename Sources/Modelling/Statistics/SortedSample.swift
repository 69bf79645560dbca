/// Numbers in ascending order, with their weights, to be asked for quantiles.
struct SortedSample: Sendable {
  let values: [Double]
  /// In the order of the values; empty when every row weighs 1.
  let weights: [Double]

  /// Sorts some numbers, none of them NaN; rows of weight 0 are left out.
  init(_ values: [Double], weights: [Double]? = nil) {
    guard let weights else {
      var sorted = values
      RadixSort.sort(&sorted)
      self.values = sorted
      self.weights = []
      return
    }
    var sorted: [Double] = []
    var carried: [Double] = []
    for (value, weight) in zip(values, weights) where weight > 0 {
      sorted.append(value)
      carried.append(weight)
    }
    RadixSort.sort(&sorted, carrying: &carried)
    self.values = sorted
    self.weights = carried
  }

  /// The value below which a share of the weight lies.
  ///
  /// Unweighted it is numpy's default (Hyndman and Fan's type 7): a straight line between the two
  /// neighbours. Weighted it is the averaged inverse of the distribution function (their type 2),
  /// as scikit-learn's weighted percentiles: where the share falls exactly between two values,
  /// their mean. The two agree on the median.
  ///
  /// - Parameter share: Between 0 and 1.
  /// - Returns: Nil of an empty sample.
  func quantile(_ share: Double) -> Double? { quantiles([share])?[0] }

  /// Quantiles of ascending shares, in one walk over the sample.
  func quantiles(_ shares: [Double]) -> [Double]? {
    guard let last = values.last else { return nil }
    guard !weights.isEmpty else {
      return shares.map { share in
        let place = share * Double(values.count - 1)
        let lower = min(Int(place), values.count - 1)
        guard lower + 1 < values.count else { return last }
        let fraction = place - Double(lower)
        return between(values[lower], values[lower + 1], fraction)
      }
    }
    var total = 0.0
    for weight in weights { total += weight }
    var result: [Double] = []
    var index = 0
    var passed = weights[0]
    for share in shares {
      let wanted = share * total
      while passed < wanted, index + 1 < weights.count {
        index += 1
        passed += weights[index]
      }
      // The cumulated weights are rounded; scikit-learn allows the same distance.
      let isBetween = passed - wanted <= Double.ulpOfOne && index + 1 < values.count && share > 0
      result.append(isBetween ? values[index] / 2 + values[index + 1] / 2 : values[index])
    }
    return result
  }
}

/// A part of the way from one number to another; from the nearer end, as numpy goes.
///
/// So it is exact at both ends, and between equal numbers.
@inline(__always)
private func between(_ one: Double, _ other: Double, _ part: Double) -> Double {
  let way = other - one
  // A difference of two numbers may be too large a number.
  if !way.isFinite { return one * (1 - part) + other * part }
  return part < 0.5 ? one + way * part : other - way * (1 - part)
}
