import Diagnostics
import Engines
import Files
import Modelling
import Options
import Pipeline
import Tables
import Templates

/// `predict`: what a model says of new rows.
///
///     ```{predict next_term}
///     model: minutes
///     data: new_students
///     ```
///
/// makes a table of the rows with `predicted`, or `predicted_class` and `probability`, beside them, and
/// `next_term.unseen`, which names what the model had never seen: columns, and by feature how many rows have
/// another category. The page warns of it where the directive stands. `model` is the
/// label of a `model`; `path` names a file that one saved.
struct PredictDirective: Directive {
  static let name = "predict"
  static let body = BodyKind.yaml

  let steps: [Step]
  private let label: Spanned<String>?
  private let id: String

  init(_ source: DirectiveSource, planning: inout Planning) {
    label = source.label
    id = source.id
    guard let label = source.label else {
      planning.diagnostics.append(.labelMissing(source))
      steps = []
      return
    }
    let before = planning.diagnostics.count
    for reference in source.options.references {
      planning.diagnostics.append(.onlyParameters(reference, known: planning.scope.names))
    }
    var reader = OptionReader(source.options, of: source.owner)
    let common = SharedOptions(&reader, .step)
    let data = reader.required("data").flatMap { reader.text(of: $0, "data") }
    let model = reader.text("model")
    let path = reader.text("path")
    let candidate = reader.text("candidate")
    if (model == nil) == (path == nil) { reader.complain(.oneModel(source)) }
    if let candidate, path != nil { reader.complain(.candidateOfFile(candidate)) }
    planning.diagnostics += reader.finish()
    let work = data.map {
      Prediction(
        label: label.value,
        data: $0,
        fitted: model.map { Spanned("\($0.value).fitted", at: $0.span) },
        candidate: candidate?.value,
        span: source.span
      )
    }
    guard let work, planning.diagnostics.count == before else {
      steps = [.unready(source, provides: [label.value, "\(label.value).unseen"])]
      return
    }
    var step = Step(
      id: source.id,
      kind: Self.name,
      span: source.span,
      reads: [work.data] + [work.fitted].compactMap { $0 },
      after: common.depends,
      provides: [label.value, work.unseenTable],
      identity: [
        KeyPart("modelling", ModelRun.version),
        KeyPart("option 'candidate'", candidate?.value ?? ""),
      ],
      files: path.map { [planning.files($0)] } ?? [],
      isCached: common.caches,
      work: .produce { context in try await work.run(context) },
      explain: { Diagnostic(.error, "predict-failed", $0.message, at: source.span) }
    )
    step.schemas = [work.unseenTable: Prediction.unseenSchema]
    step.derivedSchemas = { columns in
      columns(work.data.value).map { [label.value: Predictor.schema(for: $0)] } ?? [:]
    }
    steps = [step]
  }

  var tablesShown: [Spanned<String>] {
    guard let label, !steps.isEmpty else { return [] }
    return [Spanned("\(label.value).unseen", at: label.span)]
  }

  func shown(in page: PageContext) throws(Diagnostic) -> Shown {
    guard let label, let unseen = page.tableIfMade("\(label.value).unseen"), unseen.rowCount > 0,
      !page.isPretending
    else { return .nothing }
    let outcome = CheckOutcome(
      rule: Words(page.language).modelHasSeenAll,
      state: .failed(unseen.rowCount, isWarning: true),
      rows: unseen
    )
    return .check(
      CheckReport(id: id, captionNode: nil, data: label.value, outcomes: [outcome])
    )
  }
}

/// The work of a `predict`.
private struct Prediction: Sendable {
  let label: String
  let data: Spanned<String>
  /// The table of fitted models; nil when a file holds the model.
  let fitted: Spanned<String>?
  let candidate: String?
  let span: SourceSpan

  var unseenTable: String { "\(label).unseen" }
  static let unseenSchema = Schema([
    Field("feature", .utf8), Field("what", .utf8), Field("rows", .int64),
  ])

  func run(_ context: StepContext) async throws {
    do {
      let predictor = try Predictor(
        SavedModel(json: try await json(context)),
        workers: context.workerCount
      )
      let rows = try await context.rows(of: data.value)
      if let complaint = predictor.complaint(about: rows.schema) { throw complaint }
      try await context.write(label, .empty(Predictor.schema(for: rows.schema)))
      var unseen: [String: Int] = [:]
      for try await batch in rows {
        try await context.write(label, try await predictor.predict(batch, unseen: &unseen))
      }
      let categories = unseen.sorted { $0.key < $1.key }
      let columns = predictor.newColumns(in: rows.schema)
      let features = try Column(.utf8, (categories.map(\.key) + columns).map { .string($0) })
      let whats =
        categories.map { _ in Value.string("category") } + columns.map { _ in .string("column") }
      let counts = categories.map { Value.int(Int64($0.value)) } + columns.map { _ in .null }
      try await context.write(
        unseenTable,
        Batch(
          schema: Self.unseenSchema,
          columns: [features, try Column(.utf8, whats), try Column(.int64, counts)],
          rowCount: counts.count
        )
      )
    } catch let error as ModelError {
      throw Diagnostic(error, at: span)
    }
  }

  private func json(_ context: StepContext) async throws -> String {
    guard let fitted else {
      guard let path = context.files.groups.first?.first?.path,
        let bytes = try FileSystem.contents(of: path)
      else { throw ModelError("not-a-model", "there is no saved model to read") }
      return String(decoding: bytes, as: UTF8.self)
    }
    let chosen = candidate.map { "candidate = \(SQL.literal(.string($0)))" } ?? "is_best"
    let table = SQL.quote(path: fitted.value.tablePath)
    let found = try await context.query("SELECT model FROM \(table) WHERE \(chosen)")
    for try await batch in found {
      if let json = batch.columns[0].string(at: 0) { return json }
    }
    throw ModelError(
      "unknown-candidate",
      "the model has no candidate '\(candidate ?? "")'",
      hint: "name one of its 'candidates', or leave the option out for the best"
    )
  }
}

extension Diagnostic {
  fileprivate static func oneModel(_ source: DirectiveSource) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "directive 'predict' needs one model",
      at: source.span,
      hint: "add 'model: LABEL' of a directive 'model', or 'path: FILE' of a saved one"
    )
  }

  fileprivate static func candidateOfFile(_ candidate: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "unused-option",
      "a saved model is one candidate, the best one when it was saved",
      at: candidate.span,
      hint: "leave out 'candidate', or name a 'model'"
    )
  }
}
