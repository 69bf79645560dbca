import Markup

extension LegendGuide.Symbol {
  /// Whether a plain `color` is the outline's: the base has no fill but an outline, or is a line.
  var isStroked: Bool { shape == "stroke" || (fill == .none && stroke != .none) }

  /// What the symbol takes up around its middle.
  var bounds: Bounds {
    let half = max(0, size).squareRoot() / 2
    let tall = 0.75.squareRoot() * half
    let box: Bounds =
      switch shape {
      case "stroke": Bounds(-half, 0, half, 0)
      case "triangle-up", "triangle-down": Bounds(-half, -tall, half, tall)
      case "triangle-left", "triangle-right": Bounds(-tall, -half, tall, half)
      default: Bounds(-half, -half, half, half)
      }
    let isDrawn = stroke != .none && stroke != .literal("transparent") && strokeOpacity != 0
    return isDrawn && opacity != 0 ? box.expanded(strokeWidth) : box
  }

  func node(x: Double, y: Double, in context: DrawingContext) -> Node {
    var attributes = [SVG.translation(x, y)]
    let isLine = shape == "stroke"
    attributes += Paint.attributes(
      fill: fill,
      stroke: stroke == .none ? nil : stroke,
      in: context
    )
    if stroke != .none {
      attributes.append(Attribute("stroke-width", Coordinate.text(strokeWidth)))
      if !strokeDash.isEmpty {
        attributes.append(
          Attribute("stroke-dasharray", strokeDash.map(Coordinate.text).joined(separator: ","))
        )
      }
      if strokeOpacity != 1 {
        attributes.append(Attribute("stroke-opacity", Coordinate.text(strokeOpacity)))
      }
    }
    if !isLine, fillOpacity != 1 {
      attributes.append(Attribute("fill-opacity", Coordinate.text(fillOpacity)))
    }
    if opacity != 1 { attributes.append(Attribute("opacity", Coordinate.text(opacity))) }
    return SVG.path(SymbolShape.outline(shape, size: size), attributes)
  }
}
