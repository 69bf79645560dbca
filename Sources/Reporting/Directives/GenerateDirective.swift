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
///
/// `shards: 4` divides the rows in four, which `quire run --step academy --shard 1/4` makes one at a time.
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
    let shards = Shards(source.id, &reader)
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
    steps = shards.map { Self.divided(step, options, $0) } ?? [step]
  }

  /// A step for each shard, and the one that gathers what they make.
  private static func divided(
    _ whole: Step,
    _ options: GenerateOptions,
    _ shards: Shards
  ) -> [Step] {
    let pieces = (0..<shards.count).map { index in
      var piece = whole
      piece.id = shards.id(index)
      piece.isPrivate = true
      piece.provides = whole.provides.map { shards.table($0, of: index) }
      piece.schemas = Dictionary(
        uniqueKeysWithValues: whole.schemas.map { (shards.table($0.key, of: index), $0.value) }
      )
      piece.identity = whole.identity + [KeyPart("shard", "\(index + 1)/\(shards.count)")]
      piece.work = .produce { try await options.produce($0, (index, shards)) }
      return piece
    }
    var gathered = whole
    gathered.reads = shards.reads(whole.provides, at: whole.span)
    gathered.after = []
    gathered.files = []
    gathered.work = .gather(parts: shards.parts(of: whole.provides), produce: { _ in })
    return pieces + [gathered]
  }
}
