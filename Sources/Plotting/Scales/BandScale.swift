/// A mapping from categories to bands of equal width, with gaps between them.
///
///     let x = BandScale(count: 3, range: (start: 0, end: 60), paddingInner: 0.1, paddingOuter: 0.05)
///     x.start(of: 1)  // 21
///     x.bandwidth     // 18
///
/// With `paddingInner` 1 the bands have no width: the grammar's `point` scale. Source: d3's
/// `scaleBand` (without rounding: lines stay sharp enough, and the steps stay equal).
struct BandScale: Sendable {
  /// The number of categories; positions are asked for by their index.
  var count: Int
  var range: (start: Double, end: Double)
  /// Part of a step that is the gap between two bands.
  var paddingInner = 0.0
  /// Part of a step before the first band and after the last.
  var paddingOuter = 0.0

  /// The distance from one band's start to the next one's.
  var step: Double {
    abs(range.end - range.start) / max(1, Double(count) - paddingInner + paddingOuter * 2)
  }

  var bandwidth: Double { step * (1 - paddingInner) }

  /// The edge of a band that is nearer to zero.
  func start(of index: Int) -> Double {
    let low = min(range.start, range.end)
    let length = abs(range.end - range.start)
    let offset = (length - step * (Double(count) - paddingInner)) / 2
    let place = range.end < range.start ? count - 1 - index : index
    return low + offset + step * Double(place)
  }

  func centre(of index: Int) -> Double { start(of: index) + bandwidth / 2 }

  /// How long a range is when each step is given: `{step: 20}`.
  static func length(
    count: Int,
    step: Double,
    paddingInner: Double,
    paddingOuter: Double
  ) -> Double {
    max(1, Double(count) - paddingInner + paddingOuter * 2) * step
  }
}
