#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The quantiles of errors against those of a normal distribution.
///
/// Points on a straight line say that the errors are normally distributed; ends that bend away say
/// that large errors are more frequent than that.
public struct QuantileQuantile: Sendable, Hashable {
  public struct Point: Sendable, Hashable {
    /// The quantile of the standard normal distribution.
    public let normal: Double
    /// The error that is as far up among the errors.
    public let error: Double
  }

  public let points: [Point]
  /// The line through the quartiles, as R's `qqline` draws it: error = intercept + slope · normal.
  ///
  /// Nil when both quartiles are equal.
  public let slope: Double?
  public let intercept: Double?

  /// Quantiles of some errors; there are no points when an error, or the weights' sum, is not finite.
  ///
  /// Without weights the places are Filliben's (1975), as in scipy's `probplot`: of n errors the one
  /// of rank i stands at (i − 0.3175) / (n + 0.365), the first and last at 1 − 0.5^(1/n) from the
  /// ends. With weights an error stands in the middle of its weight.
  /// Of more errors than `limit` those are chosen that are evenly apart on the normal axis; both ends
  /// are always among them, and where the tails are thin there are fewer.
  public init(_ errors: [Double], weights: [Double]? = nil, limit: Int = 200) {
    let areFinite =
      errors.allSatisfy(\.isFinite) && (weights?.reduce(0, +) ?? 0).isFinite
    let sample = SortedSample(areFinite ? errors : [], weights: areFinite ? weights : nil)
    let count = sample.values.count
    var cumulated: [Double] = []
    if !sample.weights.isEmpty {
      var sum = CompensatedSum()
      for weight in sample.weights {
        sum.add(weight)
        cumulated.append(sum.value)
      }
    }
    func place(_ index: Int) -> Double {
      guard cumulated.isEmpty else {
        let share = (cumulated[index] - sample.weights[index] / 2) / cumulated[count - 1]
        // A weight may be too small a part of all to move away from the end.
        return min(max(share, .leastNormalMagnitude), 1 - .ulpOfOne / 2)
      }
      let half = count == 1 ? 0.5 : 1 - exp2(-1 / Double(count))
      if index == 0 { return half }
      if index == count - 1 { return 1 - half }
      return (Double(index) + 1 - 0.3175) / (Double(count) + 0.365)
    }
    points = Self.chosen(count, limit: max(2, limit), place).map {
      Point(normal: Normal.quantile(place($0)), error: sample.values[$0])
    }
    let quartiles = sample.quantiles([0.25, 0.75]) ?? [0, 0]
    let distance = Normal.quantile(0.75) - Normal.quantile(0.25)
    let rise = quartiles[1] - quartiles[0]
    slope = rise > 0 ? finite(rise / distance) : nil
    intercept = slope == nil ? nil : finite(quartiles[0] / 2 + quartiles[1] / 2)
  }

  /// The ranks, from 0, of the errors that are shown; `place` rises with the rank.
  private static func chosen(_ count: Int, limit: Int, _ place: (Int) -> Double) -> [Int] {
    guard count > limit else { return Array(0..<count) }
    let (first, last) = (
      Normal.quantile(place(0)), Normal.quantile(place(count - 1))
    )
    var result = [0]
    for step in 1..<(limit - 1) {
      let normal = first + (last - first) * Double(step) / Double(limit - 1)
      let wanted = Normal.cumulative(normal)
      var (low, high) = (0, count - 1)
      while low < high {
        let middle = (low + high) / 2
        if place(middle) < wanted { low = middle + 1 } else { high = middle }
      }
      if low > 0, wanted - place(low - 1) < place(low) - wanted { low -= 1 }
      if low > result[result.count - 1], low < count - 1 { result.append(low) }
    }
    return result + [count - 1]
  }
}
