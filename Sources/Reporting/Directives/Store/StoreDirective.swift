import Diagnostics
import Engines
import Files
import Options
import Pipeline
import Tables
import Templates

/// `store`: a table is written somewhere else, and the account of what was written becomes a table.
///
///     ```{store lake}
///     data: study                # the table to write
///     to: lake/study             # a file, a folder or a service: see StoreTargets
///     format: parquet
///     partition_by: [dt]
///     ```
///
/// The step runs when the rows or the options have changed, or when what it wrote is gone: nothing is
/// stored twice. The page shows the account only with `show: true`.
struct StoreDirective: Directive {
  static let name = "store"
  static let body = BodyKind.yaml

  let steps: [Step]
  private let label: Spanned<String>?
  private let common: SharedOptions
  private let isShown: Bool
  private let data: Spanned<String>?
  private let to: Spanned<String>?
  private let target: (any StoreTarget)?

  init(_ source: DirectiveSource, planning: inout Planning) {
    let before = planning.diagnostics.count
    label = source.label
    if source.label == nil { planning.diagnostics.append(.labelMissing(source)) }
    for reference in source.options.references {
      planning.diagnostics.append(.onlyParameters(reference, known: planning.scope.names))
    }
    var reader = OptionReader(source.options, of: source.owner)
    common = SharedOptions(&reader, .caption, .step)
    isShown = reader.bool("show") ?? false
    data = reader.required("data").flatMap { reader.text(of: $0, "data") }
    to = reader.required("to").flatMap { reader.text(of: $0, "to") }
    target = to.flatMap { StoreTargets.target($0, &reader, planning) }
    if target == nil { reader.accept(StoreTargets.options) }
    planning.diagnostics += reader.finish()
    guard let label, let data, let to, let target, planning.diagnostics.count == before else {
      steps = source.label.map { [.unready(source, provides: [$0.value])] } ?? []
      return
    }
    var step = Step(
      id: source.id,
      kind: Self.name,
      span: source.span,
      reads: [data],
      after: common.depends,
      provides: [label.value],
      identity: [KeyPart("way of storing", "1")] + target.identity,
      isCached: common.caches,
      work: .produce { context in
        let account = try await Self.stored(data.value, to, target, context)
        try await context.write(label.value, .empty(account.schema))
        for batch in account.batches { try await context.write(label.value, batch) }
      },
      explain: { target.explain($0, at: to.span) }
    )
    step.writes = target.writes
    step.served = target.served
    step.derivedSchemas = { columns in
      columns(data.value).map { [label.value: target.accountSchema(of: $0)] } ?? [:]
    }
    step.isStillTrue = { kept in
      guard let account = try await kept.table(label.value) else { return false }
      return try await target.isStillTrue(account)
    }
    steps = [step]
  }

  /// Runs the target; what the system says of its files is told at the option, not as a fault of our store.
  private static func stored(
    _ data: String,
    _ to: Spanned<String>,
    _ target: any StoreTarget,
    _ context: StepContext
  ) async throws -> Table {
    do { return try await target.store(data, context) } catch let error as SystemError {
      throw Diagnostic.cannotStore(error, at: to.span)
    } catch let error as Diagnostic where error.span == nil {
      throw Diagnostic(.error, error.code, error.message, at: to.span, hint: error.hint)
    }
  }

  func check(against schemas: Schemas) -> [Diagnostic] {
    guard let target, let data, let schema = schemas[data.value] else { return [] }
    let missing = target.columns.compactMap { schema.complaint(about: $0, of: data.value) }
    return missing.isEmpty ? target.complaints(about: schema) : missing
  }

  var tablesShown: [Spanned<String>] { isShown ? label.map { [$0] } ?? [] : [] }

  func shown(in page: PageContext) throws(Diagnostic) -> Shown {
    guard isShown, let label, let to else { return .nothing }
    let words = Words(page.language).stored(to.value)
    return .table(
      ShownTable(
        id: label.value,
        hasLabel: true,
        captionNode: common.caption ?? OptionNode(.value(.string(words)), at: to.span),
        table: try page.table(label),
        options: TableOptions(),
        name: label.value
      )
    )
  }
}

extension Words {
  /// The caption of what a `store` wrote.
  func stored(_ place: String) -> String {
    pick("‘\(place)’ 자리에 저장한 것", "What was written to ‘\(place)’")
  }
}
