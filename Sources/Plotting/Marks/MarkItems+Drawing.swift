import Markup

extension MarkItems {
  /// The marks as one `<g class="mark-TYPE role-mark name">`, as Vega arranges them; what only
  /// readers of a report need stands beside it.
  ///
  /// Items with a NaN in what places them are left out.
  ///
  /// The class `role-…` of the container is another for marks that guides draw.
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
