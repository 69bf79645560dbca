import Diagnostics
import Engines
import Modelling
import Pipeline
import Tables
import Templates

/// The work of a `model`: reads the rows, fits, judges, and writes the tables.
struct ModelStep: Sendable {
  let options: ModelOptions
  let label: String
  let span: SourceSpan

  func run(_ context: StepContext) async throws {
    let stream = try await context.rows(of: options.data.value)
    var batches: [Batch] = []
    for try await batch in stream { batches.append(batch) }
    let table = Table(schema: stream.schema, batches: batches)
    let run = ModelRun(options.plan, workers: context.workerCount) { progress in
      context.report(done: progress.fits, of: progress.total)
    }
    let result: ModelResult
    do { result = try await run.run(table) } catch let error as ModelError {
      throw Diagnostic(error, at: span)
    }
    for name in ModelTables.all.map(\.name) + ["predictions"] {
      guard let made = result.tables[name] else { continue }
      let full = "\(label).\(name)"
      try await context.write(full, .empty(made.schema))
      for batch in made.batches { try await context.write(full, batch) }
    }
  }

  /// The columns of all tables, given those of the rows.
  func schemas(_ known: (String) -> Schema?) -> [String: Schema] {
    var schemas: [String: Schema] = [:]
    for (name, schema) in ModelTables.all { schemas["\(label).\(name)"] = schema }
    if let rows = known(options.data.value) {
      let identifiers = options.plan.identifiers.compactMap { name in
        rows.fields.first { $0.name.lowercased() == name.lowercased() }
      }
      schemas["\(label).predictions"] = ModelTables.predictions(identifiers)
    }
    return schemas
  }

  /// The step that writes the best candidate to a file, whenever the file is not what it should be.
  func saving(_ file: Spanned<String>, _ source: DirectiveSource, _ planning: Planning) -> Step {
    let fitted = "\(label).fitted"
    let path = planning.outputPath(file.value)
    var step = Step(
      id: "\(source.id)_save",
      kind: "save",
      span: source.span,
      reads: [Spanned(fitted, at: source.span)],
      provides: [],
      identity: [KeyPart("file", path)],
      isCached: false,
      work: .produce { context in try await Self.save(fitted, to: path, file.span, context) },
      explain: { Diagnostic(.error, "model-not-saved", $0.message, at: file.span) }
    )
    step.isPrivate = true
    step.writes = [path]
    return step
  }

  private static func save(
    _ fitted: String,
    to path: String,
    _ span: SourceSpan,
    _ context: StepContext
  ) async throws {
    let name = SQL.quote(path: fitted.tablePath)
    let rows = try await context.query("SELECT model FROM \(name) WHERE is_best")
    var json = ""
    for try await batch in rows { json = batch.columns[0].string(at: 0) ?? "" }
    let bytes = Array((json + "\n").utf8)
    do throws(Diagnostic) { try OutputFile.write(bytes, to: path) } catch {
      throw Diagnostic(error.severity, error.code, error.message, at: span, hint: error.hint)
    }
  }
}
