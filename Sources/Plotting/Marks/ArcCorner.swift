/// A circle in a corner, which touches the side and the edge of the slice.
struct ArcCorner {
  let centre: Point
  /// From the centre to where the circle touches the side.
  let side: Point
  /// From the centre to where it touches the edge.
  let edge: Point

  /// The corner between a side, from one point to another, and an edge of some radius; a negative
  /// corner lies outside of the edge.
  init(_ p0: Point, _ p1: Point, _ radius: Double, _ corner: Double, _ isClockwise: Bool) {
    let along = p0 - p1
    let scale = (isClockwise ? corner : -corner) / (along * along).sum().squareRoot()
    // The side, moved inwards by the radius of the circle.
    let inwards = scale * Point(along.y, -along.x)
    let q1 = p0 + inwards
    let q0 = p1 + inwards
    let middle = (q1 + q0) / 2
    let d = q0 - q1
    let square = (d * d).sum()
    let reach = radius - corner
    let cross = q1.x * q0.y - q0.x * q1.y
    let root = (d.y < 0 ? -1 : 1) * max(0, reach * reach * square - cross * cross).squareRoot()
    let base = cross * Point(d.y, -d.x)
    let one = (base - root * d) / square
    let two = (base + root * d) / square
    let toOne = one - middle
    let toTwo = two - middle
    centre = (toOne * toOne).sum() > (toTwo * toTwo).sum() ? two : one
    side = -inwards
    edge = centre * (radius / reach - 1)
  }
}
