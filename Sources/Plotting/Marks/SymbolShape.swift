/// The outlines of point marks and legend entries.
///
/// A size is an area in square pixels: that of the square which the outline stands in, so that
/// circles and squares of one size look about equally heavy. Source of the outlines:
/// https://vega.github.io/vega/docs/marks/symbol/.
enum SymbolShape: Sendable {
  case circle, square
  /// A closed outline in a square of side 2 around the origin.
  case polygon([Point])
  /// A line from left to right.
  case stroke
  case path(SymbolPath)

  /// A shape by its name or as SVG path data; nil for what is neither.
  init?(_ name: String) {
    if let known = Self.named[name] {
      self = known
    } else if let path = SymbolPath(name) {
      self = .path(path)
    } else {
      return nil
    }
  }

  static var names: [String] { named.keys.sorted() }

  /// The path data of a shape around the origin; a circle where the name is no shape.
  static func outline(_ name: String, size: Double) -> String {
    var path = PathData()
    (SymbolShape(name) ?? .circle).append(size: size, to: &path)
    return path.text
  }

  /// Appends the outline around a place.
  func append(size: Double, at place: Point = .zero, to path: inout PathData) {
    let half = max(0, size).squareRoot() / 2
    switch self {
    case .circle: path.circle(x: place.x, y: place.y, radius: half)
    case .square: path.rect(place.x - half, place.y - half, half * 2, half * 2)
    case .stroke:
      path.move(place.x - half, place.y)
      path.line(place.x + half, place.y)
    case .polygon(let corners):
      for (index, corner) in corners.enumerated() {
        if index == 0 { path.move(place + half * corner) } else { path.line(place + half * corner) }
      }
      path.close()
    case .path(let outline): outline.append(scale: half, at: place, to: &path)
    }
  }

  /// Half the height of an equilateral triangle of side two.
  private static let h = 0.75.squareRoot()
  /// How far below the tip of such a triangle around its centre of gravity the origin is.
  private static let tip = 2 * h - (1 / 3.0).squareRoot()
  private static let foot = (1 / 3.0).squareRoot()

  private static let named: [String: SymbolShape] = [
    "circle": .circle,
    "square": .square,
    "stroke": .stroke,
    "cross": .polygon([
      Point(-1, -0.4), Point(-1, 0.4), Point(-0.4, 0.4), Point(-0.4, 1), Point(0.4, 1),
      Point(0.4, 0.4), Point(1, 0.4), Point(1, -0.4), Point(0.4, -0.4), Point(0.4, -1),
      Point(-0.4, -1), Point(-0.4, -0.4),
    ]),
    "diamond": .polygon([Point(-1, 0), Point(0, -1), Point(1, 0), Point(0, 1)]),
    "triangle-up": .polygon([Point(0, -h), Point(-1, h), Point(1, h)]),
    "triangle-down": .polygon([Point(0, h), Point(-1, -h), Point(1, -h)]),
    "triangle-right": .polygon([Point(h, 0), Point(-h, -1), Point(-h, 1)]),
    "triangle-left": .polygon([Point(-h, 0), Point(h, -1), Point(h, 1)]),
    "triangle": .polygon([Point(0, -tip), Point(-1, foot), Point(1, foot)]),
    "wedge": .polygon([Point(0, -tip), Point(-0.25, foot), Point(0.25, foot)]),
    "arrow": .polygon([
      Point(-1 / 7.0, 1), Point(1 / 7.0, 1), Point(1 / 7.0, -0.125), Point(0.4, -0.125),
      Point(0, -1), Point(-0.4, -0.125), Point(-1 / 7.0, -0.125),
    ]),
  ]
}
