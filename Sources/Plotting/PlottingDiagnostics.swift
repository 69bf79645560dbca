import Diagnostics
import Options
import Tables

extension Diagnostic {
  static func unsupported(_ kind: String, _ name: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "unsupported",
      "\(kind) '\(name.value)' of the chart grammar is not supported",
      at: name.span
    )
  }

  /// Selections of a chart that answers to the pointer.
  static func noSelections(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "unsupported",
      "a report is a still picture: selections of the chart grammar are not supported",
      at: span,
      hint: "take out 'select' and what depends on it, or write 'test' for 'param'"
    )
  }

  static func inputIsNotShown(at span: SourceSpan) -> Self {
    Diagnostic(
      .warning,
      "still-picture",
      "a report is a still picture: the input is not shown, the parameter keeps its value",
      at: span
    )
  }

  /// A picture of a size that nobody can look at: a length or an offset is wrong by far.
  static func tooLarge(_ width: Double, _ height: Double, at span: SourceSpan) -> Self {
    func size(_ length: Double) -> String {
      length < 1e15 ? "\(Int(length.rounded()))" : "\(length)"
    }
    return Diagnostic(
      .error,
      "picture-too-large",
      "the picture would be \(size(width)) × \(size(height)) pixels large",
      at: span,
      hint: "aggregate the rows, or look for a size or an offset that is far too large"
    )
  }

  static func ignoredOption(_ key: Spanned<String>, _ owner: String) -> Self {
    Diagnostic(
      .warning,
      "ignored-option",
      "\(owner) does nothing with '\(key.value)'",
      at: key.span
    )
  }

  // MARK: Shapes of options

  static func unknownOption(_ key: Spanned<String>, _ owner: String, known: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-option",
      "\(owner) has no option '\(key.value)'",
      at: key.span,
      hint: NearMatch.hint(key.value, in: known, kind: "options")
    )
  }

  static func missingOption(_ key: String, _ owner: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "\(owner) needs the option '\(key)'",
      at: span,
      hint: "add a line '\(key): …'"
    )
  }

  static func notAMapping(_ owner: String, _ node: OptionNode) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "\(owner) takes 'key: value' lines, not \(node.kindName)",
      at: node.span
    )
  }

  static func wrongShape(_ key: String, _ wanted: String, _ node: OptionNode) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "'\(key)' must be \(wanted), not \(node.kindName)",
      at: node.span
    )
  }

  /// Of the right kind, but not a value that is taken.
  static func wrongValue(_ key: String, _ wanted: String, _ node: OptionNode) -> Self {
    Diagnostic(.error, "wrong-value", "'\(key)' must be \(wanted)", at: node.span)
  }

  static func wrongSize(_ key: String, _ node: OptionNode) -> Self {
    Diagnostic(.error, "wrong-type", "'\(key)' must be 1 to 10,000 pixels", at: node.span)
  }

  static func unknownChoice(_ key: String, _ word: Spanned<String>, choices: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-choice",
      "'\(word.value)' is not a value of '\(key)'",
      at: word.span,
      hint: NearMatch.hint(word.value, in: choices, kind: "choices")
    )
  }
}
