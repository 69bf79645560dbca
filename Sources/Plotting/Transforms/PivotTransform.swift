import Diagnostics
import Expressions
import Options
import Tables

/// Turns the values of a column into columns of their own, filled with a summary of another.
struct PivotTransform: Transform {
  var key: Spanned<String>
  var value: Spanned<String>
  var groupby: [Spanned<String>]
  /// How many columns are made at most, of the least keys; nil makes all.
  var limit: Int?
  var operation: AggregateOperation

  init(
    key: Spanned<String>,
    value: Spanned<String>,
    groupby: [Spanned<String>],
    limit: Int?,
    operation: AggregateOperation
  ) {
    self.key = key
    self.value = value
    self.groupby = groupby
    self.limit = limit
    self.operation = operation
  }

  init?(_ reader: inout OptionReader) {
    let key = reader.field("pivot")
    let value = reader.field("value")
    let groupby = reader.fields("groupby")
    let limit = reader.integer("limit", in: 0...100_000)
    let operation = reader.node("op") == nil ? nil : reader.operation()
    guard let key, let value else { return nil }
    self.init(
      key: key,
      value: value,
      groupby: groupby,
      limit: limit == 0 ? nil : limit,
      operation: operation?.value ?? .sum
    )
  }

  func apply(_ frame: Frame, _ context: TransformContext) throws(Diagnostic) -> Frame {
    let keys = try frame.series(key, in: context.name)
    let values = try frame.series(value, in: context.name)
    let grouping = try frame.grouping(by: groupby, context)
    var out = try frame.heads(of: grouping, by: groupby, context)
    let (codes, levels) = keys.coded
    var members = Array(repeating: [Int](), count: levels.count)
    for (row, code) in codes.enumerated() { members[Int(code)].append(row) }
    var order = levels.indices.filter { !members[$0].isEmpty }
      .sorted { Level.precedes(levels[$0], levels[$1]) }
    if let limit { order = Array(order.prefix(limit)) }
    for level in order {
      let rows = members[level]
      let part = Summary.series(operation, of: values.rows(rows), in: grouping.keeping(rows)) {
        frame.record(at: rows[$0])
      }
      out[levels[level].scriptText] = part
    }
    return out
  }

  var fields: [Spanned<String>] { [key, value] + groupby }
  var produced: [String] { groupby.names }
  var dropsOthers: Bool { true }
  var producesAnything: Bool { true }

  func grouped(by facets: [Spanned<String>]) -> any Transform {
    var out = self
    out.groupby = groupby.adding(facets)
    return out
  }
}
