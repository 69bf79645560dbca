import Diagnostics
import Engines
import Modelling
import Options
import Pipeline
import Tables
import Templates

/// `model`: candidates are fitted to a table's rows and judged on rows they have not seen.
///
///     ```{model minutes}
///     data: features
///     target: avg_login_minutes
///     id: user_id
///     candidates: [baseline, linear, lightgbm]
///     ```
///
/// makes the tables of `ModelTables`: `minutes.metrics`, `minutes.predictions`, `minutes.importance` and so
/// on. `save: FILE` writes the best candidate, fitted to all rows, as JSON for `predict`.
struct ModelDirective: Directive {
  static let name = "model"
  static let body = BodyKind.yaml

  let steps: [Step]
  private let options: ModelOptions?

  init(_ source: DirectiveSource, planning: inout Planning) {
    guard let label = source.label else {
      planning.diagnostics.append(.labelMissing(source))
      steps = []
      options = nil
      return
    }
    let before = planning.diagnostics.count
    for reference in source.options.references {
      planning.diagnostics.append(.onlyParameters(reference, known: planning.scope.names))
    }
    var reader = OptionReader(source.options, of: source.owner)
    let common = SharedOptions(&reader, .step)
    let options = ModelOptions(&reader, source)
    planning.diagnostics += reader.finish()
    let tables =
      ModelTables.all.map { "\(label.value).\($0.name)" } + ["\(label.value).predictions"]
    guard let options, planning.diagnostics.count == before else {
      steps = [.unready(source, provides: tables)]
      self.options = nil
      return
    }
    self.options = options
    let work = ModelStep(options: options, label: label.value, span: source.span)
    var step = Step(
      id: source.id,
      kind: Self.name,
      span: source.span,
      reads: [options.data],
      after: common.depends,
      provides: tables,
      identity: options.identity(source),
      isCached: common.caches,
      work: .produce { context in try await work.run(context) },
      explain: { Diagnostic(.error, "model-failed", $0.message, at: source.span) }
    )
    step.derivedSchemas = { work.schemas($0) }
    steps = [step] + (options.save.map { [work.saving($0, source, planning)] } ?? [])
  }

  func check(against schemas: Schemas) -> [Diagnostic] {
    guard let options, let schema = schemas[options.data.value] else { return [] }
    return options.columns.compactMap { schema.complaint(about: $0, of: options.data.value) }
  }
}
