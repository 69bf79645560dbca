import Diagnostics
import Engines
import Expressions
import Options
import Pipeline
import Tables
import Templates

/// `sql`: a query over tables that other directives made becomes a table.
///
///     ```{sql monthly}
///     --| caption: Registrations by month
///     SELECT date_trunc('month', registered_at) AS month, count(*) AS students
///     FROM students WHERE registered_at >= {{ params.from }} GROUP BY 1 ORDER BY 1
///     ```
///
/// `engine` names the engine it runs on. A label may have several bodies, each for another engine, and one
/// without `engine` for all others:
///
///     ```{sql monthly engine=spark}
///     SELECT trunc(registered_at, 'MM') AS month, count(*) AS students FROM students GROUP BY 1 ORDER BY 1
///     ```
///
/// Tables that lie on S3 need no `load`, on DuckDB, Spark and Athena: `FROM 's3://bucket/study/*.parquet'`,
/// `FROM 's3://bucket/study'` for the set that a `store` wrote, or `read_parquet('s3://…')` with its options. Their
/// ETags are part of what decides the result.
///
/// Tables that an engine has of its own, such as those of a cluster's catalogue, are named in `sources`. Nobody
/// tells when those have changed, so such a step runs at every render unless `cache: true` says that an earlier
/// answer is good enough:
///
///     ```{sql monthly engine=spark}
///     --| sources: [school.students]
///     SELECT count(*) AS students FROM school.students
///     ```
///
/// The result is shown only with `show: true`; a `table` or `chart` shows it better.
struct SQLDirective: Directive {
  static let name = "sql"
  static let body = BodyKind.sql

  let steps: [Step]
  /// The engine that this body is for; nil for all that no other body of the label is for.
  let variant: Spanned<String>?
  private let label: Spanned<String>?
  private let common: SharedOptions
  private let isShown: Bool
  /// The tables that the engine has of its own.
  let sources: [Spanned<String>]

  init(_ source: DirectiveSource, planning: inout Planning) {
    var reader = OptionReader(source.options, of: source.owner)
    common = SharedOptions(&reader, .caption, .step)
    isShown = reader.bool("show") ?? false
    variant = reader.text("engine")
    let own = reader.texts("sources") ?? []
    sources = own
    planning.diagnostics += reader.finish()
    label = source.label
    guard let label = source.label else {
      planning.diagnostics.append(.labelMissing(source))
      steps = []
      return
    }
    let engine = planning.engine(variant)
    if engine == nil, let first = own.first { planning.diagnostics.append(.sourceHere(first)) }
    guard let sql = planning.sql(of: source, for: engine) else {
      steps = [.unready(source, provides: [label.value])]
      return
    }
    let tables = planning.tables(in: sql.rendered)
    for unused in own where !tables.contains(where: { $0.names(unused) }) {
      planning.diagnostics.append(.unusedSource(unused, tables))
    }
    var step =
      Step(
        id: source.id,
        kind: Self.name,
        span: source.span,
        reads: tables.filter { table in !own.contains { table.names($0) } },
        after: common.depends,
        provides: [label.value],
        identity: sql.rendered.identity,
        files: sql.files,
        isCached: common.givenCaches ?? own.isEmpty,
        work: .query { _ throws(Diagnostic) in sql.statement },
        explain: { SQLProblem($0, in: sql.rendered).diagnostic }
      )
    step.engine = engine
    steps = [step]
  }

  var tablesShown: [Spanned<String>] { isShown ? label.map { [$0] } ?? [] : [] }

  func shown(in page: PageContext) throws(Diagnostic) -> Shown {
    guard isShown, let label else { return .nothing }
    return .table(
      ShownTable(
        id: label.value,
        hasLabel: true,
        captionNode: common.caption,
        table: try page.table(label),
        options: TableOptions(),
        name: label.value
      )
    )
  }
}

extension Spanned<String> {
  /// Whether both name the same table, as SQL compares names.
  fileprivate func names(_ other: Self) -> Bool { value.lowercased() == other.value.lowercased() }
}

extension Diagnostic {
  fileprivate static func sourceHere(_ source: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "wrong-option",
      "'sources' names tables of another engine, and this query runs on the embedded one, which has none",
      at: source.span,
      hint: "name the engine, {sql label engine=spark}, or read '\(source.value)' with {load name}"
    )
  }

  fileprivate static func unusedSource(
    _ source: Spanned<String>,
    _ tables: [Spanned<String>]
  ) -> Self {
    Diagnostic(
      .error,
      "wrong-option",
      "the query reads no table '\(source.value)'",
      at: source.span,
      hint: NearMatch.hint(source.value, in: tables.map(\.value), kind: "tables")
    )
  }
}
