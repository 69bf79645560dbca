import Markup

extension MarkItems {
  /// The marks as one `<g class="mark-TYPE role-mark name">`, as Vega arranges them; what only
  /// readers of a report need stands beside it.
  ///
  /// Items with a NaN in what places them are left out.
  ///
  /// - Parameter role: the class `role-…` of the container, for marks that guides draw.
  func drawing(_ context: DrawingContext, role: String = "mark") -> Node {
    switch shape {
    case .rect(let rect): rects(rect, role, context)
    case .symbol(let symbol): symbols(symbol, role, context)
    case .line(let line): lines(line, role, context)
    case .area(let area): areas(area, role, context)
    case .trail(let trail): trails(trail, role, context)
    case .rule(let rule): rules(rule, role, context)
    case .text(let text): texts(text, role, context)
    case .arc(let arc): arcs(arc, role, context)
    }
  }

  /// Rows of marks of one row each, in drawing order.
  var drawingOrder: [Int] { order ?? Array(0..<count) }

  /// Writes a container of items of one row each.
  func container(
    _ kind: StaticString,
    tag: StaticString,
    role: String,
    hasFill: Bool = true,
    in context: DrawingContext,
    _ geometry: (Int, inout [UInt8]) -> Bool
  ) -> Node {
    let rows = drawingOrder
    var writer = MarkWriter(
      self,
      role: role,
      hasFill: hasFill,
      tooltipCount: rows.count,
      in: context
    )
    writer.open(kind)
    for row in rows { writer.item(row, tag, { geometry(row, &$0) }) }
    writer.close()
    context.count(writer.itemCount)
    return writer.node
  }
}

extension [UInt8] {
  /// Appends ` transform="translate(x,y) rotate(angle)"`.
  mutating func appendTransform(_ x: Double, _ y: Double, angle: Double = 0) {
    append(" transform=\"")
    appendCall("translate(", x, y)
    if angle != 0, angle.isFinite {
      append(" rotate(")
      Coordinate.append(angle, to: &self)
      append(UInt8(ascii: ")"))
    }
    append(UInt8(ascii: "\""))
  }

  mutating func appendCall(_ name: StaticString, _ x: Double, _ y: Double) {
    append(name)
    Coordinate.append(x, to: &self)
    append(UInt8(ascii: ","))
    Coordinate.append(y, to: &self)
    append(UInt8(ascii: ")"))
  }

  mutating func appendAttribute(_ name: StaticString, _ value: Double) {
    append(UInt8(ascii: " "))
    append(name)
    append("=\"")
    Coordinate.append(value, to: &self)
    append(UInt8(ascii: "\""))
  }

  mutating func appendData(_ data: [UInt8]) {
    append(" d=\"")
    append(contentsOf: data)
    append(UInt8(ascii: "\""))
  }
}
