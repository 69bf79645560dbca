import Diagnostics

/// The wording of what can be wrong with a pattern.
extension Diagnostic {
  static func patternWithoutFields(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "bad-pattern",
      "the pattern has no field",
      at: span,
      hint: "name the parts of a line: %{time} %{level} %{message}"
    )
  }

  static func fieldNotClosed(at span: SourceSpan) -> Self {
    Diagnostic(.error, "bad-pattern", "'%{' has no '}'", at: span, hint: "close the field: %{name}")
  }

  static func fieldsWithoutText(between span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "bad-pattern",
      "no text tells where this field ends and the next begins",
      at: span,
      hint: "put the text between them, or make one field of both"
    )
  }

  static func fieldTwice(_ name: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "bad-pattern",
      "the field '\(name)' stands twice",
      at: span,
      hint: "%{+\(name)} appends to it, %{} skips"
    )
  }

  static func fieldWithoutName(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "bad-pattern",
      "the field has no name",
      at: span,
      hint: "write %{} for a part to skip"
    )
  }

  static func badOrder(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "bad-pattern",
      "the order after '/' must be a whole number below 1000",
      at: span,
      hint: "%{+name/2} is the second piece of 'name'"
    )
  }

  static func pairIncomplete(_ other: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "bad-pattern",
      "half a pair: the pattern has no \(other)",
      at: span,
      hint: "%{*name} takes the key and %{&name} its value"
    )
  }

  static func nameTwice(_ name: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "bad-pattern",
      "the field '\(name)' stands twice",
      at: span,
      hint: "name each field once; 'rest' is the name of what is left"
    )
  }

  static func pathWithoutName(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "bad-pattern",
      "a name is missing in the path",
      at: span,
      hint: "write paths like a.b[0].c"
    )
  }

  static func badBracket(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "bad-pattern",
      "brackets in a path hold a place or a quoted name",
      at: span,
      hint: "write list[0], or labels[\"name.with.dots\"]"
    )
  }

  static func badHeader(_ what: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "bad-pattern",
      "the header line has no column names: \(what)",
      at: span,
      hint: "name the columns, or give another delimiter or quote"
    )
  }

  static func unknownType(_ word: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "unknown-type",
      "'\(word)' is not a type of fields",
      at: span,
      hint: NearMatch.hint(word, in: FieldType.names, kind: "types")
    )
  }

  /// `message`: what PCRE2 says, such as "missing closing parenthesis".
  static func badExpression(_ message: String, at span: SourceSpan) -> Self {
    Diagnostic(.error, "bad-expression", "the expression does not compile: \(message)", at: span)
  }

  static func expressionWithoutGroups(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "bad-expression",
      "the expression has no named group",
      at: span,
      hint: "name the parts of a line: (?<time>\\S+) (?<level>[A-Z]+) (?<message>.*)"
    )
  }
}

/// The wording of what can be wrong with a grok pattern.
extension Diagnostic {
  static func grokNotClosed(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "bad-pattern",
      "'%{' has no '}'",
      at: span,
      hint: "close the reference: %{WORD:name}"
    )
  }

  static func grokWithoutFields(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "bad-pattern",
      "the pattern has no field",
      at: span,
      hint: "name the parts of a line: %{TIMESTAMP_ISO8601:time} %{LOGLEVEL:level}"
    )
  }

  static func grokFieldMissing(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "bad-pattern",
      "the field has no name",
      at: span,
      hint: "leave out the ':' for a part to skip"
    )
  }

  static func badFieldName(_ name: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "bad-pattern",
      "'\(name)' is not a name of a field",
      at: span,
      hint: "write verb, http.request.method or [http][request][method]"
    )
  }

  static func unknownPattern(_ name: String, at span: SourceSpan, known: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-pattern",
      "the pattern '\(name)' is not defined",
      at: span,
      hint: NearMatch.hint(name, in: known, kind: "patterns")
    )
  }

  static func patternWithinItself(_ names: ArraySlice<String>, at span: SourceSpan) -> Self {
    let path = names.map { "'\($0)'" }.joined(separator: " within ")
    return Diagnostic(
      .error,
      "bad-pattern",
      "a pattern cannot hold itself: \(path)",
      at: span
    )
  }

  static func patternTooLong(_ name: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "bad-pattern",
      "with '\(name)' written out the pattern is longer than 60,000 bytes",
      at: span
    )
  }
}
