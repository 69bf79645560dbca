/// Joins points into lines: straight, smooth without overshoot, or in steps.
///
/// Source: d3-shape 3 (`curveLinear`, `curveMonotoneX`, `curveStep…`). Points that are not finite
/// break the line.
struct PathShape: Sendable {
  let interpolation: Interpolation
  /// Whether the line runs along y, as in a chart turned on its side.
  let isTransposed: Bool

  typealias Point = (x: Double, y: Double)

  /// The runs of finite points.
  static func runs(_ points: [Point]) -> [[Point]] {
    var runs: [[Point]] = []
    var run: [Point] = []
    for point in points {
      if point.x.isFinite, point.y.isFinite {
        run.append(point)
      } else if !run.isEmpty {
        runs.append(run)
        run = []
      }
    }
    if !run.isEmpty { runs.append(run) }
    return runs
  }

  func line(_ points: [Point]) -> PathData {
    var path = PathData()
    for run in Self.runs(points) {
      append(run, to: &path, isStart: true)
      if interpolation == .linearClosed { path.close() }
    }
    return path
  }

  /// The outline between an upper and a lower line with the same places.
  func area(upper: [Point], lower: [Point]) -> PathData {
    var path = PathData()
    var start = 0
    while start < upper.count {
      guard isFinite(upper[start]), isFinite(lower[start]) else {
        start += 1
        continue
      }
      var end = start
      while end < upper.count, isFinite(upper[end]), isFinite(lower[end]) { end += 1 }
      append(Array(upper[start..<end]), to: &path, isStart: true)
      let back = PathShape(interpolation: interpolation.reversed, isTransposed: isTransposed)
      back.append(lower[start..<end].reversed(), to: &path, isStart: false)
      path.close()
      start = end
    }
    return path
  }

  private func isFinite(_ point: Point) -> Bool { point.x.isFinite && point.y.isFinite }

  private func append(_ run: [Point], to path: inout PathData, isStart: Bool) {
    guard let first = run.first else { return }
    if isStart { path.move(first.x, first.y) } else { path.line(first.x, first.y) }
    switch interpolation {
    case .monotone where run.count > 2: monotone(run, &path)
    case .step, .stepBefore, .stepAfter: steps(run, &path)
    default: for point in run.dropFirst() { path.line(point.x, point.y) }
    }
  }

  private func steps(_ run: [Point], _ path: inout PathData) {
    for (from, to) in zip(run, run.dropFirst()) {
      let part: Double =
        switch interpolation {
        case .stepBefore: 0
        case .stepAfter: 1
        default: 0.5
        }
      if isTransposed {
        let middle = from.y + (to.y - from.y) * part
        path.line(from.x, middle)
        path.line(to.x, middle)
      } else {
        let middle = from.x + (to.x - from.x) * part
        path.line(middle, from.y)
        path.line(middle, to.y)
      }
      path.line(to.x, to.y)
    }
  }

  /// Joins points by cubic pieces whose slopes never overshoot the data, after Steffen (1990).
  private func monotone(_ run: [Point], _ path: inout PathData) {
    let points = isTransposed ? run.map { (x: $0.y, y: $0.x) } : run
    let slopes = Self.slopes(points)
    for index in 1..<points.count {
      let from = points[index - 1]
      let to = points[index]
      let third = (to.x - from.x) / 3
      let first = (from.x + third, from.y + third * slopes[index - 1])
      let second = (to.x - third, to.y - third * slopes[index])
      if isTransposed {
        path.curve(first.1, first.0, second.1, second.0, to.y, to.x)
      } else {
        path.curve(first.0, first.1, second.0, second.1, to.x, to.y)
      }
    }
  }

  private static func slopes(_ points: [Point]) -> [Double] {
    let last = points.count - 1
    func sign(_ value: Double) -> Double { value < 0 ? -1 : 1 }
    var slopes = Array(repeating: 0.0, count: points.count)
    for index in 1..<last {
      let h0 = points[index].x - points[index - 1].x
      let h1 = points[index + 1].x - points[index].x
      let s0 = h0 == 0 ? 0 : (points[index].y - points[index - 1].y) / h0
      let s1 = h1 == 0 ? 0 : (points[index + 1].y - points[index].y) / h1
      let p = h0 + h1 == 0 ? 0 : (s0 * h1 + s1 * h0) / (h0 + h1)
      slopes[index] = (sign(s0) + sign(s1)) * min(abs(s0), abs(s1), 0.5 * abs(p))
    }
    func end(_ from: Int, _ to: Int, _ inner: Double) -> Double {
      let h = points[to].x - points[from].x
      return h == 0 ? inner : (3 * (points[to].y - points[from].y) / h - inner) / 2
    }
    slopes[0] = end(0, 1, slopes[1])
    slopes[last] = end(last - 1, last, slopes[last - 1])
    return slopes
  }
}

extension Interpolation {
  /// The same steps walked backwards.
  fileprivate var reversed: Interpolation {
    switch self {
    case .stepBefore: .stepAfter
    case .stepAfter: .stepBefore
    default: self
    }
  }
}
