import Markup

/// Bars and the cells of heat maps: rectangles.
///
/// A bar spans its place along the dimension and reaches from the baseline, or the value below it in
/// the stack, to its value. A cell spans its place on both axes. Rows without a place or a value
/// are left out.
struct BarMark: Mark {
  func drawing(of plot: Plot) -> (nodes: [Node], itemCount: Int) {
    let unit = plot.unit
    let isRect = plot.mark.type == .rect
    let along = plot.spans(unit.dimension)
    let across: (starts: [Double], ends: [Double])
    if isRect ? !isMeasured(unit) : unit.channel(unit.measure) == nil {
      let spans = plot.spans(unit.measure)
      across = (spans.lows, spans.highs)
    } else {
      across = plot.extents(unit.measure)
    }
    let rows = (0..<unit.frame.rowCount).filter { row in
      along.lows[row].isFinite && along.highs[row].isFinite && across.starts[row].isFinite
        && across.ends[row].isFinite
    }
    let paints = unit.colour.paints(rowCount: unit.frame.rowCount)
    let tooltips = Tooltips(unit, markCount: rows.count)
    let corner = plot.mark.cornerRadius.map { [Attribute("rx", Coordinate.text($0))] } ?? []
    let items = rows.map { row -> Node in
      let low = min(across.starts[row], across.ends[row])
      let length = abs(across.ends[row] - across.starts[row])
      let width = along.highs[row] - along.lows[row]
      return SVG.rect(
        x: unit.isVertical ? along.lows[row] : low,
        y: unit.isVertical ? low : along.lows[row],
        width: unit.isVertical ? width : length,
        height: unit.isVertical ? length : width,
        corner + paints[row].attributes(.fill, plot.theme) + plot.opacity(row),
        plot.tooltip(tooltips, row)
      )
    }
    var container = Element("g", [Attribute("class", "mark-rect role-mark marks")], items)
    // Cells touch: without this, the page shines through between them.
    if isRect { container.attributes.append(Attribute("shape-rendering", "crispEdges")) }
    return ([.element(container)], items.count)
  }

  /// Whether a rectangle's second axis is a plain measure with a baseline, as a bar's is.
  private func isMeasured(_ unit: Unit) -> Bool {
    guard let channel = unit.channel(unit.measure) else { return false }
    return channel.isPlainMeasure && channel.channel.secondary.flatMap { unit.channel($0) } == nil
  }
}
