import Markup

/// Rectangles on top of one another that are drawn as one with round ends: a frame with rounded
/// corners that cuts off what stands in it.
struct MarkStack: Sendable {
  /// The rows of the rectangles, in drawing order.
  var rows: [Int]
  var x: Double
  var y: Double
  var width: Double
  var height: Double
  /// Radii of the frame: top left, top right, bottom right, bottom left.
  var corners: (Double, Double, Double, Double)
  /// Whether the stack grows along x: its rectangles are as high as the frame.
  var isHorizontal: Bool

  /// The frame's outline from its own top left corner.
  fileprivate var outline: PathData {
    var path = PathData()
    let frame = RectGeometry(
      x: .one(0), y: .one(0), width: .one(width), height: .one(height),
      corners: (.one(corners.0), .one(corners.1), .one(corners.2), .one(corners.3))
    )
    _ = frame.append(0, to: &path)
    return path
  }
}

extension MarkItems {
  /// The stacks as Vega arranges them: for each a group with the frame, in it a group that moves
  /// the origin back, and in that the rectangles.
  func stackedRects(_ rect: RectGeometry, _ role: String, _ context: DrawingContext) -> Node {
    var groups: [Node] = []
    for stack in stacks where stack.width.isFinite && stack.height.isFinite {
      var inner = self
      inner.stacks = []
      inner.order = stack.rows
      inner.shape = .rect(stack.isHorizontal ? rect.filling(stack) : rect.standing(in: stack))
      let outline = stack.outline
      let back = stack.isHorizontal ? (-stack.x, 0.0) : (0.0, -stack.y)
      let size = stack.isHorizontal ? (0.0, stack.height) : (stack.width, 0.0)
      let innerGroup = Self.group(
        at: back,
        [Self.frame("background", Self.box(size.0, size.1), fill: "none"),
          Node.tag("g", [:], [inner.drawing(context, role: role)])]
      )
      let clip = context.clipReference(to: outline.bytes)
      var parts = [
        Self.frame("background", outline, fill: "none"),
        Node.tag("g", ["clip-path": clip], [innerGroup]),
      ]
      if let first = stack.rows.first, stroke.constant != Paint.none {
        var style = self
        style.fill = .one(.none)
        style.order = [first]
        parts.append(style.outlineNode(outline, context))
      }
      groups.append(
        Node.tag("g", ["transform": Self.translation(stack.x, stack.y)], parts)
      )
    }
    return Node.tag("g", ["class": "mark-group role-scope"], groups)
  }

  /// The frame's border, drawn above what is in it.
  private func outlineNode(_ path: PathData, _ context: DrawingContext) -> Node {
    var items = self
    items.tooltip = .one([])
    items.href = .one(nil)
    items.itemDescription = .one(nil)
    return items.container("path", tag: "path", role: "foreground", in: context) { _, bytes in
      bytes.appendData(path.bytes)
      return true
    }
  }

  private static func group(at place: (Double, Double), _ parts: [Node]) -> Node {
    Node.tag(
      "g", ["class": "mark-group role-scope"],
      [Node.tag("g", ["transform": translation(place.0, place.1)], parts)]
    )
  }

  private static func translation(_ x: Double, _ y: Double) -> String {
    "translate(\(Coordinate.text(x)),\(Coordinate.text(y)))"
  }

  private static func box(_ width: Double, _ height: Double) -> PathData {
    var path = PathData()
    path.rect(0, 0, width, height)
    return path
  }

  private static func frame(_ name: String, _ path: PathData, fill: String) -> Node {
    .tag(
      "path",
      ["class": name, "aria-hidden": "true", "d": String(decoding: path.bytes, as: UTF8.self),
        "fill": fill]
    )
  }
}

extension RectGeometry {
  /// The rectangles of a stack along x, seen from the frame: as high as it.
  fileprivate func filling(_ stack: MarkStack) -> RectGeometry {
    RectGeometry(x: x, y: .one(0), width: width, height: .one(stack.height))
  }

  fileprivate func standing(in stack: MarkStack) -> RectGeometry {
    RectGeometry(x: .one(0), y: y, width: .one(stack.width), height: height)
  }
}
