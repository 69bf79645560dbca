import Diagnostics
import Expressions
import Options
import Tables

/// Adds columns computed over a window of rows around each row: ranks, running sums, neighbours.
///
/// The rows keep their order; `sort` orders them only for the computation.
/// Source: https://vega.github.io/vega-lite/docs/window.html.
struct WindowTransform: Transform {
  enum Function: String, Sendable, CaseIterable {
    case rowNumber = "row_number"
    case rank
    case denseRank = "dense_rank"
    case percentRank = "percent_rank"
    case cumulativeShare = "cume_dist"
    case ntile, lag, lead
    case first = "first_value"
    case last = "last_value"
    case nth = "nth_value"

    /// Whether it takes the value of a field from another row.
    var takesValue: Bool {
      switch self {
      case .lag, .lead, .first, .last, .nth: true
      default: false
      }
    }
  }

  enum Operation: Sendable {
    case function(Function, parameter: Double?)
    case aggregate(AggregateOperation)
  }

  struct Output: Sendable {
    var operation: Operation
    /// Nil for ranks and `count`.
    var field: Spanned<String>?
    var name: String
  }

  var outputs: [Output]
  var groupby: [Spanned<String>] = []
  var sort: [SortField] = []
  /// How many rows before and after belong to the window; nil is all.
  var frame: (Int?, Int?) = (nil, 0)
  /// Whether rows that sort alike are apart, instead of all being in a window or none.
  var ignoresPeers = false

  init(
    outputs: [Output],
    groupby: [Spanned<String>] = [],
    sort: [SortField] = [],
    frame: (Int?, Int?) = (nil, 0),
    ignoresPeers: Bool = false
  ) {
    self.outputs = outputs
    self.groupby = groupby
    self.sort = sort
    self.frame = frame
    self.ignoresPeers = ignoresPeers
  }

  init?(_ reader: inout OptionReader) {
    let outputs = reader.list("window") { Self.output(&$0) }
    groupby = reader.fields("groupby")
    sort = reader.sortFields()
    frame = reader.frame("frame") ?? (nil, 0)
    ignoresPeers = reader.bool("ignorePeers") ?? false
    guard let outputs else { return nil }
    self.outputs = outputs
  }

  private static func output(_ part: inout OptionReader) -> Output? {
    let word = part.field("op")
    let field = part.text("field")
    let parameter = part.number("param")
    let name = part.text("as")
    guard let word else { return nil }
    let operation: Operation
    if let function = Function(rawValue: word.value) {
      operation = .function(function, parameter: parameter)
      if function == .ntile || function == .nth, !(parameter ?? 0 > 0) {
        part.complain(DataProblem.needsParameter(word))
        return nil
      }
    } else if let aggregate = AggregateOperation(rawValue: word.value) {
      operation = .aggregate(aggregate)
    } else {
      let known = Function.allCases.map(\.rawValue) + AggregateOperation.allCases.map(\.rawValue)
      part.complain(DataProblem.unknown("operation", word, in: known))
      return nil
    }
    let needsField =
      switch operation {
      case .function(let function, _): function.takesValue
      case .aggregate(let aggregate): aggregate != .count
      }
    if needsField, field == nil {
      part.complain(DataProblem.needsField(word.value, at: word.span))
      return nil
    }
    let standard = field.map { "\(word.value)_\($0.value)" } ?? word.value
    return Output(
      operation: operation,
      field: needsField ? field : nil,
      name: name?.value ?? standard
    )
  }

  func apply(_ frame: Frame, _ context: TransformContext) throws(Diagnostic) -> Frame {
    let grouping = try frame.grouping(by: groupby, context)
    let ordering = try frame.ordering(sort, context)
    let partitions = grouping.rows.map {
      WindowPartition(ordering.sorted($0), ordering, self.frame, ignoresPeers: ignoresPeers)
    }
    var out = frame
    for output in outputs {
      var series: Series?
      if let field = output.field { series = try frame.series(field, in: context.name) }
      switch output.operation {
      case .function(let function, let parameter):
        out[output.name] = WindowFunctions.series(
          function,
          parameter,
          of: series,
          partitions,
          rowCount: frame.rowCount
        )
      case .aggregate(let operation):
        out[output.name] = WindowAggregates.series(
          operation,
          of: series,
          partitions,
          frame
        )
      }
    }
    return out
  }

  var fields: [Spanned<String>] {
    outputs.compactMap(\.field) + groupby + sort.map(\.field)
  }
  var produced: [String] { outputs.map(\.name) }

  func grouped(by facets: [Spanned<String>]) -> any Transform {
    var out = self
    out.groupby = groupby.adding(facets)
    return out
  }
}

extension DataProblem {
  static func needsParameter(_ operation: Spanned<String>) -> Diagnostic {
    Diagnostic(
      .error,
      "missing-option",
      "'\(operation.value)' needs a number above zero as its 'param'",
      at: operation.span,
      hint: "add a line 'param: 4'"
    )
  }
}
