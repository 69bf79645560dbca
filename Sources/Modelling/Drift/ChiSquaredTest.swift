/// Pearson's test of whether two samples share out their rows over categories alike.
public struct ChiSquaredTest: Sendable, Hashable {
  public let statistic: Double
  public let degreesOfFreedom: Int
  public let pValue: Double
  /// The least number of rows expected in a cell.
  ///
  /// Below about 5 the probability is a rough one.
  public let leastExpected: Double

  /// As scipy's `chi2_contingency(correction=False)` of the two rows of counts.
  ///
  /// Categories without rows on either side are left out. There is no correction for continuity,
  /// which scipy by default makes of two categories. Nil when a sample is empty or there are fewer
  /// than two categories.
  public init?(_ reference: [Double], _ current: [Double]) {
    precondition(reference.count == current.count, "as many categories on both sides")
    let pairs = zip(reference, current).filter { $0 + $1 > 0 }
    let (first, second) = (
      pairs.reduce(0) { $0 + $1.0 }, pairs.reduce(0) { $0 + $1.1 }
    )
    guard pairs.count > 1, first > 0, second > 0 else { return nil }
    let share = first / (first + second)
    var sum = CompensatedSum()
    var least = Double.infinity
    for (one, other) in pairs {
      let (expected, otherExpected) = ((one + other) * share, (one + other) * (1 - share))
      sum.add((one - expected) * (one - expected) / expected)
      sum.add((other - otherExpected) * (other - otherExpected) / otherExpected)
      least = min(least, expected, otherExpected)
    }
    statistic = sum.value
    degreesOfFreedom = pairs.count - 1
    pValue = ChiSquared(degreesOfFreedom: Double(pairs.count - 1)).upperTail(sum.value)
    leastExpected = least
  }
}
