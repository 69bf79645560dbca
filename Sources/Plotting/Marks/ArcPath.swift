#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A slice of a disc or a ring around the origin, with rounded corners and space to its neighbours.
///
/// Angles in radians, clockwise from the top. Source: https://d3js.org/d3-shape/arc.
struct ArcPath {
  var innerRadius: Double
  var outerRadius: Double
  var startAngle: Double
  var endAngle: Double
  var padAngle = 0.0
  var cornerRadius = 0.0

  private static let epsilon = 1e-12

  func append(to path: inout PathData) {
    let r0 = min(innerRadius, outerRadius)
    let r1 = max(innerRadius, outerRadius)
    let a0 = startAngle - .pi / 2
    let a1 = endAngle - .pi / 2
    if !(r1 > Self.epsilon) {
      path.move(0, 0)
    } else if abs(a1 - a0) > 2 * .pi - Self.epsilon {
      ring(r0, r1, a0, a1, &path)
    } else {
      slice(r0, r1, a0, a1, &path)
    }
    path.close()
  }

  private func ring(_ r0: Double, _ r1: Double, _ a0: Double, _ a1: Double, _ path: inout PathData)
  {
    let isClockwise = a1 > a0
    path.move(r1 * cos(a0), r1 * sin(a0))
    path.arc(around: .zero, radius: r1, from: a0, to: a1, isClockwise: isClockwise)
    guard r0 > Self.epsilon else { return }
    path.move(r0 * cos(a1), r0 * sin(a1))
    path.arc(around: .zero, radius: r0, from: a1, to: a0, isClockwise: !isClockwise)
  }

  private func slice(_ r0: Double, _ r1: Double, _ a0: Double, _ a1: Double, _ path: inout PathData)
  {
    let isClockwise = a1 > a0
    let outer = padded(r1, a0, a1, r0, r1)
    let inner = padded(r0, a0, a1, r0, r1)
    // The corners, clockwise from the start of the outer edge.
    let p01 = Self.place(r1, outer.start)
    let p11 = Self.place(r1, outer.end)
    let p10 = Self.place(r0, inner.end)
    let p00 = Self.place(r0, inner.start)
    let wanted = min(abs(r1 - r0) / 2, cornerRadius)
    var rc0 = wanted
    var rc1 = wanted
    if wanted > Self.epsilon, abs(a1 - a0) < .pi {
      (rc0, rc1) = fitted(wanted, r0, r1, p01, p00, p11, p10)
    }

    if !(outer.angle > Self.epsilon) {
      path.move(p01)
    } else if rc1 > Self.epsilon {
      let first = ArcCorner(p00, p01, r1, rc1, isClockwise)
      let second = ArcCorner(p11, p10, r1, rc1, isClockwise)
      path.move(first.centre + first.side)
      rounded(first, second, r1, rc1, isMerged: rc1 < wanted, isClockwise, isClockwise, &path)
    } else {
      path.move(p01)
      path.arc(
        around: .zero,
        radius: r1,
        from: outer.start,
        to: outer.end,
        isClockwise: isClockwise
      )
    }

    if !(r0 > Self.epsilon) || !(inner.angle > Self.epsilon) {
      path.line(p10)
    } else if rc0 > Self.epsilon {
      let first = ArcCorner(p10, p11, r0, -rc0, isClockwise)
      let second = ArcCorner(p01, p00, r0, -rc0, isClockwise)
      path.line(first.centre + first.side)
      rounded(first, second, r0, rc0, isMerged: rc0 < wanted, isClockwise, !isClockwise, &path)
    } else {
      path.arc(
        around: .zero,
        radius: r0,
        from: inner.end,
        to: inner.start,
        isClockwise: !isClockwise
      )
    }
  }

  /// An edge with rounded corners; where the corners meet, they are one arc.
  private func rounded(
    _ first: ArcCorner,
    _ second: ArcCorner,
    _ radius: Double,
    _ corner: Double,
    isMerged: Bool,
    _ isClockwise: Bool,
    _ edgeIsClockwise: Bool,
    _ path: inout PathData
  ) {
    func turn(_ corner: ArcCorner, _ radius: Double, _ from: Point, _ to: Point) {
      path.arc(
        around: corner.centre,
        radius: radius,
        from: atan2(from.y, from.x),
        to: atan2(to.y, to.x),
        isClockwise: isClockwise
      )
    }
    if isMerged {
      turn(first, corner, first.side, second.side)
    } else {
      turn(first, corner, first.side, first.edge)
      let from = first.centre + first.edge
      let to = second.centre + second.edge
      path.arc(
        around: .zero,
        radius: radius,
        from: atan2(from.y, from.x),
        to: atan2(to.y, to.x),
        isClockwise: edgeIsClockwise
      )
      turn(second, corner, second.edge, second.side)
    }
  }

  /// An edge's angles after taking off half of the padding at each side, which is as wide at the
  /// inner as at the outer edge; an edge with nothing left is a point in its middle.
  private func padded(
    _ radius: Double,
    _ a0: Double,
    _ a1: Double,
    _ r0: Double,
    _ r1: Double
  ) -> (start: Double, end: Double, angle: Double) {
    let angle = abs(a1 - a0)
    let half = padAngle / 2
    guard half > Self.epsilon else { return (a0, a1, angle) }
    let offset = asin((r0 * r0 + r1 * r1).squareRoot() / radius * sin(half))
    let rest = angle - offset * 2
    // Padding wider than the radius has no angle: the comparison fails for NaN too.
    guard rest > Self.epsilon else { return ((a0 + a1) / 2, (a0 + a1) / 2, 0) }
    return a1 > a0 ? (a0 + offset, a1 - offset, rest) : (a0 - offset, a1 + offset, rest)
  }

  /// The largest corners, inner and outer, that fit where the sides meet before they reach the
  /// centre.
  private func fitted(
    _ wanted: Double,
    _ r0: Double,
    _ r1: Double,
    _ p01: Point,
    _ p00: Point,
    _ p11: Point,
    _ p10: Point
  ) -> (Double, Double) {
    guard let meet = Self.intersection(p01, p00, p11, p10) else { return (0, 0) }
    let a = p01 - meet
    let b = p11 - meet
    let cosine = (a * b).sum() / ((a * a).sum().squareRoot() * (b * b).sum().squareRoot())
    let k = 1 / sin(acos(cosine) / 2)
    let length = (meet * meet).sum().squareRoot()
    let inner = min(wanted, (r0 - length) / (k - 1))
    let outer = min(wanted, (r1 - length) / (k + 1))
    return (inner.isNaN ? 0 : inner, outer.isNaN ? 0 : outer)
  }

  private static func place(_ radius: Double, _ angle: Double) -> Point {
    radius * Point(cos(angle), sin(angle))
  }

  /// Where the lines through two points each meet; nil for parallels.
  private static func intersection(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> Point? {
    let ab = b - a
    let cd = d - c
    let cross = cd.y * ab.x - cd.x * ab.y
    guard cross * cross >= epsilon else { return nil }
    return a + (cd.x * (a.y - c.y) - cd.y * (a.x - c.x)) / cross * ab
  }
}
