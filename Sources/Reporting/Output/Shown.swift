import Diagnostics
import Options
import Plotting
import Tables

/// What a directive puts in the page, before it is written in any format.
enum Shown: Sendable {
  case nothing
  case table(ShownTable)
  case chart(ShownChart)
  case metrics([MetricCard], caption: OptionNode?)
  case check(CheckReport, caption: OptionNode?)
  case failure(ShownFailure)
}

/// A table as the page shows it.
struct ShownTable: Sendable {
  /// The label that `@tbl-…` refers to.
  let id: String
  let caption: String?
  /// The rows to show, sorted and cut to the limit.
  let table: Table
  /// All rows there are.
  let rowCount: Int
  let options: TableOptions
  /// Where its rows came from: the name of a downloaded CSV file.
  let source: String
}

/// A chart, drawn.
struct ShownChart: Sendable {
  /// The label that `@fig-…` refers to.
  let id: String
  let caption: String?
  let drawing: Drawing
  let alt: String
}

/// A step or directive that could not give its result.
struct ShownFailure: Sendable {
  let diagnostics: [Diagnostic]
  /// The step whose failure is the reason, when it was another one.
  let because: String?
}
