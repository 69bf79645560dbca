import Diagnostics
import Options
import Pipeline
import Plotting
import Tables
import Templates

/// `chart`: draws tables and files by a Vega-Lite specification in YAML.
///
///     ```{chart}
///     data: monthly
///     mark: bar
///     encoding: {x: "yearmonth(month):O", y: "students:Q"}
///     ```
///
/// `data` is a label, or Vega-Lite's `{url: …}` for a file beside the template, `{values: […]}` and
/// `{sequence: …}`; views inside may name data of their own. Without it, the directive's label
/// names the table.
///
/// A chart that puts rows together has them put together by the engine, in a step of its own; see
/// `ChartData`. `engine` names the engine: `duckdb`, or one of Spark's. Without it large tables are left to
/// the report's engine when that is one of Spark's; see `ChartEngine`.
struct ChartDirective: Directive {
  static let name = "chart"
  static let body = BodyKind.yaml

  let steps: [Step]
  let tablesShown: [Spanned<String>]
  let columnsShown: ColumnMentions?
  private let data: ChartData?
  private let source: DirectiveSource
  private let chart: Chart?
  private let folder: String

  init(_ source: DirectiveSource, planning: inout Planning) {
    self.source = source
    folder = planning.folder
    var reader = OptionReader(source.options, of: source.owner)
    _ = SharedOptions(&reader, .caption, .alt)
    let named = reader.text("engine")
    reader.accept(Chart.keys)
    let specification = Self.specification(source.options, label: source.label)
    let names = DataNames(specification)
    let tables = names.tables.uniqued
    if names.needsMore, reader.isMapping { reader.complain(.dataMissing(source)) }
    planning.diagnostics += reader.finish()
    let files = FolderFiles(folder: folder)
    planning.diagnostics += names.files.compactMap { files.problem(of: $0) }
    chart = Chart(specification, diagnostics: &planning.diagnostics)
    // What waits for the value of a table, or for the turns of a loop, is drawn from the rows.
    let isSettled = !planning.isInLoop && source.options.references.isEmpty
    let engine = planning.chartEngine(named)
    data = isSettled ? chart.flatMap { ChartData($0, id: source.id, on: engine) } : nil
    if let named, engine != nil, chart != nil, data == nil {
      planning.diagnostics.append(.idleChartEngine(named))
    }
    steps = data.map { [$0.step(source, reads: tables)] } ?? []
    columnsShown = isSettled && data == nil ? ColumnMentions(specification) : nil
    tablesShown = data.map { $0.provides.map { Spanned($0, at: source.span) } } ?? tables
  }

  /// The options that belong to the chart and not to the directive around it; where they leave out
  /// the data, it is the table of the directive's label.
  private static func specification(
    _ options: OptionNode,
    label: Spanned<String>?
  ) -> OptionNode {
    var entries = options.entries.filter { Chart.keys.contains($0.key.value) }
    let specification = OptionNode(.mapping(entries), at: options.span)
    guard let label, DataNames(specification).needsMore else { return specification }
    entries.append(
      OptionNode.Entry(
        key: Spanned("data", at: label.span),
        node: OptionNode(.value(.string(label.value)), at: label.span)
      )
    )
    return OptionNode(.mapping(entries), at: options.span)
  }

  func check(against schemas: Schemas) -> [Diagnostic] {
    chart?.check { schemas[$0] } ?? []
  }

  func shown(in page: PageContext) throws(Diagnostic) -> Shown {
    let resolved = try page.resolve(source.options)
    var reader = OptionReader(resolved, of: source.owner)
    let common = SharedOptions(&reader, .caption, .alt)
    let specification = Self.specification(resolved, label: source.label)
    let alt = common.alt.flatMap { reader.text(of: $0, "alt") }?.value
    let identity = page.memory == nil ? nil : drawn(specification, alt: alt, in: page)
    if let identity, let known = page.memory?.chart(identity) {
      return .chart(known.captioned(common.caption))
    }
    var problems: [Diagnostic] = []
    let decoded = Chart(specification, diagnostics: &problems)
    let names = DataNames(specification).tables
    let files =
      page.isPretending ? nil : data?.files(page, folder: folder)
    if files == nil { for name in names { _ = try page.table(name) } }
    guard let chart = decoded else { throw problems.first ?? .dataMissing(source) }
    problems += chart.check { name in
      (files?.table(named: name) ?? page.tableIfMade(name))?.schema
    }
    if let problem = problems.first(where: { $0.severity == .error }) { throw problem }
    guard !page.isPretending else { return .nothing }
    let id = source.label?.value ?? source.id
    var options = DrawingOptions()
    options.locale = page.language == .korean ? .korean : .english
    options.id = "plot-\(id)"
    options.label = alt
    options.reflows = true
    options.dataName = names.first?.value ?? "data"
    let drawing = try chart.draw(
      files ?? FolderFiles(folder: folder, tables: page.results, cache: page.cache),
      options
    )
    let shown = ShownChart(
      id: id,
      hasLabel: source.label != nil,
      captionNode: common.caption,
      drawing: drawing,
      alt: alt ?? chart.authorDescription ?? drawing.description,
      data: options.dataName
    )
    // A warning has a place in the template, which may be another one the next time.
    if let identity, drawing.warnings.isEmpty { page.memory?.keep(shown, as: identity) }
    return .chart(shown)
  }

  /// What decides the drawing; nil when that is not known, because it reads files.
  private func drawn(
    _ specification: OptionNode,
    alt: String?,
    in page: PageContext
  ) -> ContentIdentity? {
    let names = DataNames(specification)
    guard names.files.isEmpty else { return nil }
    var identity = ContentIdentity([source.id, page.language.rawValue])
    identity.add(source.label == nil ? 0 : 1)
    identity.add(alt.map { ContentIdentity([$0]) } ?? ContentIdentity())
    guard identity.add(specification) else { return nil }
    for name in (data?.provides ?? []) + names.tables.map(\.value) {
      identity.add(name)
      identity.add(page.results.identity(of: name) ?? ContentIdentity())
    }
    return identity
  }
}

extension [Spanned<String>] {
  /// Each text once, at its first place.
  fileprivate var uniqued: [Spanned<String>] {
    var seen: Set<String> = []
    return filter { seen.insert($0.value).inserted }
  }
}
