import Expressions
import Tables

/// What an expression of a chart sees: `datum`, one row of a frame, and the parameters.
///
///     var scope = RowScope(frame, params)
///     for row in 0..<frame.rowCount {
///       scope.row = row
///       try expression.evaluate(in: scope)
///     }
///
/// Missing members are null, as `undefined` is in Vega.
struct RowScope: Scope {
  let frame: Frame
  let params: NamedValues
  /// Where `random` takes its numbers from; begun anew for each pass over the rows.
  let random: RandomSource?
  var row = 0

  init(_ frame: Frame, _ params: NamedValues, random: RandomSource? = nil) {
    self.random = random
    self.frame = frame
    self.params = params
  }

  var isLenient: Bool { true }
  var locale: FormatLocale { params.locale }
  var names: [String] { ["datum"] + params.names }

  func value(of name: String) -> Value? {
    guard name == "datum" else { return params.value(of: name) }
    guard row < frame.rowCount else { return .record(Record([])) }
    return .record(
      Record(frame.names.map { ($0, frame[$0]?.value(at: row) ?? .null) })
    )
  }

  func value(of member: String, in name: String) -> Value? {
    guard name == "datum", row < frame.rowCount else { return nil }
    return frame[member]?.value(at: row)
  }
}
