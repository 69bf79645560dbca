import Diagnostics
import Expressions
public import Tables

extension Chart {
  /// What an engine can compute for the chart; nil when a part of it needs rows as they are.
  ///
  /// - Parameter schema: the columns of tables; without it the plan says only which views there
  ///   would be, if all columns fit.
  public func dataPlan(schema: ((String) -> Schema?)? = nil) -> DataPlan? {
    guard let params = try? parameters(.english) else { return nil }
    var planning = DataPlanning(top: top, params: params, schema: schema)
    guard planning.visit(top.view, .own, facets: []), !planning.views.isEmpty else { return nil }
    return DataPlan(views: planning.views)
  }
}

/// Walks a specification as `ModelBuilder` does and collects the rows that views need.
struct DataPlanning {
  let top: TopSpecification
  let params: NamedValues
  let schema: ((String) -> Schema?)?
  private(set) var views: [DataPlan.View] = []
  private var count = -1

  init(top: TopSpecification, params: NamedValues, schema: ((String) -> Schema?)?) {
    self.top = top
    self.params = params
    self.schema = schema
  }

  /// Whether everything below can do without the rows of tables.
  mutating func visit(
    _ view: Specification,
    _ around: PlannedRows,
    facets: [DataPlan.Column]
  ) -> Bool {
    count += 1
    let index = count
    var rows = around
    if let source = view.data { rows = self.rows(of: source) }
    guard let transforms = transforms(of: view, facets) else { return false }
    for (place, transform) in transforms.enumerated() {
      guard case .table(let table) = rows.source else { break }
      guard rows.add(transform, params) else { return false }
      guard transform is AggregateTransform else { continue }
      views.append(
        DataPlan.View(
          index: index,
          table: table,
          columns: rows.read,
          steps: rows.steps,
          transformCount: place + 1
        )
      )
      rows = .own
    }
    switch view.body {
    case .unit:
      guard case .table(let table) = rows.source else { return true }
      guard rows.aggregate(view.encoding, facets) else { return false }
      add(index, table, rows)
      return true
    case .layer(let children), .concat(let children, _):
      for child in children {
        guard visit(child, rows, facets: facets) else { return false }
      }
      return true
    case .facet(let definitions, let child):
      guard case .table(let table) = rows.source else {
        return visit(child, rows, facets: facets)
      }
      guard let columns = rows.facets(definitions) else { return false }
      var distinct = rows
      let all = facets + columns.filter { !facets.contains($0) }
      guard distinct.aggregate(all, []) else { return false }
      add(index, table, distinct)
      return visit(child, rows, facets: all)
    case .repeated: return false
    }
  }

  private mutating func add(_ index: Int, _ table: String, _ rows: PlannedRows) {
    views.append(
      DataPlan.View(
        index: index, table: table, columns: rows.read, steps: rows.steps, transformCount: 0
      )
    )
  }

  private func rows(of source: DataSource) -> PlannedRows {
    guard case .named(let name) = source, top.datasets[name.value] == nil,
      top.namedSources[name.value] == nil
    else { return .own }
    guard let schema else { return PlannedRows(source: .table(name.value), kinds: nil) }
    let fields = schema(name.value)?.fields ?? []
    return PlannedRows(
      source: .table(name.value),
      kinds: Dictionary(
        fields.map { ($0.name, $0.type.isPushed ? ColumnKind($0.type) : .other) },
        uniquingKeysWith: { first, _ in first }
      )
    )
  }

  /// A view's transforms, in facets for each of their values; nil when one reads a table of its own.
  private func transforms(
    of view: Specification,
    _ facets: [DataPlan.Column]
  ) -> [any Transform]? {
    for transform in view.transforms {
      if case .named(let name)? = (transform as? LookupTransform)?.source,
        top.datasets[name.value] == nil, top.namedSources[name.value] == nil
      {
        return nil
      }
    }
    guard !facets.isEmpty else { return view.transforms }
    let names = facets.map { Spanned($0.name, at: view.span) }
    return view.transforms.map { $0.grouped(by: names) }
  }
}

extension DataType {
  /// Whether SQL and Plotting read the same from such a column.
  fileprivate var isPushed: Bool {
    switch self {
    case .time, .duration, .timestamp(.nanosecond, _): false
    case .dictionary(_, let value, _): value.isPushed
    default: true
    }
  }
}
