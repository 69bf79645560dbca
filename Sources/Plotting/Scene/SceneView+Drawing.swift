import Markup

/// How a whole picture is put together.
struct PictureOptions: Sendable {
  var padding = TopSpecification.Padding()
  /// In CSS; nil is no background.
  var background: String?
  /// `autosize: none`: nothing beyond the plot is made room for.
  var cutsOff = false
  /// What the picture shows, for readers who do not see it.
  var label: String?
}

extension SceneView {
  /// What stands around the plot, in whole pixels, for fitting the plot to a given size.
  ///
  /// - Parameter fits: whether for `autosize: fit`, which lets a legend beside a plot be taller than
  ///   the plot without shrinking it to nothing.
  func measure(theme: Theme, locale: ChartLocale = .english, fits: Bool = true) -> ViewInsets {
    let layout = layout(in: DrawingContext(theme: theme, locale: locale, id: "measure"))
    let bounds = fits ? layout.fitted : layout.inner
    return ViewInsets(bounds, width: layout.width, height: layout.height)
  }

  /// The whole picture as an `svg` element with its size in pixels.
  func drawing(
    _ options: PictureOptions = PictureOptions(),
    in context: DrawingContext
  ) -> (svg: Node, width: Double, height: Double) {
    let layout = layout(in: context)
    let insets =
      options.cutsOff
      ? ViewInsets(Bounds(0, 0, layout.width, layout.height), width: layout.width, height: layout.height)
      : layout.insets
    let padding = options.padding
    let width = insets.left + layout.width + insets.right + padding.left + padding.right
    let height = insets.top + layout.height + insets.bottom + padding.top + padding.bottom
    let usesClasses = context.theme.usesClasses
    var attributes = [
      Attribute("class", usesClasses ? "marks q-chart" : "marks"),
      Attribute("xmlns", "http://www.w3.org/2000/svg"),
    ]
    if usesClasses { attributes.append(Attribute("id", context.idPrefix)) }
    if let label = options.label {
      attributes += [Attribute("role", "img"), Attribute("aria-label", label)]
    }
    let size = (Coordinate.text(width), Coordinate.text(height))
    attributes += [
      Attribute("width", size.0), Attribute("height", size.1),
      Attribute("viewBox", "0 0 \(size.0) \(size.1)"),
    ]
    var children: [Node] = []
    if let background = options.background, background != "transparent", background != "none" {
      children.append(
        .tag("rect", ["width": size.0, "height": size.1, "fill": background])
      )
    }
    // The gradients and clip paths that were asked for while drawing.
    let root = SVG.group("mark-group role-frame root", [layout.item(x: 0, y: 0)])
    children += [context.defs].compactMap(\.self)
    var group = [
      Attribute("fill", "none"), Attribute("stroke-miterlimit", "10"),
      SVG.translation(padding.left + insets.left, padding.top + insets.top),
    ]
    if !usesClasses { group.append(Attribute("font-family", "sans-serif")) }
    children.append(.element(Element("g", group, [root])))
    return (.element(Element("svg", attributes, children)), width, height)
  }
}
