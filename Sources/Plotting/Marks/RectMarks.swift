import Markup

extension MarkItems {
  func rects(_ rect: RectGeometry, _ role: String, _ context: DrawingContext) -> Node {
    if !stacks.isEmpty { return stackedRects(rect, role, context) }
    var path = PathData()
    return container("rect", tag: "path", role: role, in: context) { row, bytes in
      path.removeAll()
      guard rect.append(row, to: &path) else { return false }
      bytes.appendData(path.bytes)
      return true
    }
  }
}

extension RectGeometry {
  /// How far from the corner the control points of a rounded one lie, in parts of its radius.
  ///
  /// The cubic curve that comes closest to a quarter circle:
  /// https://spencermortensen.com/articles/bezier-circle/.
  private static let corner = 0.448084975506

  /// Appends the outline of one row; false where the row has no place.
  ///
  /// Negative sizes go the other way, and radii end at half of the shorter side.
  func append(_ row: Int, to path: inout PathData) -> Bool {
    var x = x[row]
    var y = y[row]
    var width = width[row]
    var height = height[row]
    guard x.isFinite, y.isFinite, width.isFinite, height.isFinite else { return false }
    if width < 0 { (x, width) = (x + width, -width) }
    if height < 0 { (y, height) = (y + height, -height) }
    let limit = min(width, height) / 2
    func radius(_ visual: Visual<Double>) -> Double {
      let value = visual[row]
      return value > 0 ? min(value, limit) : 0
    }
    let a = radius(corners.0)
    let b = radius(corners.1)
    let c = radius(corners.2)
    let d = radius(corners.3)
    guard a > 0 || b > 0 || c > 0 || d > 0 else {
      path.rect(x, y, width, height)
      return true
    }
    let right = x + width
    let bottom = y + height
    let k = Self.corner
    path.move(x + a, y)
    path.line(right - b, y)
    path.curve(right - k * b, y, right, y + k * b, right, y + b)
    path.line(right, bottom - c)
    path.curve(right, bottom - k * c, right - k * c, bottom, right - c, bottom)
    path.line(x + d, bottom)
    path.curve(x + k * d, bottom, x, bottom - k * d, x, bottom - d)
    path.line(x, y + a)
    path.curve(x, y + k * a, x + k * a, y, x + a, y)
    path.close()
    return true
  }
}
