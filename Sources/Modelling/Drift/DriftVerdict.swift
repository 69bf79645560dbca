/// How much a column has changed, in three words.
///
/// The rule is that of credit scoring (Siddiqi, Credit Risk Scorecards, 2006, as most tools have it):
/// a population stability index below 0.1 is no change, up to 0.2 some, above it a strong one.
/// Of few rows the index is large by chance alone, so a change only counts when a test finds it
/// too: p < 0.05 (Kolmogorov–Smirnov of numbers, chi-squared of categories and of missing values).
/// Of many rows any test finds differences too small to matter, which is why the test alone
/// decides nothing. Whoever looks at k columns at once passes alpha = 0.05 / k.
public enum DriftVerdict: Int, Sendable, Hashable, Comparable, CaseIterable {
  case none
  case some
  case strong

  /// - Parameters:
  ///   - stability: The population stability index; nil when it cannot be told.
  ///   - pValue: The test's; nil when there is none, and then the index alone decides.
  ///   - alpha: How small the probability has to be.
  public init(stability: Double?, pValue: Double?, alpha: Double = 0.05) {
    guard let stability, (pValue ?? 0) < alpha else {
      self = .none
      return
    }
    self = stability > 0.2 ? .strong : stability >= 0.1 ? .some : .none
  }

  public static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}
