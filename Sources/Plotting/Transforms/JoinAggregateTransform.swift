import Diagnostics
import Expressions
import Options
import Tables

/// Adds aggregates of groups to every row of the group.
struct JoinAggregateTransform: Transform {
  var groupby: [Spanned<String>]
  var outputs: [AggregateTransform.Output]

  init(groupby: [Spanned<String>], outputs: [AggregateTransform.Output]) {
    self.groupby = groupby
    self.outputs = outputs
  }

  init?(_ reader: inout OptionReader) {
    let outputs = reader.outputs("joinaggregate")
    let groupby = reader.fields("groupby")
    guard let outputs else { return nil }
    self.init(groupby: groupby, outputs: outputs)
  }

  func apply(_ frame: Frame, _ context: TransformContext) throws(Diagnostic) -> Frame {
    let grouping = try frame.grouping(by: groupby, context)
    var out = frame
    for output in outputs {
      out[output.name] = try output.series(frame, grouping, context).rows(grouping.groups)
    }
    return out
  }

  var fields: [Spanned<String>] { groupby + outputs.compactMap(\.field) }
  var produced: [String] { outputs.map(\.name) }
  var readsAnything: Bool { outputs.contains { $0.operation.keepsRows } }

  func grouped(by facets: [Spanned<String>]) -> any Transform {
    JoinAggregateTransform(groupby: groupby.adding(facets), outputs: outputs)
  }
}
