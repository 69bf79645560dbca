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
/// The result is shown only with `show: true`; a `table` or `chart` shows it better.
struct SQLDirective: Directive {
  static let name = "sql"
  static let body = BodyKind.sql

  let steps: [Step]
  private let label: Spanned<String>?
  private let common: SharedOptions
  private let isShown: Bool

  init(_ source: DirectiveSource, planning: inout Planning) {
    var reader = OptionReader(source.options, of: source.owner)
    common = SharedOptions(&reader, .caption, .step)
    isShown = reader.bool("show") ?? false
    planning.diagnostics += reader.finish()
    label = source.label
    guard let label = source.label else {
      planning.diagnostics.append(.labelMissing(source))
      steps = []
      return
    }
    guard let sql = planning.sql(of: source) else {
      steps = [.unready(source, provides: [label.value])]
      return
    }
    steps = [
      Step(
        id: source.id,
        kind: Self.name,
        span: source.span,
        reads: planning.tables(in: sql.rendered),
        after: common.depends,
        provides: [label.value],
        identity: sql.rendered.identity,
        isCached: common.caches,
        work: .query { _ throws(Diagnostic) in sql.statement },
        explain: { SQLProblem($0, in: sql.rendered).diagnostic }
      )
    ]
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
