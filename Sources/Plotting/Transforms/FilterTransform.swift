import Diagnostics
import Expressions
import Options
import Tables

/// Keeps the rows that pass a test.
struct FilterTransform: Transform {
  var predicate: Predicate
  var span: SourceSpan

  init(predicate: Predicate, span: SourceSpan) {
    self.predicate = predicate
    self.span = span
  }

  init?(_ reader: inout OptionReader) {
    guard let node = reader.required("filter") else { return nil }
    var diagnostics: [Diagnostic] = []
    let predicate = Predicate(node, diagnostics: &diagnostics)
    for problem in diagnostics { reader.complain(problem) }
    guard let predicate else { return nil }
    self.init(predicate: predicate, span: node.span)
  }

  func apply(_ frame: Frame, _ context: TransformContext) throws(Diagnostic) -> Frame {
    // What is tested as a date or a number is one from here on, as in Vega-Lite.
    let frame = frame.parsed(as: predicate.types)
    let passes = try frame.rows(passing: predicate, context)
    let rows = passes.indices.filter { passes[$0] }
    return rows.count == frame.rowCount ? frame : frame.rows(rows)
  }

  var fields: [Spanned<String>] { predicate.fields }
  var produced: [String] { [] }
  var impliedTypes: [String: ParseType] { predicate.types }
  var readsAnything: Bool { predicate.hasExpression }
}

extension Predicate {
  /// What columns are read as, because they are compared with a date or a number.
  var types: [String: ParseType] {
    var types: [String: ParseType] = [:]
    for test in fieldPredicates {
      if test.timeUnit != nil {
        types[test.field.value] = .date
      } else if let type = test.test.type {
        types[test.field.value] = type
      }
    }
    return types
  }

  /// Whether a part is an expression, which may read any column.
  var hasExpression: Bool {
    switch self {
    case .expression: true
    case .field: false
    case .all(let parts), .any(let parts): parts.contains(where: \.hasExpression)
    case .not(let part): part.hasExpression
    }
  }
}

extension FieldPredicate.Test {
  fileprivate var type: ParseType? {
    let first: Value?
    switch self {
    case .equal(let operand), .lt(let operand), .lte(let operand), .gt(let operand),
      .gte(let operand), .range(let operand, _):
      if case .value(let value) = operand { first = value } else { first = nil }
    case .oneOf(let values): first = values.first
    case .between, .valid: first = nil
    }
    guard let first else { return nil }
    return first.number != nil ? .number : first.milliseconds != nil ? .date : nil
  }
}
