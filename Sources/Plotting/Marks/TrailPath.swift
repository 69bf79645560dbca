#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The outline of a line of varying width.
///
/// Each step is a shape of its own: two straight sides between circles around its ends, as in
/// vega-scenegraph (https://vega.github.io/vega/docs/marks/trail/). A point alone is not drawn.
extension SeriesPath {
  static func trail(_ shape: TrailGeometry, _ rows: [Int]) -> PathData {
    var path = PathData()
    var last: (place: Point, radius: Double)?
    for row in rows {
      let place = Point(shape.x[row], shape.y[row])
      let radius = shape.size[row] / 2
      guard shape.isDefined?[row] ?? true, place.isFinite, radius.isFinite, radius >= 0 else {
        last = nil
        continue
      }
      if let last { append(from: last, to: (place, radius), &path) }
      last = (place, radius)
    }
    return path
  }

  private static func append(
    from: (place: Point, radius: Double),
    to: (place: Point, radius: Double),
    _ path: inout PathData
  ) {
    let across = Point(from.place.y - to.place.y, to.place.x - from.place.x)
    let length = (across * across).sum().squareRoot()
    guard length > 0 else {
      path.move(to.place.x + to.radius, to.place.y)
      path.arc(around: to.place, radius: to.radius, from: 0, to: 2 * .pi)
      path.close()
      return
    }
    let normal = across / length
    let angle = atan2(normal.y, normal.x)
    path.move(from.place - normal * from.radius)
    path.line(to.place - normal * to.radius)
    path.arc(around: to.place, radius: to.radius, from: angle - .pi, to: angle)
    path.line(from.place + normal * from.radius)
    path.arc(around: from.place, radius: from.radius, from: angle, to: angle + .pi)
    path.close()
  }
}
