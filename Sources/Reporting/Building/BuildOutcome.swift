public import Diagnostics

/// What came of a build.
public struct BuildOutcome: Sendable {
  /// What is wrong with the build as a whole and with rows; that of single reports was told as they
  /// ended.
  public let diagnostics: [Diagnostic]
  /// The page that lists the reports; nil when it was not written.
  public let indexPath: String?
  /// One line: reports made and failed, time.
  public let summary: String
  /// 0 fine, 1 a mistake or a failed step, 2 a failed check, 130 cancelled: the worst of all reports.
  public let exitCode: Int32

  /// The worst of exit codes: an interruption, then a mistake, then a failed check.
  static func worst(_ codes: Set<Int32>) -> Int32 { [130, 1, 2].first(where: codes.contains) ?? 0 }
}
