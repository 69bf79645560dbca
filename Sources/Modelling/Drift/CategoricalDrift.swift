/// How a column of categories differs between a reference and now.
///
/// Measures are of the categories present; what is missing is compared apart. They are nil when a
/// side has no categories.
public struct CategoricalDrift: Sendable, Hashable {
  public struct Category: Sendable, Hashable {
    public let name: String
    public let reference: Int
    public let current: Int
  }

  public let missing: MissingDrift
  /// Every category of either side, the most frequent of the reference first.
  ///
  /// Of equals the more frequent now comes first, then the lesser name.
  public let categories: [Category]
  /// Nil when there is but one category; that is no difference.
  public let test: ChiSquaredTest?
  /// The population stability index over the categories; see `ShareDistance`.
  public let stability: Double?
  /// The Jensen–Shannon distance over the categories, base 2.
  public let jensenShannon: Double?
  /// The worse one of the categories' and of the missing values'; see `DriftVerdict`.
  public let verdict: DriftVerdict

  /// Categories that the reference does not have.
  public var new: [Category] { categories.filter { $0.reference == 0 } }
  /// Categories that only the reference has.
  public var vanished: [Category] { categories.filter { $0.current == 0 } }

  /// - Parameters:
  ///   - reference: The categories as they were.
  ///   - current: The categories as they are.
  ///   - alpha: The probability below which a test counts; see `DriftVerdict`.
  public init(reference: CategoryCounts, current: CategoryCounts, alpha: Double = 0.05) {
    missing = MissingDrift(
      reference: (reference.present + reference.missing, reference.missing),
      current: (current.present + current.missing, current.missing),
      alpha: alpha
    )
    categories = Set(reference.counts.keys).union(current.counts.keys)
      .map {
        Category(
          name: $0,
          reference: reference.counts[$0] ?? 0,
          current: current.counts[$0] ?? 0
        )
      }
      .sorted { ($1.reference, $1.current, $0.name) < ($0.reference, $0.current, $1.name) }
    let one = categories.map { Double($0.reference) }
    let other = categories.map { Double($0.current) }
    test = ChiSquaredTest(one, other)
    stability = ShareDistance.stability(one, other)
    jensenShannon = ShareDistance.jensenShannon(one, other)
    verdict = max(
      missing.verdict,
      DriftVerdict(stability: stability, pValue: test?.pValue, alpha: alpha)
    )
  }
}
