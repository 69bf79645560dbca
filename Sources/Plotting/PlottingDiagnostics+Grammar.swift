import Diagnostics
import Options
import Tables

extension Diagnostic {
  static func withoutEffect(_ name: Spanned<String>, _ owner: String) -> Self {
    Diagnostic(
      .warning,
      "without-effect",
      "\(owner) has no use for '\(name.value)': it changes nothing in a still picture",
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

  private static let aggregates = AggregateOperation.allCases.map(\.rawValue)

  static func unknownFunction(_ name: Spanned<String>) -> Self {
    let near = NearMatch.of(name.value, in: aggregates + CalendarParts.common)
    return Diagnostic(
      .error,
      "unknown-function",
      "no aggregate or time unit '\(name.value)'",
      at: name.span,
      hint: near.map { "did you mean '\($0)'?" } ?? "aggregates: "
        + aggregates.joined(separator: ", ")
    )
  }

  static func unknownAggregate(_ name: Spanned<String>) -> Self {
    unknown("aggregate", name, in: aggregates, code: "unknown-function")
  }

  static func unknownTimeUnit(_ name: Spanned<String>) -> Self {
    unknown("time unit", name, in: CalendarParts.common, code: "unknown-time-unit")
  }

  static func unknownScale(_ name: Spanned<String>) -> Self {
    unknown("scale type", name, in: ScaleType.allCases.map(\.rawValue), code: "unknown-scale")
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

  static func needsField(_ function: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "empty-channel",
      "'\(function.value)' needs a field",
      at: function.span,
      hint: "as in '\(function.value)(price)'"
    )
  }

  static func needsArgument(_ function: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "'\(function.value)' needs the field that is greatest or least",
      at: function.span,
      hint: "as in {\(function.value): price}"
    )
  }

  static func twoCompositions(_ first: String, _ second: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "two-compositions",
      "a view has '\(first)' or '\(second.value)', not both",
      at: second.span,
      hint: "nest one in the other's views"
    )
  }

  static func scaleDoesNotFit(_ scale: Spanned<ScaleType>, _ type: MeasureType) -> Self {
    let article = type == .ordinal ? "an" : "a"
    return Diagnostic(
      .warning,
      "wrong-scale",
      "\(article) \(type.rawValue) field cannot have a \(scale.value.rawValue) scale; "
        + "it gets its standard one",
      at: scale.span
    )
  }
}
