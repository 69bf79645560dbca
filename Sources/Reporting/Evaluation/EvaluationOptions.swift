import Diagnostics
import Options
import Templates

/// The options of `evaluation`, which is replaced by a section of the page about a model.
///
///     ```{evaluation}
///     model: minutes
///     heading: 3
///     hide: [coefficients]
///     ```
///
/// `reference` and `data` add how the rows of one table differ from those of the other; they may stand
/// without a model.
struct EvaluationOptions {
  static let name = "evaluation"

  let text: EvaluationText

  /// Nil when something is wrong; complaints go to `planning`.
  ///
  /// `id` is the directive's label, or its name and number; `models` are the labels of the models that
  /// there are.
  init?(
    _ directive: Templates.Directive,
    _ options: OptionNode,
    id: String,
    language: Language,
    models: [String],
    _ planning: inout Planning
  ) {
    var reader = OptionReader(options, of: "directive 'evaluation'")
    let model = reader.text("model")
    let data = reader.text("data")
    let reference = reader.text("reference")
    if (data == nil) != (reference == nil) {
      reader.complain(.halfDrift(reference ?? data, hasData: data != nil, directive))
    } else if model == nil, data == nil {
      _ = reader.required("model")
    }
    let level = reader.integer("heading", in: 1...5) ?? 3
    let shown = Self.sections("show", &reader)
    let hidden = Self.sections("hide", &reader)
    _ = SharedOptions(&reader)
    let problems = reader.finish()
    planning.diagnostics += problems
    if let model, !models.contains(where: { $0.lowercased() == model.value.lowercased() }) {
      planning.diagnostics.append(.unknownModel(model, known: models))
      return nil
    }
    guard !problems.contains(where: { $0.severity == .error }) else { return nil }
    text = EvaluationText(
      model: model?.value,
      drift: data.flatMap { data in reference.map { (data.value, $0.value) } },
      prefix: id.replacing("-", with: "_"),
      level: level,
      sections: (shown ?? Set(EvaluationText.Section.allCases)).subtracting(hidden ?? []),
      language: language
    )
  }

  private static func sections(
    _ key: String,
    _ reader: inout OptionReader
  ) -> Set<EvaluationText.Section>? {
    guard let names = reader.texts(key) else { return nil }
    var found: Set<EvaluationText.Section> = []
    for name in names {
      guard let section = EvaluationText.Section(rawValue: name.value) else {
        reader.complain(.unknownSection(name))
        continue
      }
      found.insert(section)
    }
    return found
  }
}

extension Diagnostic {
  fileprivate static func halfDrift(
    _ given: Spanned<String>?,
    hasData: Bool,
    _ directive: Templates.Directive
  ) -> Self {
    let missing = hasData ? "reference" : "data"
    return Diagnostic(
      .error,
      "missing-option",
      "'\(hasData ? "data" : "reference")' of an evaluation needs the option '\(missing)'",
      at: given?.span ?? directive.span,
      hint: "drift is told of 'data' against 'reference': name both tables, or none"
    )
  }

  fileprivate static func unknownModel(_ name: Spanned<String>, known: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-model",
      known.isEmpty
        ? "no directive 'model' makes '\(name.value)'" : "there is no model '\(name.value)'",
      at: name.span,
      hint: NearMatch.hint(name.value, in: known, kind: "models")
    )
  }

  fileprivate static func unknownSection(_ name: Spanned<String>) -> Self {
    let known = EvaluationText.Section.allCases.map(\.rawValue)
    return Diagnostic(
      .error,
      "unknown-section",
      "an evaluation has no section '\(name.value)'",
      at: name.span,
      hint: NearMatch.of(name.value, in: known).map { "did you mean '\($0)'?" }
        ?? "its sections are \(known.joined(separator: ", "))"
    )
  }
}
