import Diagnostics
import Modelling
import Options
import Templates

extension Diagnostic {
  /// An error of a model, told at its place in the template.
  init(_ error: ModelError, at span: SourceSpan?) {
    self.init(.error, error.code, error.message, at: span, hint: error.hint)
  }

  static func unknownMetric(_ name: Spanned<String>, known: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-metric",
      "there is no metric '\(name.value)'",
      at: name.span,
      hint: NearMatch.hint(name.value, in: known, kind: "metrics")
    )
  }

  static func unknownCandidate(_ kind: Spanned<String>, isName: Bool) -> Self {
    let known = Candidate.Kind.allCases.map(\.rawValue)
    return Diagnostic(
      .error,
      "unknown-model",
      "there is no kind of model '\(kind.value)'",
      at: kind.span,
      hint: NearMatch.of(kind.value, in: known).map { "did you mean '\($0)'?" }
        ?? (isName
          ? "say which it is, one of \(known.joined(separator: ", ")): '\(kind.value): {kind: …}'"
          : "the kinds are \(known.joined(separator: ", "))")
    )
  }

  static func noCandidates(_ node: OptionNode) -> Self {
    Diagnostic(
      .error,
      "option-type",
      "'candidates' names no model to try",
      at: node.span,
      hint: "write 'candidates: [baseline, linear, lightgbm]', or leave it out"
    )
  }

  static func candidateTwice(_ name: String, _ node: OptionNode) -> Self {
    Diagnostic(
      .error,
      "candidate-twice",
      "two candidates are called '\(name)'",
      at: node.span,
      hint: "use a mapping of names: '\(name)_2: {kind: …}'"
    )
  }

  static func splitShare(_ node: OptionNode) -> Self {
    Diagnostic(
      .error,
      "option-range",
      "'test' of 'split' must lie between 0 and 1",
      at: node.span,
      hint: "'test: 0.2' sets a fifth of the rows aside"
    )
  }

  static func splitShareOfFolds(_ folds: Int, _ node: OptionNode) -> Self {
    Diagnostic(
      .error,
      "option-conflict",
      "'test' sets one part aside, and there are \(folds) folds",
      at: node.span,
      hint: "add 'folds: 1', or leave out 'test'"
    )
  }

  static func splitColumn(_ kind: SplitPlan.Kind, _ node: OptionNode) -> Self {
    let needs = kind == .grouped || kind == .time
    return Diagnostic(
      .error,
      needs ? "missing-option" : "unused-option",
      needs
        ? "a split of the kind '\(kind.rawValue)' needs a column"
        : "a split of the kind '\(kind.rawValue)' goes by no column",
      at: node.span,
      hint: needs ? "write 'split: {kind: \(kind.rawValue), by: COLUMN}'" : "leave out 'by'"
    )
  }
}
