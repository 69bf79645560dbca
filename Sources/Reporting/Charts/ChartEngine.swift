import Diagnostics
import Pipeline
import Plotting
import Tables

/// The engine beside the embedded one that a chart's rows may be put together on.
struct ChartEngine: Sendable {
  let name: String
  let dialect: ChartDialect
  /// The rows from which on a table is left to it; 0 for all tables.
  let rowsAtLeast: Int

  /// Tables of fewer rows are put together here, unless the chart itself names the engine.
  ///
  /// Measured with Spark 4.3 on the same two (busy) cores, a sum by group and month: of 100,000 rows 0.1 s
  /// here and 3.4 s there, of 2 million 0.8 s and 4.2 s. What a question costs there hardly depends on the
  /// rows, so small tables are quicker here whatever the cluster; the more rows, the less it counts.
  static let rowsOfReport = SparkEngine.rowsOfBulk

  /// Whether it is to put a view's rows together.
  func takes(_ view: DataPlan.View, of table: Output) -> Bool {
    table.rowCount >= rowsAtLeast && view.isKnown(to: dialect)
  }
}

extension DataPlan.View {
  /// Whether a dialect has all that the steps ask for.
  fileprivate func isKnown(to dialect: ChartDialect) -> Bool {
    steps.allSatisfy { step in
      guard case .aggregate(_, let outputs) = step else { return true }
      return outputs.allSatisfy { dialect.has($0.operation) }
    }
  }
}

extension Planning {
  /// The engine of a chart, which may name one itself; nil for the embedded one.
  mutating func chartEngine(_ named: Spanned<String>?) -> ChartEngine? {
    guard let name = engine(named), let engine = engines.engines[name] else { return nil }
    if let dialect = engine.chartDialect {
      let rows = named == nil ? ChartEngine.rowsOfReport : 0
      return ChartEngine(name: name, dialect: dialect, rowsAtLeast: rows)
    }
    if let named { diagnostics.append(.noChartEngine(named)) }
    return nil
  }
}

extension Diagnostic {
  fileprivate static func noChartEngine(_ name: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "no-chart-engine",
      "the engine '\(name.value)' does not put the rows of charts together",
      at: name.span,
      hint:
        "leave 'engine' out, or let a query put them together there; of Spark it needs the settings"
        + " of the SQL dialect as they are"
    )
  }

  static func idleChartEngine(_ name: Spanned<String>) -> Self {
    Diagnostic(
      .warning,
      "idle-engine",
      "this chart has no rows that the engine '\(name.value)' could put together",
      at: name.span,
      hint: "it draws them as they are, or in a way of its own; leave 'engine' out"
    )
  }
}
