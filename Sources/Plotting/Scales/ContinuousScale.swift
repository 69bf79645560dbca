/// A mapping from numbers (or instants) to positions along an axis.
///
/// A scale is a transform that makes the axis straight (identity, logarithm, power …) followed by a
/// line. Values outside the domain are extrapolated, not clamped: the frame clips them. A domain of
/// one value maps everything to the middle of the range, as in d3.
protocol ContinuousScale: Sendable {
  var domain: (Double, Double) { get set }
  /// Where the domain lands; `start` exceeds `end` on a y axis, since SVG counts downwards.
  var range: (start: Double, end: Double) { get set }
  /// The straightened value.
  func transformed(_ value: Double) -> Double
  /// About `count` values to label.
  func ticks(count: Double) -> [Double]
  /// The scale with its domain widened to tick values.
  func niced(count: Double) -> Self
}

extension ContinuousScale {
  /// The position of a value; NaN for values without one (null, NaN, the logarithm of zero).
  func position(of value: Double) -> Double {
    range.start + fraction(of: value) * (range.end - range.start)
  }

  /// The part of the domain that lies before a value: 0 at its start, 1 at its end.
  func fraction(of value: Double) -> Double {
    let start = transformed(domain.0)
    let length = transformed(domain.1) - start
    guard value.isFinite else { return .nan }
    return length == 0 ? 0.5 : (transformed(value) - start) / length
  }
}
