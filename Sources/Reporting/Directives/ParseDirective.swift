import Diagnostics
import Engines
import LogParsing
import Options
import Pipeline
import Tables
import Templates

/// `parse`: lines of logs become a table, and no line is lost.
///
///     ```{parse requests}
///     path: "{{ params.logs }}/access*.log*"
///     format: combined
///     max_rejects: 0.1%
///     ```
///
/// Lines may also be the texts of a table: `data: academy.log`, of its column `line` unless `column` names
/// another. With `pushdown: true` the engine parses them, by queries made of the pattern.
///
/// With `shards: 4` four steps divide the files, which `quire run --step requests --shard 1/4` runs one at a time.
///
/// Beside the label's table it makes `label.rejects`, with every line that became no row and why, and
/// `label.lines`, with the account of each file. The page shows the first rejects when there are any.
struct ParseDirective: Directive {
  static let name = "parse"
  static let body = BodyKind.yaml

  /// How many rejects are shown.
  static let rejectsShown = 20

  let steps: [Step]
  private let id: String
  private let label: Spanned<String>?
  private let common: SharedOptions

  init(_ source: DirectiveSource, planning: inout Planning) {
    var reader = OptionReader(source.options, of: source.owner)
    common = SharedOptions(&reader, .caption, .step)
    let lines = ParsedLines(&reader, id: source.id)
    let first = lines?.paths.first.map { planning.files($0) }
    let objects = planning.objects
    let options = ParseOptions(&reader) { () throws(LogSourceError) in
      if let first, S3Files.mean(first.pattern) {
        do throws(Diagnostic) { return try S3Sample.of(first, objects) } catch {
          throw .elsewhere(error.message, hint: error.hint)
        }
      }
      guard let path = try? first?.firstPath() else { return nil }
      return try LogSample(path)
    }
    planning.diagnostics += reader.finish() + (options?.notes ?? [])
    id = source.id
    label = source.label
    guard let label = source.label else {
      planning.diagnostics.append(.labelMissing(source))
      steps = []
      return
    }
    let tables = ParsedTables(label: label.value, id: source.id)
    guard let options, let lines else {
      steps = [.unready(source, provides: tables.all)]
      return
    }
    if lines.isPushedDown, let table = lines.table {
      let pushed = PushedParse(
        options,
        of: table,
        lines.column,
        tables,
        source,
        common,
        planning.engines
      )
      planning.diagnostics += pushed.diagnostics
      steps = pushed.steps
      return
    }
    if lines.table != nil { planning.diagnostics += options.complaintsAboutTables(at: source.span) }
    let parse = ParseStep(options: options, lines: lines, tables: tables, span: source.span)
    var step = Step(
      id: source.id,
      kind: Self.name,
      span: source.span,
      reads: lines.table.map { [$0] } ?? [],
      after: common.depends,
      provides: tables.all,
      identity: [
        KeyPart("format of the lines", "1 " + String(describing: options)),
        KeyPart("option column", lines.column),
      ],
      files: lines.paths.map { planning.files($0) },
      isCached: common.caches,
      work: .produce { context in try await parse.run(context) },
      explain: { Diagnostic(.error, "engine", $0.message, at: source.span) }
    )
    step.schemas = tables.schemas(options.parser.schema)
    steps = lines.shards.map { parse.divided(step, $0) } ?? [step]
  }

  var tablesShown: [Spanned<String>] {
    guard let label, !steps.isEmpty else { return [] }
    let tables = ParsedTables(label: label.value, id: id)
    return [tables.lines, tables.shown].map { Spanned($0, at: label.span) }
  }

  func shown(in page: PageContext) throws(Diagnostic) -> Shown {
    guard let label else { return .nothing }
    let tables = ParsedTables(label: label.value, id: id)
    guard let lines = page.tableIfMade(tables.lines), let rows = page.tableIfMade(tables.shown),
      rows.rowCount > 0
    else { return .nothing }
    let rejects = lines.index(ofColumn: "rejects").map { column in
      lines.values(ofColumn: column).reduce(0) { $0 + Int($1.number ?? 0) }
    }
    let words = Words(page.language)
    let outcome = CheckOutcome(
      rule: words.everyLineIsRead,
      state: .failed(rejects ?? 0, isWarning: true),
      rows: rows
    )
    return .check(
      CheckReport(id: id, captionNode: common.caption, data: label.value, outcomes: [outcome])
    )
  }
}

/// The names of the tables that a parse makes.
struct ParsedTables: Sendable {
  let label: String
  let id: String

  var rejects: String { "\(label).rejects" }
  /// One row for each file: how many lines became what.
  var lines: String { "\(label).lines" }
  /// The first rejects: what the page shows, however many there are.
  var shown: String { "\(id)_rejects_shown" }

  var all: [String] { [label, rejects, lines, shown] }

  static let linesSchema = Schema(
    [Field("file", .utf8)]
      + ["lines", "rows", "rejects", "blank", "mended", "bytes"].map { Field($0, .int64) }
  )

  func schemas(_ rows: Schema) -> [String: Schema] {
    [
      label: rows, rejects: LogPart.rejectSchema, lines: Self.linesSchema,
      shown: LogPart.rejectSchema,
    ]
  }
}
