/// One thing that is wrong, said to the author of a file: what, where, and what to do.
///
/// Wording: the broken rule, most specific fact first, lower case, names in single quotes, no full
/// stop. The hint is an instruction, the list of choices, or one "did you mean" when a name is
/// close.
public struct Diagnostic: Error, Sendable, Hashable {
  public enum Severity: String, Sendable, Hashable { case error, warning, note }

  public let severity: Severity
  /// A stable kebab-case name of the kind of problem, such as `unknown-table`.
  public let code: String
  public let message: String
  /// The place; nil only for problems that have none (a missing template file, say).
  public let span: SourceSpan?
  public let hint: String?

  public init(
    _ severity: Severity,
    _ code: String,
    _ message: String,
    at span: SourceSpan?,
    hint: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.span = span
    self.hint = hint
  }
}

extension Diagnostic {
  /// The order in which a file's diagnostics are shown: by place, then by code and message.
  public static func inReadingOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.sorted { a, b in
      let left = (a.span?.file.name ?? "", a.span?.range.lowerBound ?? 0, a.code, a.message)
      let right = (b.span?.file.name ?? "", b.span?.range.lowerBound ?? 0, b.code, b.message)
      return left < right
    }
  }
}
