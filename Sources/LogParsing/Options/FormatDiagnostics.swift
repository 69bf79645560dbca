import Diagnostics
import Options

/// The wording of what can be wrong with the choice of a format.
extension Diagnostic {
  static func noFormat(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "nothing says how a line is read",
      at: span,
      hint: "add 'format: NAME', or a pattern: 'dissect: …', 'grok: …', 'regex: …'"
    )
  }

  static func twoFormats(_ one: String, _ other: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "contradiction",
      "'\(one)' and '\(other)' both say how a line is read",
      at: span,
      hint: "list them under 'formats' to try one after the other"
    )
  }

  static func formatsNotAList(_ node: OptionNode) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "'formats' must be a list of formats, not \(node.kindName)",
      at: node.span,
      hint: "formats: [{format: combined}, {dissect: '…'}]"
    )
  }

  static func patternsNotAMapping(_ node: OptionNode) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "'patterns' must be a mapping of names to expressions, not \(node.kindName)",
      at: node.span,
      hint: "patterns: {ORDER: 'ORD-[0-9]+'}"
    )
  }

  static func patternsWithoutGrok(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "contradiction",
      "'patterns' are for grok, and nothing here uses it",
      at: span,
      hint: "write 'grok: …' with them, or leave them out"
    )
  }

  static func noFields(_ format: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "'\(format)' needs to know its fields",
      at: span,
      hint: "list them under 'columns'; 'rest: string' takes all others"
    )
  }

  static func noSample(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "unknown-format",
      "'auto' needs a file to look at",
      at: span,
      hint: "name the format: \(NamedFormat.all.map(\.name).joined(separator: ", "))"
    )
  }

  static func noFormatFits(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "unknown-format",
      "no known format takes a line of the log",
      at: span,
      hint: "say how a line is read: 'dissect: …', 'grok: …', 'regex: …'"
    )
  }

  static func noHeader(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "there is no header to take the names of columns from",
      at: span,
      hint: "write 'header: false' and list the columns in their order under 'columns'"
    )
  }

  static func emptySeparator(at span: SourceSpan) -> Self {
    Diagnostic(.error, "out-of-range", "the separator is empty", at: span)
  }

  static func notOneCharacter(_ text: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "out-of-range",
      "'\(text.value)' must be one ASCII character",
      at: text.span
    )
  }
}
