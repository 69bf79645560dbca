import Diagnostics
import Options
import Tables
import Templates

/// `table`: shows a table, with formats, totals, bars, search, paging and a CSV download.
///
///     ```{table}
///     data: monthly
///     caption: Registrations by month
///     columns: [month, {field: students, format: ",d", bar: true, total: sum}]
///     ```
///
/// With a label that names a table, `data` may be left out.
struct TableDirective: Directive {
  static let name = "table"
  static let body = BodyKind.yaml

  let tablesShown: [Spanned<String>]
  private let source: DirectiveSource
  private let data: Spanned<String>?
  private let options: TableOptions?

  init(_ source: DirectiveSource, planning: inout Planning) {
    self.source = source
    var reader = OptionReader(source.options, of: source.owner)
    _ = SharedOptions(&reader, .caption)
    data = reader.text("data") ?? source.label
    if data == nil, reader.isMapping, reader.node("data") == nil {
      reader.complain(.dataMissing(source))
    }
    options = TableOptions(&reader)
    planning.diagnostics += reader.finish()
    tablesShown = data.map { [$0] } ?? []
  }

  func check(against schemas: Schemas) -> [Diagnostic] {
    guard let data, let schema = schemas[data.value] else { return [] }
    return options?.check(against: schema, table: data.value) ?? []
  }

  func shown(in page: PageContext) throws(Diagnostic) -> Shown {
    guard let data else { return .nothing }
    let resolved = try page.resolve(source.options)
    var reader = OptionReader(resolved, of: source.owner)
    let common = SharedOptions(&reader, .caption)
    _ = reader.text("data")
    let options = TableOptions(&reader)
    if let problem = reader.finish().first { throw problem }
    let table = try page.table(data)
    if let problem = options.check(against: table.schema, table: data.value).first { throw problem }
    return .table(
      ShownTable(
        id: source.label?.value ?? data.value,
        hasLabel: source.label != nil,
        captionNode: common.caption,
        table: table,
        options: options,
        name: data.value
      )
    )
  }
}
