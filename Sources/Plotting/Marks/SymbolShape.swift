/// The outlines of point marks and legend entries.
///
/// A size is an area in square pixels, so that circles and squares of one size look equally heavy.
/// Source of the outlines: vega-scenegraph's `symbols.js` conventions.
enum SymbolShape: String, Sendable, CaseIterable {
  case circle, square, cross, diamond
  case triangleUp = "triangle-up"
  case triangleDown = "triangle-down"
  case triangleRight = "triangle-right"
  case triangleLeft = "triangle-left"

  /// The outline around the origin as path data.
  func path(size: Double) -> String {
    var path = PathData()
    let root = max(0, size).squareRoot()
    switch self {
    case .circle: path.circle(radius: root / 2)
    case .square: path.polygon([(-1, -1), (1, -1), (1, 1), (-1, 1)], scale: root / 2)
    case .diamond: path.polygon([(-1, 0), (0, -1), (1, 0), (0, 1)], scale: root / 2)
    case .cross:
      let arm = 0.4
      path.polygon(
        [
          (-1, -arm), (-arm, -arm), (-arm, -1), (arm, -1), (arm, -arm), (1, -arm), (1, arm),
          (arm, arm), (arm, 1), (-arm, 1), (-arm, arm), (-1, arm),
        ],
        scale: root / 2
      )
    case .triangleUp: path.polygon([(0, -h), (-1, h), (1, h)], scale: root / 2)
    case .triangleDown: path.polygon([(0, h), (-1, -h), (1, -h)], scale: root / 2)
    case .triangleRight: path.polygon([(h, 0), (-h, -1), (-h, 1)], scale: root / 2)
    case .triangleLeft: path.polygon([(-h, 0), (h, -1), (h, 1)], scale: root / 2)
    }
    return path.text
  }

  /// Half the height of an equilateral triangle of side two.
  private var h: Double { 3.0.squareRoot() / 2 }
}
