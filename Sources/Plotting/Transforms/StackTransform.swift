import Diagnostics
import Expressions
import Options
import Tables

/// Puts values on top of one another.
struct StackTransform: Transform {
  var field: Spanned<String>
  var groupby: [Spanned<String>]
  var sort: [SortField]
  var offset: StackMode
  var start: String
  var end: String

  init(
    field: Spanned<String>,
    groupby: [Spanned<String>],
    sort: [SortField],
    offset: StackMode,
    start: String,
    end: String
  ) {
    self.field = field
    self.groupby = groupby
    self.sort = sort
    self.offset = offset
    self.start = start
    self.end = end
  }

  init?(_ reader: inout OptionReader) {
    let field = reader.field("stack")
    let groupby = reader.fields("groupby")
    let offset: StackMode? = reader.choice("offset")
    let sort = reader.sortFields()
    guard let field else { return nil }
    let standard = (field.value + "_start", field.value + "_end")
    let names = reader.pairOfNames(standard.0, standard.1, endsIn: "_end")
    self.init(
      field: field,
      groupby: groupby,
      sort: sort,
      offset: offset ?? .zero,
      start: names.0,
      end: names.1
    )
  }

  func apply(_ frame: Frame, _ context: TransformContext) throws(Diagnostic) -> Frame {
    let values = try frame.series(field, in: context.name).doubles
    let grouping = try frame.grouping(by: groupby, context)
    let order = try frame.ordering(sort, context).sorted(Array(0..<frame.rowCount))
    let (starts, ends) = Stacking.ends(
      values,
      stacks: (grouping.groups, grouping.count),
      order: order,
      mode: offset
    )
    var out = frame
    out[start] = .numbers(starts)
    out[end] = .numbers(ends)
    return out
  }

  var fields: [Spanned<String>] { [field] + groupby + sort.map(\.field) }
  var produced: [String] { [start, end] }

  func grouped(by facets: [Spanned<String>]) -> any Transform {
    var out = self
    out.groupby = groupby.adding(facets)
    return out
  }
}
