import Diagnostics
import Expressions
import Options
import Tables

/// Computes a column by an expression of `datum`.
struct CalculateTransform: Transform {
  var expression: Expression
  var name: String

  init(expression: Expression, name: String) {
    self.expression = expression
    self.name = name
  }

  init?(_ reader: inout OptionReader) {
    let node = reader.required("calculate")
    let name = reader.field("as")
    guard let node, let text = reader.text(of: node, "calculate") else { return nil }
    var diagnostics: [Diagnostic] = []
    let expression = node.expression(text.value, diagnostics: &diagnostics)
    for problem in diagnostics { reader.complain(problem) }
    guard let name, let expression else { return nil }
    self.init(expression: expression, name: name.value)
  }

  func apply(_ frame: Frame, _ context: TransformContext) throws(Diagnostic) -> Frame {
    var scope = RowScope(frame, context.params, random: expression.freshRandom)
    var builder = SeriesBuilder(capacity: frame.rowCount)
    for row in 0..<frame.rowCount {
      scope.row = row
      builder.append(try expression.evaluate(in: scope))
    }
    var out = frame
    out[name] = builder.finish()
    return out
  }

  var fields: [Spanned<String>] { [] }
  var produced: [String] { [name] }
  var readsAnything: Bool { true }
}
