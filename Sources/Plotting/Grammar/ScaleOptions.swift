import Diagnostics
import Expressions
import Tables

enum ScaleType: String, Sendable, CaseIterable {
  case linear, log, pow, sqrt, symlog, identity, sequential, time, utc
  case quantile, quantize, threshold
  case binOrdinal = "bin-ordinal"
  case ordinal, point, band

  var isDiscreteDomain: Bool { self == .ordinal || self == .point || self == .band }
  /// Numbers or instants in, numbers or blended colours out.
  var isContinuous: Bool {
    switch self {
    case .linear, .log, .pow, .sqrt, .symlog, .identity, .sequential, .time, .utc: true
    default: false
    }
  }
  var isTime: Bool { self == .time || self == .utc }
  /// Numbers in, one of a few values out.
  var isDiscretizing: Bool {
    self == .quantile || self == .quantize || self == .threshold || self == .binOrdinal
  }
}

/// What a specification says about a scale.
///
/// Source: https://vega.github.io/vega-lite/docs/scale.html.
struct ScaleOptions: Sendable {
  enum Nice: Sendable, Hashable {
    case no, yes
    case count(Double)
    case interval(CalendarParts.Part, step: Int)
  }

  enum Domain: Sendable {
    case values([Value])
    /// `{unionWith: [...]}`: these and what the data hold.
    case union([Value])
    case unaggregated
  }

  enum Range: Sendable {
    case values([Value])
    /// Names of `config.range`, or `width` and `height`.
    case named(Spanned<String>)
    /// `{field: "color"}`: values of the data, in the order of the domain.
    case field(Spanned<String>)
  }

  var type: Spanned<ScaleType>?
  var domain: Domain?
  var domainMin: Property?
  var domainMax: Property?
  var domainMid: Double?
  var range: Range?
  var rangeMin: Value?
  var rangeMax: Value?
  var scheme: Spanned<String>?
  /// Part of the scheme, and how many colours.
  var schemeExtent: (Double, Double)?
  var schemeCount: Int?
  var isReversed: Bool?
  var round: Bool?
  var clamp: Bool?
  var nice: Nice?
  var zero: Bool?
  var bins: [Double]?
  /// The step of bins that begin and end with the domain, or where they say.
  var binStep: BinStep?

  struct BinStep: Sendable {
    var start: Double?
    var stop: Double?
    var step: Double
  }
  var padding: Double?
  var paddingInner: Double?
  var paddingOuter: Double?
  var align: Double?
  var base: Double?
  var exponent: Double?
  var constant: Double?
  var interpolate: String?
  var interpolateGamma: Double?
  var span: SourceSpan?

  init() {}
}
