import Diagnostics
import Expressions
import Tables

/// A step that makes a frame from a frame: one entry of `transform`, or what an encoding implies.
///
/// Source: https://vega.github.io/vega-lite/docs/transform.html.
protocol Transform: Sendable {
  func apply(_ frame: Frame, _ context: TransformContext) throws(Diagnostic) -> Frame

  /// Columns the step reads, with places for messages.
  var fields: [Spanned<String>] { get }
  /// Columns the step adds or replaces; `dropsOthers` says that no other column is left.
  var produced: [String] { get }
  var dropsOthers: Bool { get }
  /// Whether the step may read columns beside `fields`, as an expression of `datum` does.
  var readsAnything: Bool { get }
  /// Whether which columns there are is known only from the rows, as for `pivot`.
  var producesAnything: Bool { get }

  /// Types that columns are read as because of what the step does with them.
  var impliedTypes: [String: ParseType] { get }

  /// The step for facets: it also groups by these columns.
  func grouped(by facets: [Spanned<String>]) -> any Transform
}

extension Transform {
  var dropsOthers: Bool { false }
  var readsAnything: Bool { false }
  var producesAnything: Bool { false }
  var impliedTypes: [String: ParseType] { [:] }
  func grouped(by facets: [Spanned<String>]) -> any Transform { self }
}

/// What steps know beside the rows.
struct TransformContext: Sendable {
  /// Parameters by name.
  var params: NamedValues
  /// Tables for `lookup`.
  var table: @Sendable (DataSource) throws(Diagnostic) -> Frame
  /// What messages call the data.
  var name: String
  var locale: FormatLocale { params.locale }
}

extension Frame {
  /// The columns of some fields.
  func series(
    _ fields: [Spanned<String>],
    _ context: TransformContext
  ) throws(Diagnostic) -> [Series] {
    var columns: [Series] = []
    for field in fields { columns.append(try series(field, in: context.name)) }
    return columns
  }

  /// The groups of rows with equal values of some fields; all rows are one for none.
  func grouping(
    by fields: [Spanned<String>],
    _ context: TransformContext
  ) throws(Diagnostic) -> Grouping {
    Grouping(by: try series(fields, context), rowCount: rowCount)
  }

  /// The order of rows by some fields.
  func ordering(
    _ sort: [SortField],
    _ context: TransformContext
  ) throws(Diagnostic) -> Ordering {
    var keys: [(series: Series, isDescending: Bool)] = []
    for part in sort {
      keys.append((try series(part.field, in: context.name), part.isDescending))
    }
    return Ordering(keys)
  }

  /// One row for each group, with the columns grouped by.
  func heads(
    of grouping: Grouping,
    by fields: [Spanned<String>],
    _ context: TransformContext
  ) throws(Diagnostic) -> Frame {
    var out = Frame(rowCount: grouping.count)
    for field in fields {
      let series = try series(field, in: context.name)
      out[FieldPath.unescaped(field.value)] = series.rows(grouping.firstRows)
    }
    return out
  }

  /// A row as a record.
  func record(at row: Int) -> Record {
    Record(names.map { ($0, self[$0]?.value(at: row) ?? .null) })
  }
}

/// A column to sort by.
typealias SortField = (field: Spanned<String>, isDescending: Bool)

extension [Spanned<String>] {
  /// These columns, and those of `facets` that are not among them.
  func adding(_ facets: [Spanned<String>]) -> [Spanned<String>] {
    let own = Set(map(\.value))
    return self + facets.filter { !own.contains($0.value) }
  }

  var names: [String] { map { FieldPath.unescaped($0.value) } }
}
