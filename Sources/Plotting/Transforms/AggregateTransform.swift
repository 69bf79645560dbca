import Diagnostics
import Expressions
import Options
import Tables

/// Puts rows together.
struct AggregateTransform: Transform {
  struct Output: Sendable {
    var operation: AggregateOperation
    /// Nil counts rows.
    var field: Spanned<String>?
    var name: String
    /// Of `{exponential: 0.5}`, how much each value weighs against the next; the operation is not
    /// looked at then.
    var exponentialWeight: Double?
  }
  var groupby: [Spanned<String>]
  var outputs: [Output]

  init(groupby: [Spanned<String>], outputs: [Output]) {
    self.groupby = groupby
    self.outputs = outputs
  }

  init?(_ reader: inout OptionReader) {
    let outputs = reader.outputs("aggregate")
    let groupby = reader.fields("groupby")
    guard let outputs else { return nil }
    self.init(groupby: groupby, outputs: outputs)
  }

  /// The column of an output that says no name of its own: `mean_price`, `count`.
  static func name(of operation: AggregateOperation, _ field: String?) -> String {
    field.map { "\(operation.rawValue)_\($0)" } ?? operation.rawValue
  }

  func apply(_ frame: Frame, _ context: TransformContext) throws(Diagnostic) -> Frame {
    let grouping = try frame.grouping(by: groupby, context)
    var out = try frame.heads(of: grouping, by: groupby, context)
    for output in outputs {
      out[output.name] = try output.series(frame, grouping, context)
    }
    return out
  }

  var fields: [Spanned<String>] { groupby + outputs.compactMap(\.field) }
  var produced: [String] { groupby.names + outputs.map(\.name) }
  var dropsOthers: Bool { true }
  /// Whole rows are kept by some operations.
  var readsAnything: Bool { outputs.contains { $0.operation.keepsRows } }

  func grouped(by facets: [Spanned<String>]) -> any Transform {
    AggregateTransform(groupby: groupby.adding(facets), outputs: outputs)
  }
}

extension AggregateTransform.Output {
  /// One value for each group.
  func series(
    _ frame: Frame,
    _ grouping: Grouping,
    _ context: TransformContext
  ) throws(Diagnostic) -> Series {
    var column: Series?
    if let field { column = try frame.series(field, in: context.name) }
    if let weight = exponentialWeight, let column {
      return .numbers(Summary.exponential(column.doubles, in: grouping, weight: weight))
    }
    return Summary.series(operation, of: column, in: grouping) { frame.record(at: $0) }
  }
}

extension AggregateOperation {
  /// Whether the result is made of whole rows.
  var keepsRows: Bool { self == .argmin || self == .argmax || self == .values }
}
