/// The area between two empirical distribution functions.
enum EarthMover {
  /// The distance of two ascending samples, as scipy's `wasserstein_distance`; nil of an empty one.
  static func distance(_ one: [Double], _ other: [Double]) -> Double? {
    guard !one.isEmpty, !other.isEmpty else { return nil }
    let (n, m) = (Double(one.count), Double(other.count))
    var (i, j) = (0, 0)
    var sum = CompensatedSum()
    var last = min(one[0], other[0])
    while i < one.count || j < other.count {
      let value = min(
        i < one.count ? one[i] : .infinity,
        j < other.count ? other[j] : .infinity
      )
      sum.add(abs(Double(i) / n - Double(j) / m) * (value - last))
      while i < one.count, one[i] == value { i += 1 }
      while j < other.count, other[j] == value { j += 1 }
      last = value
    }
    return sum.value
  }
}

/// The mean of some numbers and their standard deviation, of the whole (divided by their count).
struct Moments {
  let mean: Double
  let deviation: Double

  /// Nil without numbers, or where a sum is too large a number.
  init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    var sum = CompensatedSum()
    for value in values { sum.add(value) }
    let mean = sum.value / Double(values.count)
    var squares = CompensatedSum()
    for value in values { squares.add((value - mean) * (value - mean)) }
    let isConstant = values.allSatisfy { $0 == values[0] }
    self.mean = mean
    deviation = isConstant ? 0 : (squares.value / Double(values.count)).squareRoot()
    guard deviation.isFinite, mean.isFinite else { return nil }
  }
}
