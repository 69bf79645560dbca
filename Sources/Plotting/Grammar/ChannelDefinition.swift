import Diagnostics
import Expressions
import Tables

/// A part of a specification that is left to the default, taken away by null, or said.
enum Setting<Content: Sendable>: Sendable {
  case standard
  case none
  case given(Content)

  var given: Content? { if case .given(let content) = self { content } else { nil } }
  var isNone: Bool { if case .none = self { true } else { false } }
}

/// The field a channel shows: a column, or one that a `repeat` names.
enum FieldReference: Sendable {
  case named(Spanned<String>)
  /// `{repeat: "row" | "column" | "repeat" | "layer"}`; gone once repeats are expanded.
  case repeated(Spanned<String>)

  var name: Spanned<String>? { if case .named(let name) = self { name } else { nil } }
}

/// One entry of `encoding`: which field a channel shows, and how.
///
/// Source: https://vega.github.io/vega-lite/docs/encoding.html#channel-definition.
struct ChannelDefinition: Sendable {
  private(set) var channel: Channel
  let span: SourceSpan
  var field: FieldReference?
  /// Nil is settled by `MeasureType` of the column, the function and the scale.
  var type: Spanned<MeasureType>?
  var aggregate: Spanned<AggregateFunction>?
  var timeUnit: Spanned<TimeUnitOptions>?
  var bin: BinChoice?
  /// A constant in the units of the data, seen through the scale.
  var datum: Spanned<Value>?
  /// `datum: {expr: …}`: a constant that is computed from parameters.
  var datumExpression: Expression?
  /// `datum: {repeat: …}`; gone once repeats are expanded.
  var repeatedDatum: Spanned<String>?
  /// A constant in the units of the picture: a colour, a number of pixels, `"width"`.
  var value: Property?
  /// `x: null`: the channel of a layer that does not take up the shared one; gone once the
  /// specification is normal.
  var isAbsent = false
  /// Branches before `field`, `datum` or `value`; none needs a selection.
  var conditions: [Condition] = []
  /// `title` in the units of lines.
  var title: Setting<[String]> = .standard
  /// The same in Korean where the title was made up while the specification became normal, before
  /// the language is known.
  var koreanTitle: String?
  /// Whether the field is one of the sums, or an end of one of the parts, that a box plot, an error bar or band shows.
  var isSum = false
  var axis: Setting<Properties<AxisKey>> = .standard
  var legend: Setting<Properties<LegendKey>> = .standard
  var header: Setting<Properties<HeaderKey>> = .standard
  var scale: Setting<ScaleOptions> = .standard
  var sort: SortOrder?
  /// `none` stands for `stack: null` and `false`.
  var stack: Setting<StackMode> = .standard
  var impute: ImputeOptions?
  /// `impute: null`: stacked areas do not fill gaps either.
  var refusesImpute = false
  var bandPosition: Double?
  var format: Spanned<FormatOption>?
  var formatType: Spanned<String>?
  /// Options of the `facet` channel: columns, spacing, align, bounds, center.
  var grid = GridOptions()

  struct Condition: Sendable {
    let test: Predicate
    /// A `value`, a `field` or a `datum` for rows that pass.
    let definition: ChannelDefinition
  }

  init(_ channel: Channel, at span: SourceSpan) {
    self.channel = channel
    self.span = span
  }

  /// What the channel shows, shown by another channel.
  func moved(to channel: Channel) -> ChannelDefinition {
    var copy = self
    copy.channel = channel
    return copy
  }

  var fieldName: Spanned<String>? { field?.name }

  /// Whether the channel shows a field of the data (or a count of rows).
  var showsField: Bool { field != nil || aggregate != nil }
}

/// A d3 format, or an object that a custom format type would take.
enum FormatOption: Sendable, Hashable {
  case specifier(String)
  /// Time formats by unit: `{year: "%Y", month: "%b"}`.
  case units([String: String])
}

/// An aggregate of the grammar; the arg forms give a whole row.
///
/// Source: https://vega.github.io/vega-lite/docs/aggregate.html.
enum AggregateFunction: Hashable, Sendable {
  case operation(AggregateOperation)
  /// The row where a field is least or greatest; the channel's field is taken from it.
  case argmin(String)
  case argmax(String)
  /// `{exponential: 0.5}`: a running mean in which each value weighs so much more than the last.
  case exponential(Double)
}

enum AggregateOperation: String, Sendable, CaseIterable {
  case count, valid, values, missing, distinct, sum, product, mean, average, variance, variancep
  case stdev, stdevp, stderr, median, q1, q3, ci0, ci1, min, max
  /// As transforms use them: the whole row.
  case argmin, argmax

  /// Whether the result of instants is an instant.
  var keepsInstants: Bool {
    switch self {
    case .min, .max, .median, .mean, .average, .q1, .q3: true
    default: false
    }
  }

  /// Whether it counts anything, numbers or not.
  var takesAnything: Bool {
    switch self {
    case .count, .valid, .missing, .distinct, .values, .argmin, .argmax: true
    default: false
    }
  }
}

enum StackMode: String, Sendable, CaseIterable { case zero, center, normalize }

/// How the values of a discrete channel are ordered.
///
/// Source: https://vega.github.io/vega-lite/docs/sort.html.
enum SortOrder: Sendable {
  case ascending, descending
  /// `null`: the order of the data.
  case none
  /// By another channel: `"-y"`, `{encoding: "y", order: "descending"}`.
  case channel(Channel, isDescending: Bool)
  /// By a field, summed up for each value.
  case field(Spanned<String>?, AggregateOperation?, isDescending: Bool)
  /// By a field that a `repeat` names; gone once repeats are expanded.
  case repeatedField(Spanned<String>, AggregateOperation?, isDescending: Bool)
  case list([Value])
}

/// `impute` of a position channel.
struct ImputeOptions: Sendable {
  enum Method: String, Sendable, CaseIterable { case value, mean, median, max, min }
  var method = Method.value
  /// 0 unless it is said; null adds the row alone.
  var value: Value = .int(0)
  var frame: (Int?, Int?) = (nil, nil)
  var keyvals: [Value] = []
  /// `keyvals: {start, stop, step}`.
  var sequence: (start: Double, stop: Double, step: Double)?
}

/// How the views of a facet, a concatenation or a repeat are laid out.
struct GridOptions: Sendable {
  enum Align: String, Sendable, CaseIterable { case all, each, none }
  enum Bounds: String, Sendable, CaseIterable { case full, flush }
  var columns: Int?
  var rowSpacing: Double?
  var columnSpacing: Double?
  var rowAlign: Align?
  var columnAlign: Align?
  var rowCenter: Bool?
  var columnCenter: Bool?
  var bounds: Bounds?

  init() {}
}
