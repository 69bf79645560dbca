import Diagnostics
import Expressions
import Options
import Tables

/// Rounds instants down to a calendar unit.
struct TimeUnitTransform: Transform {
  var field: Spanned<String>
  var unit: TimeUnitOptions
  /// Columns of the start of each row's unit, and of the next one's.
  var start: String
  var end: String?

  init(field: Spanned<String>, unit: TimeUnitOptions, start: String, end: String?) {
    self.field = field
    self.unit = unit
    self.start = start
    self.end = end
  }

  init?(_ reader: inout OptionReader) {
    let node = reader.required("timeUnit")
    let field = reader.field("field")
    let name = reader.field("as")
    guard let node else { return nil }
    var diagnostics: [Diagnostic] = []
    let unit = TimeUnitOptions(node, diagnostics: &diagnostics)
    for problem in diagnostics { reader.complain(problem) }
    guard let field, let unit, let name else { return nil }
    self.init(field: field, unit: unit, start: name.value, end: name.value + "_end")
  }

  func apply(_ frame: Frame, _ context: TransformContext) throws(Diagnostic) -> Frame {
    let series = try frame.series(field, in: context.name)
    var out = frame
    let dates = series.parsed(as: .date)
    // Text that is used as a date is one from here on.
    if frame[field.value] != nil { out[field.value] = dates }
    // Instants come again and again: each is rounded once.
    let (codes, levels) = dates.coded
    let starts = levels.map { unit.floor($0.number) }
    out[start] = .instants(codes.map { starts[Int($0)] })
    if let end {
      let ends = starts.map { unit.next($0) }
      out[end] = .instants(codes.map { ends[Int($0)] })
    }
    return out
  }

  var fields: [Spanned<String>] { [field] }
  var impliedTypes: [String: ParseType] { [field.value: .date] }
  var produced: [String] { [start] + (end.map { [$0] } ?? []) }
}
