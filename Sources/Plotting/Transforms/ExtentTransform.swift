import Diagnostics
import Expressions
import Options
import Tables

/// Makes a parameter of the least and the greatest value of a field: `[low, high]`.
///
/// `TransformList.apply` sets it; the rows stay as they are.
struct ExtentTransform: Transform {
  var field: Spanned<String>
  var param: Spanned<String>

  init?(_ reader: inout OptionReader) {
    let field = reader.field("extent")
    let param = reader.field("param")
    guard let field, let param else { return nil }
    self.field = field
    self.param = param
  }

  func apply(_ frame: Frame, _ context: TransformContext) throws(Diagnostic) -> Frame { frame }

  /// The list of two; of nulls when there is no value.
  func value(of frame: Frame, _ context: TransformContext) throws(Diagnostic) -> Value {
    let series = try frame.series(field, in: context.name)
    guard let (low, high) = Extent(of: series.doubles).bounds else { return .list([.null, .null]) }
    if series.areInstants { return .list([Value(instant: low), Value(instant: high)]) }
    return .list([.double(low), .double(high)])
  }

  var fields: [Spanned<String>] { [field] }
  var produced: [String] { [] }
}
