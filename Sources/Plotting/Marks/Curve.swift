/// A place in the plot, in pixels.
typealias Point = SIMD2<Double>

extension PathData {
  mutating func move(_ to: Point) { move(to.x, to.y) }
  mutating func line(_ to: Point) { line(to.x, to.y) }
  mutating func curve(_ a: Point, _ b: Point, _ to: Point) { curve(a.x, a.y, b.x, b.y, to.x, to.y) }
}

/// How the points of a line or of an area's edge are joined.
///
/// Every kind draws what d3-shape's curve of the name draws, with Vega's default tensions; steps
/// always run along x, as in Vega. Source: https://d3js.org/d3-shape/curve and
/// https://vega.github.io/vega/docs/marks/line/.
struct Curve: Sendable {
  enum Kind: Sendable, Equatable {
    case linear, linearClosed
    /// Where between two points the step is: 0 at the first, 1 at the second.
    case step(Double)
    case basis, basisOpen, basisClosed
    /// The share of the curve against the straight line.
    case bundle(Double)
    /// A sixth of what tension leaves of the slope.
    case cardinal(Double), cardinalOpen(Double), cardinalClosed(Double)
    /// The power of the distance between points.
    case catmullRom(Double)
    case monotone, natural
  }

  /// What is drawn: a line of its own, or an edge of an area, of which the base continues the top
  /// and closes the outline.
  enum Edge: Sendable { case line, top, base }

  var kind: Kind
  /// Whether `monotone` keeps to the points across x, with a line that runs down the page.
  var isHorizontal = false

  init(_ name: String, tension: Double? = nil, isHorizontal: Bool = false) {
    self.isHorizontal = isHorizontal
    let slope = (1 - (tension ?? 0)) / 6
    switch name {
    case "linear-closed": kind = .linearClosed
    case "step": kind = .step(0.5)
    case "step-before": kind = .step(0)
    case "step-after": kind = .step(1)
    case "basis": kind = .basis
    case "basis-open": kind = .basisOpen
    case "basis-closed": kind = .basisClosed
    case "bundle": kind = .bundle(tension ?? 0.85)
    case "cardinal": kind = .cardinal(slope)
    case "cardinal-open": kind = .cardinalOpen(slope)
    case "cardinal-closed": kind = .cardinalClosed(slope)
    case "catmull-rom":
      let power = tension ?? 0.5
      kind = power == 0 ? .cardinal(1 / 6) : .catmullRom(power)
    case "monotone": kind = .monotone
    case "natural": kind = .natural
    default: kind = .linear
    }
  }

  /// Whether leaving out points that lie between others changes nothing far from them.
  var isLocal: Bool {
    switch kind {
    case .linear, .step, .monotone: true
    default: false
    }
  }

  /// Appends a run of points without gaps; a line of one point is closed on itself, so that a
  /// round cap shows it.
  func append(_ points: [Point], _ edge: Edge, to path: inout PathData) {
    guard let first = points.first else { return }
    switch kind {
    case .linear:
      path.start(first, edge)
      for point in points.dropFirst() { path.line(point) }
      path.finish(edge, isPoint: points.count == 1)
    case .linearClosed:
      path.move(first)
      for point in points.dropFirst() { path.line(point) }
      path.close()
    case .step(let part): steps(points, edge == .base ? 1 - part : part, edge, &path)
    case .basis: basis(points, edge, &path)
    case .basisOpen: basisOpen(points, edge, &path)
    case .basisClosed: basisClosed(points, &path)
    case .bundle(let share): bundle(points, share, edge, &path)
    case .cardinal(let slope): cardinal(points, slope, edge, &path)
    case .cardinalOpen(let slope): cardinalOpen(points, slope, edge, &path)
    case .cardinalClosed(let slope): cardinalClosed(points, slope, &path)
    case .catmullRom(let power): catmullRom(points, power, edge, &path)
    case .monotone: monotone(points, edge, &path)
    case .natural: natural(points, edge, &path)
    }
  }

  private func steps(_ points: [Point], _ part: Double, _ edge: Edge, _ path: inout PathData) {
    path.start(points[0], edge)
    for (from, to) in zip(points, points.dropFirst()) {
      if part <= 0 {
        path.line(from.x, to.y)
        path.line(to)
      } else {
        let middle = from.x * (1 - part) + to.x * part
        path.line(middle, from.y)
        path.line(middle, to.y)
      }
    }
    if part > 0, part < 1, points.count > 1 { path.line(points[points.count - 1]) }
    path.finish(edge, isPoint: points.count == 1)
  }
}

extension PathData {
  /// Begins a run: the base of an area goes on from the end of its top.
  mutating func start(_ point: Point, _ edge: Curve.Edge) {
    if edge == .base { line(point) } else { move(point) }
  }

  mutating func finish(_ edge: Curve.Edge, isPoint: Bool) {
    if edge == .base || (edge == .line && isPoint) { close() }
  }
}
