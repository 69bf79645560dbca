import Engines
import Plotting
import Tables

/// Writes the rows of a chart's view as SQL, in an engine's dialect.
///
/// Numbers are doubles and NaN is null, instants are timestamps in UTC, as Plotting has them. Groups
/// come in the order of their first rows.
struct DataPlanSQL {
  private let view: DataPlan.View
  private let dialect: ChartDialect
  /// The statement so far: a subquery with the place of each row in `place`.
  private var text: String
  private var names: [String]
  /// Steps that are still to be written.
  private var steps: ArraySlice<DataPlan.Step>

  /// The column of each row's place.
  static let place = "__quire_place"

  /// `source`: what stands in `FROM`: the table with `place`.
  init(
    _ view: DataPlan.View,
    from source: String,
    in dialect: ChartDialect = .duckDB
  ) {
    self.view = view
    self.dialect = dialect
    names = view.columns.map(\.name)
    steps = view.steps[...]
    let columns = view.columns.map { Self.plain($0, dialect) + " AS " + Self.quoted($0.name) }
    let all = (columns + [Self.quoted(Self.place)]).joined(separator: ", ")
    text = "SELECT \(all) FROM \(source)"
  }

  /// A query that must be answered before the statement can be written: the least and the greatest
  /// number that is cut into bins next.
  ///
  /// Nil when all is known.
  mutating func question() -> String? {
    while let step = steps.first {
      if case .bin(let column, let bins, _, _) = step, bins.extent == nil {
        let number = Self.quoted(column)
        let isFinite = dialect.isFinite(number)
        return "SELECT min(\(number)) FILTER (WHERE \(isFinite)) AS low, "
          + "max(\(number)) FILTER (WHERE \(isFinite)) AS high FROM (\(text))"
      }
      add(step, extent: nil)
    }
    return nil
  }

  /// The answer to `question`; nil when there was no number.
  mutating func answer(_ extent: (Double, Double)?) {
    guard let step = steps.first else { return }
    add(step, extent: extent)
  }

  /// The statement, once there are no more questions.
  var statement: String {
    let columns = names.map(Self.quoted).joined(separator: ", ")
    let shown = columns.isEmpty ? "1 AS nothing" : columns
    return "SELECT \(shown) FROM (\(text)) ORDER BY \(Self.quoted(Self.place))"
  }

  private mutating func add(_ step: DataPlan.Step, extent: (Double, Double)?) {
    steps.removeFirst()
    switch step {
    case .filter(let test):
      text = "SELECT * FROM (\(text)) WHERE \(DataTestSQL(dialect: dialect).text(test))"
    case .floor(let column, let unit, let name):
      add(CalendarFloorSQL(unit, dialect).text(Self.quoted(column)), as: name)
    case .bin(let column, let bins, let name, let keepsExtent):
      let extent = bins.extent ?? extent
      add(extent.map { edge(Self.quoted(column), bins, $0) } ?? "NULL::DOUBLE", as: name)
      guard keepsExtent else { return }
      let (low, high) = DataPlan.extentNames(name)
      add(extent.map { dialect.literal(.double($0.0)) } ?? "NULL::DOUBLE", as: low)
      add(extent.map { dialect.literal(.double($0.1)) } ?? "NULL::DOUBLE", as: high)
    case .aggregate(let groupby, let outputs): aggregate(groupby, outputs)
    }
  }

  private mutating func add(_ expression: String, as name: String) {
    text = "SELECT *, \(expression) AS \(Self.quoted(name)) FROM (\(text))"
    names.append(name)
  }

  private mutating func aggregate(_ groupby: [String], _ outputs: [DataPlan.Output]) {
    // The extents of bins are the same in every row.
    let extents = groupby.flatMap { name in
      [DataPlan.extentNames(name).low, DataPlan.extentNames(name).high].filter(names.contains)
    }
    let keys = (groupby + extents).map(Self.quoted)
    let values = outputs.map {
      AggregateSQL(dialect: dialect).text($0) + " AS " + Self.quoted($0.name)
    }
    let place = Self.quoted(Self.place)
    let all = (keys + values + ["min(\(place)) AS \(place)"]).joined(separator: ", ")
    let groups = keys.isEmpty ? " HAVING count(*) > 0" : " GROUP BY " + keys.joined(separator: ", ")
    text = "SELECT \(all) FROM (\(text))\(groups)"
    names = groupby + extents + outputs.map(\.name)
  }

  /// The lower edge of the bin of a number, computed as `Binning` does.
  private func edge(
    _ number: String,
    _ bins: DataPlan.Bins,
    _ extent: (Double, Double)
  ) -> String {
    let edges = bins.edges(over: extent)
    let start = dialect.literal(.double(edges.start))
    let step = dialect.literal(.double(edges.step))
    let last = dialect.literal(.double(edges.stop - edges.step))
    let inside = "greatest(\(start), least(\(number), \(last)))"
    return
      "CASE WHEN \(number) >= \(start) AND \(number) <= \(dialect.literal(.double(edges.stop))) "
      + "THEN \(start) + \(step) * floor(1e-14 + (\(inside) - \(start)) / \(step)) END"
  }

  /// A column as Plotting reads it.
  private static func plain(_ column: DataPlan.Column, _ dialect: ChartDialect) -> String {
    let name = quoted(column.name)
    switch column.kind {
    case .number: return "CASE WHEN isnan(\(name)::DOUBLE) THEN NULL ELSE \(name)::DOUBLE END"
    case .instant: return dialect.instant(name)
    case .text, .bool: return name
    }
  }

  static func quoted(_ name: String) -> String { SQL.quote(identifier: name) }
}
