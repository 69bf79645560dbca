/// A number in two runs, and what its change means.
public struct NumberChange: Codable, Hashable, Sendable {
  public enum Verdict: String, Codable, Hashable, Sendable {
    case better, worse
    /// It changed, and nobody said which direction is good news; or it is only in one of the runs.
    case changed
    case same
  }

  /// Nil when the run has no such number.
  public var old: Double?
  public var new: Double?
  /// `new - old`; nil when one of them is missing or not finite.
  public var difference: Double?
  /// The difference as a share of the old number's size; nil when that is 0.
  public var relative: Double?
  public var verdict: Verdict
  /// The standard deviation over the folds, the larger of the two runs'; nil when neither has one.
  public var deviation: Double?
  /// Whether the difference is smaller than that deviation, so that it may well be chance.
  public var isWithinNoise: Bool

  /// Compares two numbers.
  ///
  /// - Parameters:
  ///   - old: The number in the older run.
  ///   - new: The number in the newer run.
  ///   - isHigherBetter: Whether more is good news; nil for neither.
  ///   - deviation: The spread that a difference is held against.
  public init(
    _ old: Double?,
    _ new: Double?,
    isHigherBetter: Bool? = nil,
    deviation: Double? = nil
  ) {
    self.old = old
    self.new = new
    self.deviation = deviation
    let gap: Double? =
      if let old, let new, old.isFinite, new.isFinite { new - old } else { nil }
    difference = gap
    relative = gap.flatMap { gap in old.flatMap { $0 == 0 ? nil : gap / $0.magnitude } }
    verdict =
      if Self.isSame(old, new) {
        .same
      } else if let gap, let isHigherBetter, gap != 0 {
        (gap > 0) == isHigherBetter ? .better : .worse
      } else {
        .changed
      }
    isWithinNoise =
      if let gap, gap != 0, let deviation { gap.magnitude < deviation } else { false }
  }

  public var differs: Bool { verdict != .same }

  /// Whether two numbers are the same number; unlike `==`, what is not a number equals itself.
  private static func isSame(_ old: Double?, _ new: Double?) -> Bool {
    if let old, let new, old.isNaN, new.isNaN { return true }
    return old == new
  }
}
