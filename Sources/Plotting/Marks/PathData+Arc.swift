#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension PathData {
  /// An arc of a circle from the pen, which goes straight to where the arc begins.
  ///
  /// Angles are in radians, clockwise from the right, as those of a canvas; a turn or more is a
  /// whole circle. Source: https://d3js.org/d3-path.
  mutating func arc(
    around centre: Point,
    radius: Double,
    from start: Double,
    to end: Double,
    isClockwise: Bool = true
  ) {
    let offset = radius * Point(cos(start), sin(start))
    let first = centre + offset
    if isEmpty {
      move(first)
    } else if abs(x - first.x) > 1e-6 || abs(y - first.y) > 1e-6 {
      line(first)
    }
    guard radius > 0 else { return }
    var turn = isClockwise ? end - start : start - end
    if turn < 0 { turn = turn.truncatingRemainder(dividingBy: 2 * .pi) + 2 * .pi }
    if turn > 2 * .pi - 1e-6 {
      let far = centre - offset
      arc(radius: radius, isLarge: true, isClockwise: isClockwise, far.x, far.y)
      arc(radius: radius, isLarge: true, isClockwise: isClockwise, first.x, first.y)
    } else if turn > 1e-6 {
      let last = centre + radius * Point(cos(end), sin(end))
      arc(radius: radius, isLarge: turn >= .pi, isClockwise: isClockwise, last.x, last.y)
    }
  }
}
