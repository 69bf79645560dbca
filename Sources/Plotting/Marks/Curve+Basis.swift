/// Cubic B-splines, which pass near their points.
///
/// Source: https://d3js.org/d3-shape/curve#curveBasis.
extension Curve {
  func basis(_ points: [Point], _ edge: Edge, _ path: inout PathData) {
    path.start(points[0], edge)
    let last = points[points.count - 1]
    if points.count == 2 { path.line(last) }
    if points.count > 2 {
      path.line((5 * points[0] + points[1]) / 6)
      spline(points, &path)
      path.basisPiece(points[points.count - 2], last, last)
      path.line(last)
    }
    path.finish(edge, isPoint: points.count == 1)
  }

  /// Leaves out the way to the first and from the last point; nothing is drawn of two.
  func basisOpen(_ points: [Point], _ edge: Edge, _ path: inout PathData) {
    guard points.count > 2 else { return }
    path.start((points[0] + 4 * points[1] + points[2]) / 6, edge)
    for index in 3..<max(3, points.count) {
      path.basisPiece(points[index - 2], points[index - 1], points[index])
    }
    path.finish(edge, isPoint: points.count == 3)
  }

  func basisClosed(_ points: [Point], _ path: inout PathData) {
    switch points.count {
    case 1:
      path.move(points[0])
      path.close()
    case 2:
      path.move((points[0] + 2 * points[1]) / 3)
      path.line((points[1] + 2 * points[0]) / 3)
      path.close()
    default:
      path.move((points[0] + 4 * points[1] + points[2]) / 6)
      let round = points + points[0..<3]
      for index in 3..<round.count {
        path.basisPiece(round[index - 2], round[index - 1], round[index])
      }
    }
  }

  /// A basis spline of points moved towards the straight line from first to last.
  func bundle(_ points: [Point], _ share: Double, _ edge: Edge, _ path: inout PathData) {
    let last = points.count - 1
    guard last > 0 else { return }
    let span = points[last] - points[0]
    let moved = points.enumerated().map { index, point in
      share * point + (1 - share) * (points[0] + Double(index) / Double(last) * span)
    }
    basis(moved, edge, &path)
  }

  private func spline(_ points: [Point], _ path: inout PathData) {
    for index in 2..<points.count {
      path.basisPiece(points[index - 2], points[index - 1], points[index])
    }
  }
}

extension PathData {
  /// The piece of a uniform cubic B-spline that ends near the second of three points.
  fileprivate mutating func basisPiece(_ p0: Point, _ p1: Point, _ p2: Point) {
    curve((2 * p0 + p1) / 3, (p0 + 2 * p1) / 3, (p0 + 4 * p1 + p2) / 6)
  }
}
