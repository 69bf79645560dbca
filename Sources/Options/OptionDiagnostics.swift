public import Diagnostics

extension Diagnostic {
  static func unknownOption(_ key: Spanned<String>, _ owner: String, known: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-option",
      "\(owner) has no option '\(key.value)'",
      at: key.span,
      hint: NearMatch.hint(key.value, in: known, kind: "options")
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

  static func missingOption(_ key: String, _ owner: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "\(owner) needs the option '\(key)'",
      at: span,
      hint: "add a line '\(key): …'"
    )
  }

  static func wrongOptionType(_ key: String, _ wanted: String, _ node: OptionNode) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "'\(key)' must be \(wanted), not \(node.kindName)",
      at: node.span
    )
  }

  static func optionOutOfRange(
    _ key: String,
    _ low: String,
    _ high: String,
    _ node: OptionNode
  ) -> Self {
    Diagnostic(
      .error,
      "out-of-range",
      "'\(key)' must lie between \(low) and \(high)",
      at: node.span
    )
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

  static func yamlError(_ problem: String, at span: SourceSpan, hint: String?) -> Self {
    Diagnostic(.error, "yaml", problem, at: span, hint: hint)
  }

  public static func doubledKey(_ key: Spanned<String>) -> Self {
    Diagnostic(.error, "doubled-key", "'\(key.value)' is given twice", at: key.span)
  }
}
