import Diagnostics
import Options
import Plotting
import Tables
import Templates

/// What a directive puts in the page, before it is written in any format.
indirect enum Shown: Sendable {
  case nothing
  /// Several in a row; the document has them as blocks of their own.
  case group([Shown])
  /// Headings and paragraphs that a directive writes, every value already in its place.
  case prose([BlockNode])
  case table(ShownTable)
  case chart(ShownChart)
  case metrics(ShownMetrics)
  case check(CheckReport)
  case changes(ShownChanges)
  case failure(ShownFailure)
}

/// A table as the page shows it.
struct ShownTable: Sendable {
  /// The label that `@tbl-…` refers to.
  var id: String
  let hasLabel: Bool
  /// As written; may wait for values.
  let captionNode: OptionNode?
  var caption: String?
  let table: Table
  let options: TableOptions
  /// The table's own name: what a downloaded file is called.
  let name: String

  var anchor: String { "tbl-\(id)" }
  var isNumbered: Bool { captionNode != nil || hasLabel }
}

/// A chart, drawn.
struct ShownChart: Sendable {
  /// The label that `@fig-…` refers to.
  var id: String
  let hasLabel: Bool
  let captionNode: OptionNode?
  var caption: String?
  let drawing: Drawing
  let alt: String
  let data: String

  /// The same drawing with another caption that may wait for values.
  func captioned(_ node: OptionNode?) -> ShownChart {
    ShownChart(
      id: id,
      hasLabel: hasLabel,
      captionNode: node,
      drawing: drawing,
      alt: alt,
      data: data
    )
  }

  var anchor: String { "fig-\(id)" }
  var isNumbered: Bool { captionNode != nil || hasLabel }
}

/// A step or directive that could not give its result.
struct ShownFailure: Sendable {
  let diagnostics: [Diagnostic]
  /// The step whose failure is the reason, when it was another one.
  let because: String?
  let id: String
  /// Steps that were not made because of it.
  var affected: [String] = []
}

extension Shown {
  /// What stands in the page one below the other: groups are taken apart.
  var parts: [Shown] {
    switch self {
    case .nothing: []
    case .group(let shown): shown.flatMap(\.parts)
    case .prose, .table, .chart, .metrics, .check, .changes, .failure: [self]
    }
  }

  var captionNode: OptionNode? {
    switch self {
    case .table(let table): table.captionNode
    case .chart(let chart): chart.captionNode
    case .metrics(let metrics): metrics.captionNode
    case .check(let report): report.captionNode
    case .nothing, .group, .prose, .changes, .failure: nil
    }
  }

  var anchor: String? {
    switch self {
    case .table(let table): table.anchor
    case .chart(let chart): chart.anchor
    case .changes(let changes): changes.id
    case .metrics, .check, .nothing, .group, .prose, .failure: nil
    }
  }

  func captioned(_ caption: String?) -> Shown {
    switch self {
    case .table(var table):
      table.caption = caption
      return .table(table)
    case .chart(var chart):
      chart.caption = caption
      return .chart(chart)
    case .metrics(var metrics):
      metrics.caption = caption
      return .metrics(metrics)
    case .check(var report):
      report.caption = caption
      return .check(report)
    case .nothing, .group, .prose, .changes, .failure: return self
    }
  }

  func renamed(suffix: String) -> Shown {
    switch self {
    case .table(var table):
      table.id += suffix
      return .table(table)
    case .chart(var chart):
      chart.id += suffix
      return .chart(chart)
    case .changes(var changes):
      changes.id += suffix
      return .changes(changes)
    case .metrics, .check, .nothing, .group, .prose, .failure: return self
    }
  }
}
