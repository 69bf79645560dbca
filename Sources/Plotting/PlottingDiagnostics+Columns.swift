import Diagnostics
import Options
import Tables

extension Diagnostic {
  static func unknownColumn(
    _ name: Spanned<String>,
    in table: String,
    columns: [String]
  ) -> Self {
    Diagnostic(
      .error,
      "unknown-column",
      "table '\(table)' has no column '\(name.value)'",
      at: name.span,
      hint: NearMatch.hint(name.value, in: columns, kind: "columns")
    )
  }

  static func wrongColumnType(
    _ name: Spanned<String>,
    holds: String,
    wanted: String,
    hint: String?
  ) -> Self {
    Diagnostic(
      .error,
      "wrong-column-type",
      "column '\(name.value)' holds \(holds), not \(wanted)",
      at: name.span,
      hint: hint
    )
  }

  static func unreadValues(
    _ name: Spanned<String>,
    _ count: Int,
    of total: Int,
    wanted: String
  ) -> Self {
    Diagnostic(
      .warning,
      "unread-values",
      "\(count) of \(total) values of column '\(name.value)' are no \(wanted) and are left out",
      at: name.span
    )
  }

  static func numbersAsTime(_ name: Spanned<String>) -> Self {
    Diagnostic(
      .warning,
      "numbers-as-time",
      "the numbers of column '\(name.value)' are read as milliseconds since 1970",
      at: name.span,
      hint: "write '\(name.value):O' for years or other plain numbers"
    )
  }

  static func idleOffset(_ channel: Channel, at span: SourceSpan) -> Self {
    let main = channel == .xOffset ? "x" : "y"
    return Diagnostic(
      .warning,
      "idle-offset",
      "channel '\(channel.rawValue)' is left out: '\(main)' has no bands to divide",
      at: span,
      hint: "write '\(main)' as ordinal (':O') or with a timeUnit"
    )
  }

  static func notDrawable(_ name: Spanned<String>, holds: String) -> Self {
    Diagnostic(
      .error,
      "wrong-column-type",
      "column '\(name.value)' holds \(holds), which a chart cannot show",
      at: name.span,
      hint: "select its parts as columns of their own"
    )
  }

  static func invalidFormat(_ format: Spanned<String>, isTime: Bool) -> Self {
    Diagnostic(
      .error,
      "invalid-format",
      "'\(format.value)' is not a \(isTime ? "time" : "number") format",
      at: format.span,
      hint: isTime ? "as in '%Y-%m-%d'" : "as in ',.1f' or '.0%'"
    )
  }

  /// A chart of so many marks is slow to open and shows little.
  static func manyMarks(_ count: Int, at span: SourceSpan) -> Self {
    Diagnostic(
      .warning,
      "many-marks",
      "the chart draws \(count) marks",
      at: span,
      hint: "aggregate the data first, in SQL or with 'bin', 'timeUnit' and 'aggregate'"
    )
  }

  static func shapeOfMeasure(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "wrong-scale",
      "channel 'shape' needs a nominal or ordinal field",
      at: span,
      hint: "write the field with ':N', or use 'size'"
    )
  }
}
