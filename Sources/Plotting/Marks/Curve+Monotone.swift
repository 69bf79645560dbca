/// Smooth curves through all points: one that never overshoots them, one of least bending.
extension Curve {
  /// Cubic pieces that keep to the values between two points, after Steffen (1990).
  ///
  /// Source: https://d3js.org/d3-shape/curve#curveMonotoneX.
  func monotone(_ points: [Point], _ edge: Edge, _ path: inout PathData) {
    // Points on top of one another have no slope between them; those after the first go.
    var run: [Point] = []
    run.reserveCapacity(points.count)
    for point in points {
      let point = turned(point)
      if run.last != point { run.append(point) }
    }
    path.start(points[0], edge)
    let last = run.count - 1
    if last == 1 { path.line(turned(run[1])) }
    if last > 1 {
      var slope = 0.0
      for index in 1...last {
        let from = run[index - 1]
        let to = run[index]
        let next =
          index < last ? Self.slope(from, to, run[index + 1]) : Self.endSlope(from, to, slope)
        if index == 1 { slope = Self.endSlope(from, to, next) }
        let third = (to.x - from.x) / 3
        path.curve(
          turned(Point(from.x + third, from.y + third * slope)),
          turned(Point(to.x - third, to.y - third * next)),
          turned(to)
        )
        slope = next
      }
    }
    path.finish(edge, isPoint: run.count == 1)
  }

  private func turned(_ point: Point) -> Point {
    isHorizontal ? Point(point.y, point.x) : point
  }

  /// The slope at the middle of three points: zero at a peak, at most twice that of either side.
  private static func slope(_ p0: Point, _ p1: Point, _ p2: Point) -> Double {
    let h0 = p1.x - p0.x
    let h1 = p2.x - p1.x
    // A step straight up has an infinite slope of the direction that the line runs in.
    let s0 = (p1.y - p0.y) / (h0 == 0 && h1 < 0 ? -0.0 : h0)
    let s1 = (p2.y - p1.y) / (h1 == 0 && h0 < 0 ? -0.0 : h1)
    let mean = (s0 * h1 + s1 * h0) / (h0 + h1)
    guard !s0.isNaN, !s1.isNaN, !mean.isNaN else { return 0 }
    return (s0 < 0 ? -1 : 1) * min(abs(s0), abs(s1), 0.5 * abs(mean))
      + (s1 < 0 ? -1 : 1) * min(abs(s0), abs(s1), 0.5 * abs(mean))
  }

  /// The slope at an end, from that at the other end of its piece.
  private static func endSlope(_ from: Point, _ to: Point, _ other: Double) -> Double {
    let h = to.x - from.x
    return h == 0 ? other : (3 * (to.y - from.y) / h - other) / 2
  }

  /// A natural cubic spline: no bend at its ends.
  ///
  /// Source: https://d3js.org/d3-shape/curve#curveNatural.
  func natural(_ points: [Point], _ edge: Edge, _ path: inout PathData) {
    path.start(points[0], edge)
    if points.count == 2 { path.line(points[1]) }
    if points.count > 2 {
      let (first, second) = Self.controlPoints(points)
      for index in 1..<points.count {
        path.curve(first[index - 1], second[index - 1], points[index])
      }
    }
    path.finish(edge, isPoint: points.count == 1)
  }

  /// Solves the tridiagonal system of the splines' control points by forward elimination.
  ///
  /// Source: https://www.particleincell.com/2012/bezier-splines/.
  private static func controlPoints(_ points: [Point]) -> (first: [Point], second: [Point]) {
    let n = points.count - 1
    var diagonal = Array(repeating: 4.0, count: n)
    var right = (0..<n).map { 4 * points[$0] + 2 * points[$0 + 1] }
    diagonal[0] = 2
    right[0] = points[0] + 2 * points[1]
    diagonal[n - 1] = 7
    right[n - 1] = 8 * points[n - 1] + points[n]
    for index in 1..<n {
      let factor = (index == n - 1 ? 2 : 1) / diagonal[index - 1]
      diagonal[index] -= factor
      right[index] -= factor * right[index - 1]
    }
    var first = right
    first[n - 1] = right[n - 1] / diagonal[n - 1]
    for index in stride(from: n - 2, through: 0, by: -1) {
      first[index] = (right[index] - first[index + 1]) / diagonal[index]
    }
    var second = first
    for index in 0..<(n - 1) { second[index] = 2 * points[index + 1] - first[index + 1] }
    second[n - 1] = (points[n] + first[n - 1]) / 2
    return (first, second)
  }
}
