import Tables

/// How a guide writes its values.
struct LabelFormat: Sendable {
  enum Kind: Sendable {
    /// By the scale: round numbers with the decimals their step needs, times by d3's rule of the
    /// largest unit that changed, categories as they are.
    case standard
    /// A d3 number format; empty is d3's default for the scale.
    case number(String)
    /// A d3 time format.
    case time(String)
    /// The format of a calendar unit, with formats of parts that the specification gives.
    case timeUnit(TimeUnitOptions, formats: [String: String])
    /// `start – end` of a bin, by a number format.
    case binRange(String?)
  }

  var kind: Kind
  var locale: FormatLocale

  /// The labels of a guide's values; `count` is how many ticks were asked for, which decides the
  /// decimals of numbers.
  func texts(_ values: [Level], scale: Scale, count: Double) -> [String] { fatalError() }

  /// One value by itself, as in a text mark, a header or a tooltip.
  func text(_ value: Level) -> String { fatalError() }
}
