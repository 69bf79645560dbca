#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

typealias CurvePoint = (x: Double, y: Double)

/// Points of a curve, more of them where it bends.
///
/// Source: vega-statistics' `sampleCurve`.
enum CurveSampling {
  /// A bend of less than half a degree, on a square picture, is not refined.
  private static let leastAngle = 0.5 * Double.pi / 180

  /// Points from `low` to `high`: `least` equal steps, halved until there are `most` or the curve is
  /// straight.
  static func points(
    from low: Double,
    to high: Double,
    least: Int = 25,
    most: Int = 200,
    _ curve: (Double) -> Double
  ) -> [CurvePoint] {
    let most = max(least, most)
    let span = high - low
    func point(_ x: Double) -> CurvePoint { (x, curve(x)) }
    func grid(_ index: Int) -> CurvePoint { point(low + Double(index) / Double(least) * span) }
    if least == most {
      return [point(low)] + (1..<max(1, most)).map(grid) + [point(high)]
    }
    var taken = [point(low)]
    var waiting = [point(high)] + (1..<max(1, least)).reversed().map(grid)
    let heights = [taken[0].y] + waiting.map(\.y)
    let scale = (
      x: 1 / span, y: 1 / ((heights.max() ?? 1) - (heights.min() ?? 0))
    )
    let closest = span / Double(most)
    var last = taken[0]
    while let next = waiting.last {
      let middle = point((last.x + next.x) / 2)
      if middle.x - last.x >= closest, angle(last, middle, next, scale) > leastAngle {
        waiting.append(middle)
      } else {
        last = next
        taken.append(next)
        waiting.removeLast()
      }
    }
    return taken
  }

  private static func angle(
    _ a: CurvePoint,
    _ b: CurvePoint,
    _ c: CurvePoint,
    _ scale: (x: Double, y: Double)
  ) -> Double {
    let whole = atan2(scale.y * (c.y - a.y), scale.x * (c.x - a.x))
    let half = atan2(scale.y * (b.y - a.y), scale.x * (b.x - a.x))
    return abs(whole - half)
  }
}
