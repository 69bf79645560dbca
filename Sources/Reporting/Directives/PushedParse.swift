import Diagnostics
import Engines
import LogParsing
import Pipeline
import Tables

/// A `parse` that the engine does: the same rows and rejects by queries, where the lines are.
///
/// On Spark, when the report's queries run there, or here; other engines have no such queries.
/// The order of the rows is the engine's, and rejects have no line numbers.
struct PushedParse {
  private(set) var steps: [Step] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(
    _ options: ParseOptions,
    of table: Spanned<String>,
    _ column: String,
    _ tables: ParsedTables,
    _ source: DirectiveSource,
    _ common: SharedOptions,
    _ engines: EngineChoice
  ) {
    // Of the other engines' SQL only Spark's has all that it takes.
    let isOnSpark = engines.dialect(of: engines.name) == .spark
    let dialect: LogDialect = isOnSpark ? .spark : .duckDB
    let parsed = LogSQL(options.parser, for: dialect, at: source.span, diagnostics: &diagnostics)
    guard let sql = parsed else {
      steps = [.unready(source, provides: tables.all)]
      return
    }
    let raw = SQL.quote(path: table.value.tablePath)
    let line = SQL.quote(identifier: column)
    // Other columns of the relation are left out, for their names could be those of the queries' own.
    let lines = "(SELECT \(line) FROM \(raw))"
    let name = SQL.literal(.string(table.value))
    let label = SQL.quote(path: tables.label.tablePath)
    let rejects = SQL.quote(path: tables.rejects.tablePath)
    func step(_ made: String, reads: [String], _ query: String) -> Step {
      var step = Step(
        id: made == tables.label ? source.id : made,
        kind: ParseDirective.name,
        span: source.span,
        reads: reads.map { Spanned($0, at: table.span) },
        after: common.depends,
        provides: [made],
        identity: [KeyPart("format of the lines", query)],
        isCached: common.caches,
        work: .query { _ in query },
        explain: { Diagnostic(.error, "engine", $0.message, at: source.span) }
      )
      step.engine = isOnSpark ? engines.name : nil
      return step
    }
    let blank = "\(dialect.trimmed(line)) = ''"
    steps = [
      step(tables.label, reads: [table.value], sql.rows(from: lines, line: column)),
      step(
        tables.rejects,
        reads: [table.value],
        """
        SELECT \(name) AS file, CAST(NULL AS BIGINT) AS line, CAST(NULL AS BIGINT) AS "offset",
               'no format takes the line' AS reason, \(line) AS text
        FROM (\(sql.rejects(from: lines, line: column)))
        """
      ),
      step(
        tables.lines,
        reads: [table.value, tables.label, tables.rejects],
        """
        SELECT \(name) AS file, count(*) AS lines, (SELECT count(*) FROM \(label)) AS "rows",
               (SELECT count(*) FROM \(rejects)) AS rejects,
               count(*) FILTER (WHERE \(line) IS NULL OR \(blank)) AS blank, CAST(0 AS BIGINT) AS mended,
               CAST(coalesce(sum(coalesce(\(dialect.byteCount(line)), 0) + 1), 0) AS BIGINT) AS bytes
        FROM \(raw)
        """
      ),
    ]
    var shown = Step(
      id: tables.shown,
      kind: ParseDirective.name,
      span: source.span,
      reads: [tables.lines, tables.rejects].map { Spanned($0, at: table.span) },
      provides: [tables.shown],
      identity: [KeyPart("limit of rejects", options.maximumRejects?.text ?? "none")],
      isCached: common.caches,
      work: .produce { context in
        try await Self.show(context, options, tables, source.span)
      },
      explain: { Diagnostic(.error, "engine", $0.message, at: source.span) }
    )
    shown.isPrivate = true
    steps.append(shown)
  }

  /// Keeps the first rejects for the page, and fails when there are too many.
  private static func show(
    _ context: StepContext,
    _ options: ParseOptions,
    _ tables: ParsedTables,
    _ span: SourceSpan
  ) async throws {
    try await context.write(tables.shown, .empty(LogPart.rejectSchema))
    let rejects = SQL.quote(path: tables.rejects.tablePath)
    let first = "FROM \(rejects) LIMIT \(ParseDirective.rejectsShown)"
    for try await batch in try await context.query(first) {
      try await context.write(tables.shown, batch)
    }
    var count = LineCount()
    let lines = SQL.quote(path: tables.lines.tablePath)
    for try await batch in try await context.query(#"SELECT lines, "rows", rejects FROM \#(lines)"#)
    {
      let cells = batch.columns.map { Int($0.value(at: 0).number ?? 0) }
      (count.lines, count.rows, count.rejects) = (cells[0], cells[1], cells[2])
    }
    if let complaint = options.complaint(count, first: nil, at: span) { throw complaint }
  }
}
