import Diagnostics
import Options
import Tables

extension Diagnostic {
  static func columnsNotAList(_ node: OptionNode) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "'columns' must be a list of names or mappings, not \(node.kindName)",
      at: node.span,
      hint: "write 'columns: [first, second]', or one '- field: …' a line"
    )
  }

  static func noColumns(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "no-columns",
      "'columns' names no column",
      at: span,
      hint: "leave the option out to show all columns"
    )
  }

  static func badFormat(_ error: FormatError, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "bad-format",
      "'\(error.specifier)' is not a number or time format: \(words(of: error.reason))",
      at: span,
      hint: "numbers: ',d' '.1f' '.1%' '$,.2f'; dates: '%Y-%m-%d' '%-d %B'"
    )
  }

  private static func words(of reason: FormatError.Reason) -> String {
    switch reason {
    case .unknownType(let letter): "there is no number format '\(letter)'"
    case .unexpected(let character): "'\(character)' cannot stand where it does"
    case .missingPrecision: "digits must follow the '.'"
    case .tooLarge: "a width or precision may be 1,000 at most"
    case .unknownDirective(let letter): "there is no time directive '%\(letter)'"
    case .missingDirective: "a letter must follow the '%'"
    }
  }

  static func formatOfOtherKind(
    _ format: String,
    _ column: String,
    _ kind: ColumnKind,
    at span: SourceSpan
  ) -> Self {
    Diagnostic(
      .error,
      "format-mismatch",
      "column '\(column)' holds \(kind.noun), which \(format) cannot write",
      at: span
    )
  }

  static func needsNumbers(
    _ option: String,
    _ column: String,
    _ kind: ColumnKind,
    at span: SourceSpan
  ) -> Self {
    Diagnostic(
      .error,
      "needs-numbers",
      "\(option) needs a column of numbers, and '\(column)' holds \(kind.noun)",
      at: span
    )
  }

  static func unknownScheme(_ name: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "unknown-choice",
      "there is no colour scheme '\(name.value)'",
      at: name.span,
      hint: NearMatch.hint(name.value, in: ColourScheme.allCases.map(\.rawValue), kind: "schemes")
    )
  }

  static func badDomain(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "bad-domain",
      "'domain' must be two or three rising numbers",
      at: span,
      hint: "write '[low, high]' or '[low, middle, high]'"
    )
  }
}
