import Diagnostics

/// The wording of what a database cannot do of a parse.
extension Diagnostic {
  /// `what`: a construct of PCRE2, such as "a look-ahead".
  static func notInRE2(_ what: String, at span: SourceSpan?) -> Self {
    Diagnostic(
      .error,
      "no-counterpart",
      "databases run expressions of RE2, which has no counterpart of \(what)",
      at: span,
      hint: "parse here, or write the expression without it"
    )
  }

  static func absentOrEmpty(_ field: String, at span: SourceSpan?) -> Self {
    Diagnostic(
      .error,
      "no-counterpart",
      "a database cannot tell whether the field '\(field)' is empty or absent",
      at: span,
      hint: "let its group match one character at least"
    )
  }

  /// `what`: a part of the parse, such as "a record of several lines".
  static func notInSQL(_ what: String, at span: SourceSpan?) -> Self {
    Diagnostic(
      .error,
      "no-counterpart",
      "\(what) cannot be parsed by a database",
      at: span,
      hint: "leave 'pushdown' out"
    )
  }
}
