#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Splines through all points whose slope at a point follows from its neighbours.
///
/// Source: https://d3js.org/d3-shape/curve#curveCardinal.
extension Curve {
  func cardinal(_ points: [Point], _ slope: Double, _ edge: Edge, _ path: inout PathData) {
    path.start(points[0], edge)
    let last = points.count - 1
    if last == 1 { path.line(points[1]) }
    if last > 1 {
      for index in 1...last {
        let from = points[index - 1]
        let to = points[index]
        // At the ends the slope is zero.
        let first = index == 1 ? from : from + slope * (to - points[index - 2])
        let second = index == last ? to : to + slope * (from - points[index + 1])
        path.curve(first, second, to)
      }
    }
    path.finish(edge, isPoint: last == 0)
  }

  /// From the second point to the last but one.
  func cardinalOpen(_ points: [Point], _ slope: Double, _ edge: Edge, _ path: inout PathData) {
    guard points.count > 2 else { return }
    path.start(points[1], edge)
    for index in 3..<max(3, points.count) {
      path.cardinalPiece(points[(index - 3)...index], slope)
    }
    path.finish(edge, isPoint: points.count == 3)
  }

  func cardinalClosed(_ points: [Point], _ slope: Double, _ path: inout PathData) {
    switch points.count {
    case 1:
      path.move(points[0])
      path.close()
    case 2:
      path.move(points[1])
      path.line(points[0])
      path.close()
    default:
      path.move(points[1])
      let round = points + points[0..<3]
      for index in 3..<round.count { path.cardinalPiece(round[(index - 3)...index], slope) }
    }
  }

  /// A cardinal spline with slopes by the distances between points, which makes no loops.
  ///
  /// Source: https://d3js.org/d3-shape/curve#curveCatmullRom.
  func catmullRom(_ points: [Point], _ power: Double, _ edge: Edge, _ path: inout PathData) {
    path.start(points[0], edge)
    let last = points.count - 1
    if last == 1 { path.line(points[1]) }
    if last > 1 {
      // Distances to the power of alpha, and of twice alpha; none before the first point.
      let squares = (0...last).map { index -> Double in
        guard index > 0 else { return 0 }
        let step = points[index] - points[index - 1]
        return pow((step * step).sum(), power)
      }
      let lengths = squares.map { $0.squareRoot() }
      for index in 1...last {
        let from = points[index - 1]
        let to = points[index]
        let isLast = index == last
        var first = from
        var second = to
        let (a, b) = (lengths[index - 1], lengths[index])
        let c = isLast ? 0 : lengths[index + 1]
        if a > Self.epsilon {
          let weight = 2 * squares[index - 1] + 3 * a * b + squares[index]
          let whole = 3 * a * (a + b)
          let before = points[index - 2] * squares[index]
          first = (from * weight - before + to * squares[index - 1]) / whole
        }
        if c > Self.epsilon {
          let weight = 2 * squares[index + 1] + 3 * c * b + squares[index]
          let whole = 3 * c * (c + b)
          let after = points[index + 1] * squares[index]
          second = (to * weight + from * squares[index + 1] - after) / whole
        }
        path.curve(first, second, to)
      }
    }
    path.finish(edge, isPoint: last == 0)
  }

  private static var epsilon: Double { 1e-12 }
}

extension PathData {
  /// The piece between the middle two of four points.
  fileprivate mutating func cardinalPiece(_ four: ArraySlice<Point>, _ slope: Double) {
    let start = four.startIndex
    let (p0, p1, p2, p3) = (four[start], four[start + 1], four[start + 2], four[start + 3])
    curve(p1 + slope * (p2 - p0), p2 + slope * (p1 - p3), p2)
  }
}
