import Diagnostics
import Engines
import Exporting
import Foundation
import Options
import Pipeline
import Simulation
import Tables
import Templates

/// `generate`: made-up rows become tables.
///
/// With `log: true` the academy has a table `academy.log` more: the lines that its site writes, to be parsed.
///
///     ```{generate academy}
///     scenario: academy
///     students: 2000
///     tables: [students, logins]
///     ```
///
/// makes `academy.students` and `academy.logins`, and
///
///     ```{generate orders}
///     rows: 10000
///     columns:
///       id: sequence
///       amount: {kind: lognormal, mean: 3, deviation: 1}
///     ```
///
/// the table `orders`; a mapping `tables:` of such descriptions makes several, `orders.items`.
struct GenerateDirective: Directive {
  static let name = "generate"
  static let body = BodyKind.yaml

  let steps: [Step]

  init(_ source: DirectiveSource, planning: inout Planning) {
    guard let label = source.label else {
      planning.diagnostics.append(.labelMissing(source))
      steps = []
      return
    }
    let before = planning.diagnostics.count
    for reference in source.options.references {
      planning.diagnostics.append(.onlyParameters(reference, known: planning.scope.names))
    }
    let isResolved = planning.diagnostics.count == before
    var reader = OptionReader(source.options, of: source.owner)
    let common = SharedOptions(&reader, .step)
    let scenario: Recipe.Scenario? = reader.choice("scenario")
    let options = GenerateOptions(source, label.value, scenario, &reader, &planning)
    guard let options, isResolved else {
      let known = scenario?.tableNames ?? source.options["tables"]?.entries.map(\.key.value) ?? []
      steps = [.unready(source, provides: [label.value] + known.map { "\(label.value).\($0)" })]
      return
    }
    var step = Step(
      id: source.id,
      kind: Self.name,
      span: source.span,
      after: common.depends,
      provides: options.tables.map(\.label),
      identity: options.identity,
      files: options.config.map { [planning.files($0)] } ?? [],
      isCached: common.caches,
      work: .produce { context in try await options.produce(context) },
      explain: { Diagnostic(.error, "generate-failed", $0.message, at: source.span) }
    )
    step.schemas = options.schemas
    steps = [step]
  }
}
