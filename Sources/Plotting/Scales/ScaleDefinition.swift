import Tables

/// All that a scale is made from, settled: `Scale(_:)` does the arithmetic.
///
/// The order in which a continuous domain is widened is Vega's: given ends, zero, the middle of a
/// diverging scale, padding in pixels, nice round ends.
struct ScaleDefinition: Sendable {
  enum Domain: Sendable, Hashable {
    /// Categories in order.
    case discrete([Level])
    /// Two ends, or more for a piecewise scale; thresholds of `threshold`; all values of
    /// `quantile`, in any order; the edges of `bin-ordinal`. Instants are milliseconds since 1970.
    case continuous([Double])
  }

  enum Range: Sendable {
    /// Pixels, areas, opacities, angles: interpolated, or one for each category or class.
    case numbers([Double])
    /// Colours to blend between or to take one for each category; cycled.
    case paints([Paint])
    /// A named scheme, whole or in part: `extent` in parts of its length, `count` colours of it.
    case scheme(String, extent: (Double, Double)?, count: Int?)
    /// Names of shapes.
    case texts([String])
    case dashes([[Double]])
  }

  var type: ScaleType
  var domain: Domain
  var range: Range
  var domainMin: Double?
  var domainMax: Double?
  var domainMid: Double?
  var zero = false
  var nice: ScaleOptions.Nice = .no
  var clamp = false
  var isReversed = false
  var round = false
  /// Pixels by which a continuous scale's domain is widened at both ends.
  var padding = 0.0
  /// Parts of a step, of `band` and `point` scales.
  var paddingInner = 0.0
  var paddingOuter = 0.0
  var align = 0.5
  var base = 10.0
  var exponent = 1.0
  var constant = 1.0
  /// `rgb`, `lab`, `hcl`, `hsl`, `cubehelix` and their `-long` forms.
  var interpolate: String?
  var interpolateGamma: Double?
  /// Edges of the bins that the domain was cut into: ticks and legend entries stand on them.
  var bins: [Double]?
  /// Bins of this step over the settled domain, instead of `bins`.
  var binStep: ScaleOptions.BinStep?

  init(_ type: ScaleType, domain: Domain, range: Range) {
    self.type = type
    self.domain = domain
    self.range = range
  }
}
