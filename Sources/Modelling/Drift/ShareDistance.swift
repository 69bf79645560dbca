#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How far two ways of sharing out rows are from each other.
public enum ShareDistance {
  /// What an empty bin's share is taken for in the population stability index.
  ///
  /// One in ten thousand, as other tools have it: the logarithm of 0 would make every new category
  /// infinitely large a change. The other shares stay as they are.
  public static let emptyShare = 0.0001

  /// The population stability index, Σ (current − reference) ln(current / reference).
  ///
  /// - Parameters:
  ///   - reference: Counts or weights, bin by bin.
  ///   - current: As many.
  /// - Returns: Nil when a side has no rows.
  public static func stability(_ reference: [Double], _ current: [Double]) -> Double? {
    guard let (reference, current) = shares(reference, current) else { return nil }
    return zip(reference, current).reduce(0) { sum, pair in
      // Empty on both sides is no difference.
      let (r, c) = (max(pair.0, emptyShare), max(pair.1, emptyShare))
      let isInBoth = pair.0 > 0 && pair.1 > 0
      return sum + (isInBoth ? (pair.1 - pair.0) * log(pair.1 / pair.0) : (c - r) * log(c / r))
    }
  }

  /// The Jensen–Shannon distance: 0 for equal shares, 1 for such that have nothing in common.
  ///
  /// The square root of the divergence to base 2, as scipy's `jensenshannon(base=2)`.
  ///
  /// - Returns: Nil when a side has no rows.
  public static func jensenShannon(_ reference: [Double], _ current: [Double]) -> Double? {
    guard let (reference, current) = shares(reference, current) else { return nil }
    let sum = zip(reference, current).reduce(0.0) { sum, pair in
      let middle = (pair.0 + pair.1) / 2
      return sum + part(pair.0, middle) + part(pair.1, middle)
    }
    return min(1, max(0, sum / 2).squareRoot())
  }

  private static func part(_ share: Double, _ middle: Double) -> Double {
    share > 0 ? share * log2(share / middle) : 0
  }

  private static func shares(_ one: [Double], _ other: [Double]) -> ([Double], [Double])? {
    precondition(one.count == other.count, "as many bins on both sides")
    let (first, second) = (one.reduce(0, +), other.reduce(0, +))
    guard first > 0, second > 0 else { return nil }
    return (one.map { $0 / first }, other.map { $0 / second })
  }
}
