import Markup

extension SceneView {
  /// What stands around the plot, in whole pixels, for fitting the plot to a given size.
  ///
  /// `fits`: whether for `autosize: fit`, which lets a legend beside a plot be taller
  ///   than the plot without shrinking it to nothing.
  func measure(_ theme: Theme = .plain, fits: Bool = true) -> ViewInsets {
    let layout = layout(in: DrawingContext(theme: theme, id: "measure"))
    let bounds = fits ? layout.fitted : layout.inner
    return ViewInsets(bounds, width: layout.width, height: layout.height)
  }

  /// The whole picture as an `svg` element with its size in pixels.
  ///
  /// `background`: in CSS; nil is none.
  /// `label`: what the picture shows, for readers who do not see it.
  /// `cutsOff`: `autosize: none`, which makes room for nothing beyond the plot.
  func drawing(
    _ context: DrawingContext,
    padding: TopSpecification.Padding = TopSpecification.Padding(),
    background: String? = nil,
    label: String? = nil,
    cutsOff: Bool = false
  ) -> (svg: Node, width: Double, height: Double) {
    let layout = layout(in: context)
    let insets =
      cutsOff ? ViewInsets(Bounds(0, 0, 0, 0), width: 0, height: 0) : layout.insets
    let width = insets.left + layout.width + insets.right + padding.left + padding.right
    let height = insets.top + layout.height + insets.bottom + padding.top + padding.bottom
    let usesClasses = context.theme.usesClasses
    var attributes = [
      Attribute("class", usesClasses ? "marks q-chart" : "marks"),
      Attribute("xmlns", "http://www.w3.org/2000/svg"),
    ]
    if usesClasses { attributes.append(Attribute("id", context.idPrefix)) }
    if let label {
      attributes += [Attribute("role", "img"), Attribute("aria-label", label)]
    }
    let size = (Coordinate.text(width), Coordinate.text(height))
    attributes += [
      Attribute("width", size.0), Attribute("height", size.1),
      Attribute("viewBox", "0 0 \(size.0) \(size.1)"),
      // A page's style sheet goes before an attribute.
      Attribute("font-family", "sans-serif"),
    ]
    var children: [Node] = []
    if let background, background != "transparent", background != "none" {
      children.append(
        .tag("rect", ["width": size.0, "height": size.1, "fill": background])
      )
    }
    // The gradients and clip paths that were asked for while drawing.
    let root = SVG.group("mark-group role-frame root", [layout.item(x: 0, y: 0)])
    children += [context.defs].compactMap(\.self)
    let group = [
      Attribute("fill", "none"), Attribute("stroke-miterlimit", "10"),
      SVG.translation(padding.left + insets.left, padding.top + insets.top),
    ]
    children.append(.element(Element("g", group, [root])))
    return (.element(Element("svg", attributes, children)), width, height)
  }
}
