import Expressions
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

/// The rectangle behind a plot.
struct ViewFrame {
  private let attributes: [Attribute]
  private let cornerRadius: Double
  /// By how much the outline widens the bounds.
  let reach: Double

  init(_ properties: Properties<ViewKey>, in context: DrawingContext) {
    let reader = GuideReader(properties, NamedValues())
    let stroke =
      reader.paint(.stroke) ?? (properties.isNull(.stroke) ? Paint.none : standard(context))
    let width = reader.number(.strokeWidth) ?? 1
    let isDrawn = stroke != .none && stroke != .literal("transparent")
    var all = Paint.attributes(
      fill: reader.paint(.fill) ?? Paint.none,
      stroke: isDrawn ? stroke : nil,
      in: context
    )
    func add(_ name: String, _ value: String?) {
      if let value { all.append(Attribute(name, value)) }
    }
    if isDrawn {
      if width != 1 { add("stroke-width", Coordinate.text(width)) }
      if let dash = reader.numbers(.strokeDash), !dash.isEmpty {
        add("stroke-dasharray", dash.map(Coordinate.text).joined(separator: ","))
      }
      add("stroke-dashoffset", reader.number(.strokeDashOffset).map(Coordinate.text))
      add("stroke-linecap", reader.text(.strokeCap))
      add("stroke-linejoin", reader.text(.strokeJoin))
      add("stroke-miterlimit", reader.number(.strokeMiterLimit).map(Coordinate.text))
      add("stroke-opacity", reader.number(.strokeOpacity).map(Coordinate.text))
    }
    add("fill-opacity", reader.number(.fillOpacity).map(Coordinate.text))
    add("opacity", reader.number(.opacity).map(Coordinate.text))
    add("cursor", reader.text(.cursor))
    attributes = all
    cornerRadius = reader.number(.cornerRadius) ?? 0
    reach = isDrawn && reader.number(.strokeOpacity) != 0 ? width : 0
    func standard(_ context: DrawingContext) -> Paint {
      GuideStyle.Role.frame.paint(context.theme)
    }
  }

  func node(width: Double, height: Double) -> Node {
    SVG.background(width: width, height: height, radius: cornerRadius, attributes)
  }
}
