/// How a column of numbers differs between a reference, such as the training data, and now.
///
/// Measures are of the values present; what is missing is compared apart. They are nil when a side
/// has no values.
public struct NumericDrift: Sendable {
  public let missing: MissingDrift
  public let test: KolmogorovSmirnov?
  /// The population stability index over `bins`; see `ShareDistance`.
  public let stability: Double?
  /// The Jensen–Shannon distance over `bins`, base 2.
  public let jensenShannon: Double?
  /// The area between both distribution functions, in the column's unit (Wasserstein, or earth
  /// mover's, distance of order 1).
  public let wasserstein: Double?
  /// The same in standard deviations of the reference (of the whole, divided by n).
  ///
  /// Nil when the reference is constant.
  public let normalisedWasserstein: Double?
  /// The reference's quantile bins, ten if its values allow, and the rows of both sides in them.
  ///
  /// Of a constant reference there are three: what is less, the constant itself, what is more.
  public let bins: QuantileBins?
  public let referenceCounts: [Double]
  public let currentCounts: [Double]
  /// Both sides in the same bins of equal, nice width, for a chart; nil without values.
  ///
  /// The bins suit the reference and cover both sides.
  public let histograms: (reference: Histogram, current: Histogram)?
  public let referenceMean: Double?
  public let currentMean: Double?
  /// The worse one of the values' and of the missing values'; see `DriftVerdict`.
  public let verdict: DriftVerdict

  /// Compares two samples.
  ///
  /// - Parameters:
  ///   - reference: The numbers as they were; NaN is a missing value.
  ///   - current: The numbers as they are.
  ///   - binCount: How many quantile bins of the reference there are to be.
  ///   - alpha: The probability below which a test counts; see `DriftVerdict`.
  /// - Throws: `not-finite` when a number is infinite.
  public init(
    reference: [Double],
    current: [Double],
    binCount: Int = 10,
    alpha: Double = 0.05
  ) throws(ModelError) {
    let before = try Self.present(reference, "reference")
    let now = try Self.present(current, "current")
    missing = MissingDrift(
      reference: (reference.count, reference.count - before.values.count),
      current: (current.count, current.count - now.values.count),
      alpha: alpha
    )
    test = KolmogorovSmirnov(before, now, .automatic)
    bins = QuantileBins(before, count: binCount, nice: false)?.partingConstant
    referenceCounts = bins.map { Self.counts(before, $0) } ?? []
    currentCounts = bins.map { Self.counts(now, $0) } ?? []
    stability = ShareDistance.stability(referenceCounts, currentCounts)
    jensenShannon = ShareDistance.jensenShannon(referenceCounts, currentCounts)
    let moments = Moments(before.values)
    referenceMean = moments?.mean
    currentMean = Moments(now.values)?.mean
    wasserstein = EarthMover.distance(before.values, now.values).flatMap(finite)
    normalisedWasserstein = wasserstein.flatMap { ratio($0, moments?.deviation ?? 0) }
    histograms = Histogram.edges(for: [before, now], limit: 40).map {
      (Histogram(before, edges: $0), Histogram(now, edges: $0))
    }
    verdict = max(
      missing.verdict,
      DriftVerdict(stability: stability, pValue: test?.pValue, alpha: alpha)
    )
  }

  private static func present(
    _ values: [Double],
    _ which: String
  ) throws(ModelError) -> SortedSample {
    if let row = values.firstIndex(where: \.isInfinite) {
      throw ModelError("not-finite", "the \(which) value of row \(row + 1) is infinite")
    }
    let isWhole = values.allSatisfy { !$0.isNaN }
    return SortedSample(isWhole ? values : values.filter { !$0.isNaN })
  }

  /// How many numbers are in each bin.
  private static func counts(_ sample: SortedSample, _ bins: QuantileBins) -> [Double] {
    let starts = [0] + bins.inner.map { countOf(sample.values, below: $0) } + [sample.values.count]
    return (1..<starts.count).map { Double(starts[$0] - starts[$0 - 1]) }
  }
}
