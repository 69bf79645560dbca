import Diagnostics
import Options
import Plotting
import Tables
import Templates

/// `chart`: draws a table by a Vega-Lite specification in YAML.
///
///     ```{chart}
///     data: monthly
///     mark: bar
///     encoding: {x: "yearmonth(month):O", y: "students:Q"}
///     ```
struct ChartDirective: Directive {
  static let name = "chart"
  static let body = BodyKind.yaml

  let tablesShown: [Spanned<String>]
  private let source: DirectiveSource
  private let data: Spanned<String>?
  private let chart: Chart?

  init(_ source: DirectiveSource, planning: inout Planning) {
    self.source = source
    var reader = OptionReader(source.options, of: source.owner)
    _ = SharedOptions(&reader, .caption, .alt)
    data = reader.text("data") ?? source.label
    if data == nil, reader.isMapping, reader.node("data") == nil {
      reader.complain(.dataMissing(source))
    }
    reader.accept(Chart.keys)
    planning.diagnostics += reader.finish()
    chart = Chart(Self.specification(source.options), diagnostics: &planning.diagnostics)
    tablesShown = data.map { [$0] } ?? []
  }

  /// The options that belong to the chart and not to the directive around it.
  private static func specification(_ options: OptionNode) -> OptionNode {
    OptionNode(
      .mapping(options.entries.filter { Chart.keys.contains($0.key.value) }),
      at: options.span
    )
  }

  func check(against schemas: Schemas) -> [Diagnostic] {
    guard let data, let schema = schemas[data.value] else { return [] }
    return chart?.check(against: schema, table: data.value) ?? []
  }

  func shown(in page: PageContext) throws(Diagnostic) -> Shown {
    guard let data else { return .nothing }
    let resolved = try page.resolve(source.options)
    var reader = OptionReader(resolved, of: source.owner)
    let common = SharedOptions(&reader, .caption, .alt)
    var problems: [Diagnostic] = []
    guard let chart = Chart(Self.specification(resolved), diagnostics: &problems) else {
      throw problems.first ?? .dataMissing(source)
    }
    let table = try page.table(data)
    problems += chart.check(against: table.schema, table: data.value)
    if let problem = problems.first(where: { $0.severity == .error }) { throw problem }
    guard !page.isPretending else { return .nothing }
    let id = source.label?.value ?? source.id
    let alt = common.alt.flatMap { reader.text(of: $0, "alt") }?.value
    let drawing = try chart.draw(
      table,
      named: data.value,
      locale: page.language == .korean ? .korean : .english,
      id: "plot-\(id)",
      label: alt
    )
    return .chart(
      ShownChart(
        id: id,
        hasLabel: source.label != nil,
        captionNode: common.caption,
        drawing: drawing,
        alt: alt ?? chart.authorDescription ?? drawing.description,
        data: data.value
      )
    )
  }
}
