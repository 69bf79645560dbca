import Diagnostics
import Options
import Tables

/// All wording of this module: directives.
extension Diagnostic {
  static func nestedDirective(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "nested-directive",
      "a directive cannot stand in a list, a quote or a footnote",
      at: span,
      hint: "begin its fence at the margin"
    )
  }

  static func backtickInFence(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "malformed-directive",
      "a line that opens a fence with '```' cannot hold more backticks",
      at: span,
      hint: "fence it with '~~~'"
    )
  }

  static func unclosedFence(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "unclosed-directive",
      "this directive has no closing fence",
      at: span,
      hint: "end it with a line of as many backticks or tildes as it begins with"
    )
  }

  static func unclosedBraces(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "malformed-directive",
      "'{' is not closed on its line",
      at: span,
      hint: "write {name label key=value}"
    )
  }

  static func textBehindBraces(at span: SourceSpan) -> Self {
    let trimmed = span.file.span(ExpressionBraces.trimmed(span.range, in: span.file.bytes))
    return Diagnostic(
      .error,
      "malformed-directive",
      "nothing may follow the '}' of a directive",
      at: trimmed,
      hint: "put options inside the braces"
    )
  }

  static func directiveWithoutName(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "malformed-directive",
      "a directive begins with its name",
      at: span,
      hint: "write {name label key=value}"
    )
  }

  static func unknownDirective(_ name: Spanned<String>, known: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-directive",
      "no directive '\(name.value)'",
      at: name.span,
      hint: NearMatch.hint(name.value, in: known, kind: "directives")
    )
  }

  static func badLabel(_ word: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "bad-label",
      "'\(word.text)' cannot be a label",
      at: word,
      hint: "use letters, digits and '_', and begin with a letter"
    )
  }

  static func secondLabel(_ word: SourceSpan, after label: String) -> Self {
    Diagnostic(
      .error,
      "malformed-directive",
      "a second label '\(word.text)' after '\(label)'",
      at: word,
      hint: "write options as key=value"
    )
  }

  static func malformedAttribute(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "malformed-directive",
      "'\(span.text)' is not key=value",
      at: span,
      hint: "write it without blanks around '='"
    )
  }

  static func unclosedQuote(at span: SourceSpan) -> Self {
    Diagnostic(.error, "malformed-directive", "this quote is not closed", at: span)
  }
}

/// All wording of this module: parameters.
extension Diagnostic {
  static func badParameterName(_ name: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "bad-parameter",
      "'\(name.value)' cannot name a parameter",
      at: name.span,
      hint: "use letters, digits and '_', and begin with a letter"
    )
  }

  static func badParameter(_ name: Spanned<String>, _ node: OptionNode) -> Self {
    Diagnostic(
      .error,
      "bad-parameter",
      "parameter '\(name.value)' must be a default or a mapping, not \(node.kindName)",
      at: node.span,
      hint: "write \(name.value): {type: …, default: …}"
    )
  }

  static func parameterWithoutType(_ name: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "bad-parameter",
      "parameter '\(name.value)' has neither a type nor a default",
      at: name.span,
      hint: "types: \(ParameterType.allCases.map(\.rawValue).joined(separator: ", "))"
    )
  }

  static func parameterWithoutChoices(_ name: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "bad-parameter",
      "parameter '\(name.value)' has no choices",
      at: name.span,
      hint: "add 'choices: [a, b]'"
    )
  }

  static func rangeOfUnordered(
    _ key: String,
    _ name: String,
    _ type: ParameterType,
    at span: SourceSpan
  ) -> Self {
    Diagnostic(
      .error,
      "bad-parameter",
      "'\(key)' has no meaning for parameter '\(name)' of type '\(type.rawValue)'",
      at: span
    )
  }

  static func emptyRange(_ name: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "bad-parameter",
      "'max' of parameter '\(name)' lies below its 'min'",
      at: span
    )
  }

  static func wrongParameter(
    _ name: String,
    _ type: ParameterType,
    _ text: String,
    at span: SourceSpan?
  ) -> Self {
    Diagnostic(
      .error,
      "wrong-parameter",
      "parameter '\(name)' must be \(type.described), not '\(text)'",
      at: span
    )
  }

  static func parameterOutOfRange(
    _ name: String,
    _ value: Value,
    _ bound: String,
    _ limit: Value,
    at span: SourceSpan?
  ) -> Self {
    Diagnostic(
      .error,
      "wrong-parameter",
      "parameter '\(name)' must be \(bound) \(limit.displayText), not \(value.displayText)",
      at: span
    )
  }

  static func notAChoice(
    _ name: String,
    _ value: Value,
    _ choices: [Value],
    at span: SourceSpan?
  ) -> Self {
    let words = choices.map(\.displayText)
    return Diagnostic(
      .error,
      "wrong-parameter",
      "'\(value.displayText)' is not a choice of parameter '\(name)'",
      at: span,
      hint: NearMatch.hint(value.displayText, in: words, kind: "choices")
    )
  }
}
