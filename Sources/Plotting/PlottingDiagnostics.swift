import Diagnostics
import Options
import Tables

extension Diagnostic {
  static func unsupported(_ kind: String, _ name: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "unsupported",
      "\(kind) '\(name.value)' of the chart grammar is not supported yet",
      at: name.span
    )
  }

  static func unknownMark(_ name: Spanned<String>) -> Self {
    unknown("mark", name, in: MarkType.allCases.map(\.rawValue))
  }

  static func unknownChannel(_ name: Spanned<String>) -> Self {
    unknown("channel", name, in: Channel.allCases.map(\.rawValue))
  }

  static func unknownMeasure(_ name: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "unknown-type",
      "no type '\(name.value)'",
      at: name.span,
      hint: NearMatch.of(name.value, in: MeasureType.allCases.map(\.rawValue)).map {
        "did you mean '\($0)'?"
      } ?? "types: Q (quantitative), O (ordinal), N (nominal), T (temporal)"
    )
  }

  static func unknownFunction(_ name: Spanned<String>) -> Self {
    let aggregates = Aggregate.allCases.map(\.rawValue)
    let near = NearMatch.of(name.value, in: aggregates + CalendarUnit.common)
    return Diagnostic(
      .error,
      "unknown-function",
      "no aggregate or time unit '\(name.value)'",
      at: name.span,
      hint: near.map { "did you mean '\($0)'?" } ?? "aggregates: "
        + aggregates.joined(separator: ", ")
    )
  }

  static func unknownTimeUnit(_ name: Spanned<String>) -> Self {
    unknown("time unit", name, in: CalendarUnit.common, code: "unknown-time-unit")
  }

  static func unknownScale(_ name: Spanned<String>) -> Self {
    let known = ScaleOptions.Kind.allCases.map(\.rawValue)
    return unknown("scale type", name, in: known, code: "unknown-scale")
  }

  static func unknownScheme(_ name: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "unknown-scheme",
      "no colour scheme '\(name.value)'",
      at: name.span,
      hint: NearMatch.hint(name.value, in: ColourScheme.names, kind: "schemes")
    )
  }

  private static func unknown(
    _ noun: String,
    _ name: Spanned<String>,
    in known: [String],
    code: String? = nil
  ) -> Self {
    Diagnostic(
      .error,
      code ?? "unknown-\(noun)",
      "no \(noun) '\(name.value)'",
      at: name.span,
      hint: NearMatch.hint(name.value, in: known, kind: "\(noun)s")
    )
  }

  static func unknownSort(_ text: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "unknown-sort",
      "'\(text)' is not an order to sort by",
      at: span,
      hint: NearMatch.hint(text, in: SortOrder.words, kind: "orders")
    )
  }

  static func wrongShape(_ key: String, _ wanted: String, _ node: OptionNode) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "'\(key)' must be \(wanted), not \(node.kindName)",
      at: node.span
    )
  }

  static func wrongSize(_ key: String, _ node: OptionNode) -> Self {
    Diagnostic(.error, "wrong-type", "'\(key)' must be 1 to 10,000 pixels", at: node.span)
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

  static func scaleDoesNotFit(_ scale: Spanned<ScaleOptions.Kind>, _ type: MeasureType) -> Self {
    Diagnostic(
      .error,
      "wrong-scale",
      "a \(type.rawValue) field cannot have a \(scale.value.rawValue) scale",
      at: scale.span
    )
  }

  static func emptyChannel(_ channel: Channel, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "empty-channel",
      "channel '\(channel.rawValue)' names no field",
      at: span,
      hint: "give a field, or 'count()' or a value"
    )
  }

  static func needsField(_ function: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "empty-channel",
      "'\(function.value)' needs a field",
      at: function.span,
      hint: "as in '\(function.value)(price)'"
    )
  }

  static func orphanChannel(_ channel: Channel, needs other: Channel, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "orphan-channel",
      "channel '\(channel.rawValue)' needs channel '\(other.rawValue)'",
      at: span
    )
  }

  static func offsetNeedsBands(_ channel: Channel, _ other: Channel, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "orphan-channel",
      "channel '\(channel.rawValue)' needs a nominal or ordinal '\(other.rawValue)'",
      at: span,
      hint: "write '\(other.rawValue)' with ':O' or ':N'"
    )
  }

  static func noPosition(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "the chart has neither an 'x' nor a 'y' channel",
      at: span,
      hint: "add 'x' or 'y' to 'encoding'"
    )
  }

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

  static func numbersAsTime(_ name: Spanned<String>) -> Self {
    Diagnostic(
      .warning,
      "numbers-as-time",
      "the numbers of column '\(name.value)' are read as milliseconds since 1970",
      at: name.span,
      hint: "write '\(name.value):O' for years or other plain numbers"
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
