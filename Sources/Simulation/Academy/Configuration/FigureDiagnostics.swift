import Diagnostics
import Options

extension Diagnostic {
  static func figureOutOfRange(
    _ key: String,
    _ bounds: String,
    _ found: String,
    at span: SourceSpan
  ) -> Self {
    Diagnostic(.error, "out-of-range", "'\(key)' must be \(bounds), not \(found)", at: span)
  }

  static func wrongFigure(_ key: String, _ wanted: String, _ node: OptionNode) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "'\(key)' must be \(wanted), not \(node.kindName)",
      at: node.span
    )
  }

  static func emptyFigures(_ key: String, _ what: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "empty-list",
      "'\(key)' is empty",
      at: span,
      hint: "give at least one \(what)"
    )
  }

  static func negativeWeight(_ name: String, of key: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "negative-weight",
      "the weight of \(name) in '\(key)' is negative",
      at: span,
      hint: "0 leaves it out"
    )
  }

  static func onlyZeroWeights(_ key: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "no-weight",
      "all weights of '\(key)' are 0, so nothing can be drawn",
      at: span,
      hint: "make one of them positive"
    )
  }

  static func weightForEach(
    _ key: String,
    _ owner: String,
    _ count: Int,
    weights: Int,
    at span: SourceSpan
  ) -> Self {
    Diagnostic(
      .error,
      "weights-differ",
      "'\(key)' of \(owner) has \(count) numbers, and '\(key)' above has \(weights) weights",
      at: span,
      hint: "give one number for each weight"
    )
  }

  static func unknownOutcome(_ key: Spanned<String>, of owner: String, known: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-choice",
      "'\(key.value)' is none of '\(owner)'",
      at: key.span,
      hint: NearMatch.hint(key.value, in: known, kind: "choices")
    )
  }

  static func noPrice(_ subject: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "no-price",
      "subject '\(subject)' has products without a price",
      at: span,
      hint: "give each course its price, as in [105000, 200000]"
    )
  }

  static func tooFewProducts(_ count: Int, of products: Int, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "too-few-products",
      "an action cannot name \(count) products, as there are \(products)",
      at: span
    )
  }

  static func notADay(_ key: String, _ text: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "not-a-day",
      "'\(text.value)' is no day",
      at: text.span,
      hint: "write '\(key)' as in 2022-03-01"
    )
  }

  static func lastDayFirst(at span: SourceSpan) -> Self {
    Diagnostic(.error, "out-of-range", "'to' lies before 'from'", at: span)
  }

  static func lengthTwice(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "given-twice",
      "'days' and 'to' both say when registration ends",
      at: span,
      hint: "leave one of them out"
    )
  }

  static func backwards(_ key: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "out-of-range",
      "'\(key)' ends before it begins",
      at: span,
      hint: "write the smaller number first"
    )
  }
}
