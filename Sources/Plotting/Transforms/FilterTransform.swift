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
    let passes = try frame.rows(passing: predicate, context)
    let rows = passes.indices.filter { passes[$0] }
    return rows.count == frame.rowCount ? frame : frame.rows(rows)
  }

  var fields: [Spanned<String>] { predicate.fields }
  var produced: [String] { [] }
  var readsAnything: Bool { predicate.hasExpression }
}

extension Predicate {
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
