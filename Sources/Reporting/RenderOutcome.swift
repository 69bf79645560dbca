public import Diagnostics

/// What came of rendering a template.
public struct RenderOutcome: Sendable {
  /// All that is wrong, in reading order.
  public let diagnostics: [Diagnostic]
  /// The file written; nil when there was nothing to write.
  public let outputPath: String?
  /// For each step why it ran or did not, a line each.
  public let explanation: String
  /// The checks that rows break, a line each.
  public let brokenChecks: [String]
  /// The run as the ledger remembers it; nil when it did not come to that.
  public let run: RunRecord?
  /// One line: steps run, steps from the store, checks, time.
  public let summary: String
  /// 0 fine, 1 a mistake or a failed step, 2 a failed check, 130 cancelled.
  public let exitCode: Int32

  init(
    diagnostics: [Diagnostic],
    outputPath: String? = nil,
    explanation: String = "",
    brokenChecks: [String] = [],
    run: RunRecord? = nil,
    summary: String = "",
    exitCode: Int32
  ) {
    self.diagnostics = Diagnostic.inReadingOrder(diagnostics)
    self.outputPath = outputPath
    self.explanation = explanation
    self.brokenChecks = brokenChecks
    self.run = run
    self.summary = summary
    self.exitCode = exitCode
  }

  /// A template that has mistakes: there is no report.
  static func notRendered(_ template: String, _ diagnostics: [Diagnostic]) -> Self {
    RenderOutcome(
      diagnostics: diagnostics,
      summary: "\(template): \(diagnostics.counts), not rendered",
      exitCode: 1
    )
  }
}

extension [Diagnostic] {
  /// `2 errors, 1 warning`.
  public var counts: String {
    let counts = [Diagnostic.Severity.error, .warning, .note].compactMap { severity in
      let count = count { $0.severity == severity }
      return count == 0 ? nil : counted(count, severity.rawValue)
    }
    return counts.isEmpty ? "no mistakes" : counts.joined(separator: ", ")
  }
}
