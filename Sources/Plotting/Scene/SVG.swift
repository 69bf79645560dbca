import Markup

/// Short ways of writing the SVG elements that charts are made of.
enum SVG {
  static func group(
    _ className: String,
    _ children: [Node],
    attributes: [Attribute] = []
  ) -> Node {
    .element(Element("g", [Attribute("class", className)] + attributes, children))
  }

  static func translated(_ x: Double, _ y: Double, _ children: [Node]) -> Node {
    .element(Element("g", [translation(x, y)], children))
  }

  static func translation(_ x: Double, _ y: Double) -> Attribute {
    Attribute("transform", "translate(\(Coordinate.text(x)),\(Coordinate.text(y)))")
  }

  static func rect(
    x: Double,
    y: Double,
    width: Double,
    height: Double,
    _ attributes: [Attribute],
    _ children: [Node] = []
  ) -> Node {
    .element(
      Element(
        "rect",
        [
          Attribute("x", Coordinate.text(x)), Attribute("y", Coordinate.text(y)),
          Attribute("width", Coordinate.text(max(0, width))),
          Attribute("height", Coordinate.text(max(0, height))),
        ] + attributes,
        children
      )
    )
  }

  static func path(_ data: String, _ attributes: [Attribute], _ children: [Node] = []) -> Node {
    .element(Element("path", [Attribute("d", data)] + attributes, children))
  }

  /// A line from the point it is moved to.
  static func rule(
    from: (x: Double, y: Double),
    by: (x: Double, y: Double),
    _ attributes: [Attribute]
  ) -> Node {
    .element(
      Element(
        "line",
        [
          translation(from.x, from.y), Attribute("x2", Coordinate.text(by.x)),
          Attribute("y2", Coordinate.text(by.y)),
        ] + attributes
      )
    )
  }

  /// A line of text; `tooltip` is the whole text where `text` is cut short.
  static func text(
    _ text: String,
    x: Double,
    y: Double,
    anchor: String = "start",
    size: Double,
    isBold: Bool = false,
    angle: Double = 0,
    _ attributes: [Attribute],
    tooltip: String? = nil
  ) -> Node {
    let turn = angle == 0 ? "" : " rotate(\(Coordinate.text(angle)))"
    var all = [
      Attribute("transform", "translate(\(Coordinate.text(x)),\(Coordinate.text(y)))\(turn)")
    ]
    if anchor != "start" { all.append(Attribute("text-anchor", anchor)) }
    all.append(Attribute("font-size", "\(Coordinate.text(size))px"))
    if isBold { all.append(Attribute("font-weight", "bold")) }
    let title: [Node] = tooltip.map { [.tag("title", [:], [.text($0)])] } ?? []
    return .element(Element("text", all + attributes, title + [.text(text)]))
  }

  /// The outline of a group, which gives its size; it is painted only where attributes say so.
  ///
  /// A line around it runs through the middle of pixels, so that it is sharp.
  static func background(
    width: Double,
    height: Double,
    radius: Double = 0,
    _ attributes: [Attribute] = []
  ) -> Node {
    let isDrawn = attributes.contains { $0.name == "stroke" && $0.value != "none" }
    let shift = isDrawn ? 0.5 : 0
    var all = [Attribute("class", "background")]
    if let named = attributes.first(where: { $0.name == "class" }), let value = named.value {
      all = [Attribute("class", "background \(value)")]
    }
    all += attributes.filter { $0.name != "class" }
    if !all.contains(where: { $0.name == "fill" }) { all.append(Attribute("fill", "none")) }
    if radius > 0 {
      let corner = Coordinate.text(min(radius, width / 2, height / 2))
      all += [Attribute("rx", corner), Attribute("ry", corner)]
      return rect(x: shift, y: shift, width: width, height: height, all)
    }
    var path = PathData()
    path.move(shift, shift)
    path.horizontal(shift + width)
    path.vertical(shift + height)
    path.horizontal(shift)
    path.close()
    return SVG.path(path.text, all)
  }

  /// A mark group of Vega's form: a container, an item with its background, and the children.
  static func frame(
    _ className: String,
    at place: (x: Double, y: Double) = (0, 0),
    attributes: [Attribute] = [],
    _ children: [Node]
  ) -> Node {
    let body = [background(width: 0, height: 0), .element(Element("g", [], children))]
    return group(className, [translated(place.x, place.y, body)], attributes: attributes)
  }
}
