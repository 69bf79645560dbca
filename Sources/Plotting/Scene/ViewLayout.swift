import Markup

/// A view laid out: what is in it around its own origin, and the room it takes.
struct ViewLayout {
  /// The name of the view's group, for the class of its container.
  let name: String
  /// Of the plot's rectangle; 0 for a grid.
  let width: Double
  let height: Double
  /// All that is drawn, with the outline of the plot.
  let bounds: Bounds
  /// The same without the outline, by which the whole picture is sized.
  let inner: Bounds
  /// The room around the plot as a fitted size counts it: legends beside the plot take width but
  /// no height, and those above or below it height but no width.
  let fitted: Bounds
  private let background: Node
  private let parts: [Node]
  private let description: String?

  init(
    name: String,
    width: Double = 0,
    height: Double = 0,
    frame: ViewFrame? = nil,
    contents: ViewContents,
    description: String?
  ) {
    self.name = name
    self.width = width
    self.height = height
    inner = contents.bounds
    fitted = contents.fitted
    var bounds = contents.itemBounds
    if width != 0 || height != 0 {
      bounds.add(0, 0)
      bounds.add(width, height)
    }
    self.bounds = bounds.expanded(frame?.reach ?? 0)
    background =
      frame?.node(width: width, height: height) ?? SVG.background(width: width, height: height)
    parts = contents.parts
    self.description = description
  }

  /// The group's element at a place within its container.
  func item(x: Double, y: Double) -> Node {
    .element(
      Element(
        "g",
        [SVG.translation(x, y)],
        [background, .element(Element("g", [], parts))]
      )
    )
  }

  /// What the whole picture needs around the plot, in whole pixels.
  var insets: ViewInsets { ViewInsets(inner, width: width, height: height) }
}

/// The room around a plot: axes, titles and legends.
struct ViewInsets: Sendable, Hashable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  init(_ bounds: Bounds, width: Double, height: Double) {
    left = max(0, (0 - bounds.x1).rounded(.up))
    top = max(0, (0 - bounds.y1).rounded(.up))
    right = max(0, (bounds.x2 - width).rounded(.up))
    bottom = max(0, (bounds.y2 - height).rounded(.up))
  }
}
