/// Whether as many values are missing as before.
public struct MissingDrift: Sendable, Hashable {
  /// Rows, missing ones among them.
  public let referenceRows: Int
  public let currentRows: Int
  /// Shares of them that are missing; nil without rows.
  public let referenceShare: Double?
  public let currentShare: Double?
  /// Of two bins, missing and present.
  public let stability: Double?
  /// Pearson's chi-squared of the same; nil when nothing is missing on either side, or everything.
  public let pValue: Double?
  public let verdict: DriftVerdict

  init(reference: (rows: Int, missing: Int), current: (rows: Int, missing: Int), alpha: Double) {
    referenceRows = reference.rows
    currentRows = current.rows
    referenceShare = ratio(Double(reference.missing), Double(reference.rows))
    currentShare = ratio(Double(current.missing), Double(current.rows))
    let one = [Double(reference.missing), Double(reference.rows - reference.missing)]
    let other = [Double(current.missing), Double(current.rows - current.missing)]
    stability = ShareDistance.stability(one, other)
    pValue = ChiSquaredTest(one, other)?.pValue
    verdict = DriftVerdict(stability: stability, pValue: pValue, alpha: alpha)
  }
}
