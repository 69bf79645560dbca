import Diagnostics
import Engines
import Modelling
import Options
import Pipeline
import Tables
import Templates

/// `drift`: how the rows of one table differ from those of another, column by column.
///
///     ```{drift changes}
///     data: this_term
///     reference: last_term
///     ```
///
/// makes `changes`, a row for each column with the tests and distances of the field and a verdict (`none`,
/// `some` or `strong`), and `changes.shares`, what share of each side lies where.
struct DriftDirective: Directive {
  static let name = "drift"
  static let body = BodyKind.yaml

  let steps: [Step]
  private let columns: [Spanned<String>]
  private let tables: [Spanned<String>]

  init(_ source: DirectiveSource, planning: inout Planning) {
    let before = planning.diagnostics.count
    if source.label == nil { planning.diagnostics.append(.labelMissing(source)) }
    for reference in source.options.references {
      planning.diagnostics.append(.onlyParameters(reference, known: planning.scope.names))
    }
    var reader = OptionReader(source.options, of: source.owner)
    let common = SharedOptions(&reader, .step)
    let data = reader.required("data").flatMap { reader.text(of: $0, "data") }
    let reference = reader.required("reference").flatMap { reader.text(of: $0, "reference") }
    let names = reader.texts("columns")
    planning.diagnostics += reader.finish()
    columns = names ?? []
    tables = [data, reference].compactMap { $0 }
    guard let label = source.label, let data, let reference, planning.diagnostics.count == before
    else {
      steps = source.label.map { [.unready(source, provides: [$0.value])] } ?? []
      return
    }
    let shares = "\(label.value).shares"
    var step = Step(
      id: source.id,
      kind: Self.name,
      span: source.span,
      reads: [data, reference],
      after: common.depends,
      provides: [label.value, shares],
      identity: [
        KeyPart("modelling", ModelRun.version),
        KeyPart("option 'data'", data.value), KeyPart("option 'reference'", reference.value),
        KeyPart("option 'columns'", names.map { "\($0.map(\.value))" } ?? "all"),
      ],
      isCached: common.caches,
      work: .produce { context in
        let old = try await Self.table(reference.value, names, context)
        let new = try await Self.table(data.value, names, context)
        let report: DriftReport
        do throws(ModelError) {
          report = try DriftReport(names?.map(\.value), reference: old, current: new)
        } catch { throw Diagnostic(error, at: source.span) }
        for (name, made) in [(label.value, report.columns), (shares, report.shares)] {
          try await context.write(name, .empty(made.schema))
          for batch in made.batches { try await context.write(name, batch) }
        }
      },
      explain: { Diagnostic(.error, "drift-failed", $0.message, at: source.span) }
    )
    step.schemas = [label.value: DriftReport.columnsSchema, shares: DriftReport.sharesSchema]
    steps = [step]
  }

  func check(against schemas: Schemas) -> [Diagnostic] {
    tables.flatMap { table in
      columns.compactMap { schemas[table.value]?.complaint(about: $0, of: table.value) }
    }
  }

  private static func table(
    _ name: String,
    _ columns: [Spanned<String>]?,
    _ context: StepContext
  ) async throws -> Table {
    let list = columns.map { $0.map { SQL.quote(identifier: $0.value) }.joined(separator: ", ") }
    let stream = try await context.query(
      "SELECT \(list ?? "*") FROM \(SQL.quote(path: name.tablePath))"
    )
    var batches: [Batch] = []
    for try await batch in stream { batches.append(batch) }
    return Table(schema: stream.schema, batches: batches)
  }
}
