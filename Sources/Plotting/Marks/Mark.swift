import Markup

/// A way of drawing the rows of a plot.
protocol Mark {
  /// The containers of the mark's items, back to front, and how many items they hold.
  func drawing(of plot: Plot) -> (nodes: [Node], itemCount: Int)
}

extension MarkType {
  var mark: any Mark {
    switch self {
    case .bar, .rect: BarMark()
    case .line: LineMark()
    case .area: AreaMark()
    case .point, .circle, .square: PointMark()
    }
  }
}

extension Plot {
  /// A container of marks with the classes that Vega gives it.
  func container(_ kind: String, _ items: [Node]) -> Node {
    SVG.group("mark-\(kind) role-mark marks", items)
  }

  func tooltip(_ tooltips: Tooltips?, _ row: Int) -> [Node] {
    tooltips.map { [.tag("title", [:], [.text($0.text(row))])] } ?? []
  }

  func opacity(_ row: Int) -> [Attribute] {
    let value = unit.symbols.opacities.map { $0.values[row] } ?? unit.symbols.constantOpacity
    return value == 1 || value.isNaN ? [] : [Attribute("opacity", Coordinate.text(value))]
  }
}
