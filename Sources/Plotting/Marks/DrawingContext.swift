import Markup

/// What marks and guides need to know of the picture they are drawn in, and what they leave for
/// its head: gradients and clip paths.
///
/// One for each picture; `plotWidth` and `plotHeight` are set before the marks of each plot.
final class DrawingContext {
  let theme: Theme
  let locale: ChartLocale
  /// What all ids of the picture begin with: letters, digits, `-` and `_`.
  let idPrefix: String
  /// The plot rectangle, in pixels, at which clipped marks end.
  var plotWidth = 0.0
  var plotHeight = 0.0
  /// How many marks, or points of lines, were drawn.
  private(set) var markCount = 0
  /// How many more marks may carry a tooltip.
  private var tooltipsLeft: Int
  private var gradients: [Property.Gradient: String] = [:]
  private var clips: [String: String] = [:]
  /// Elements for the picture's `defs`, in the order they were asked for.
  private(set) var definitions: [Node] = []

  init(theme: Theme, locale: ChartLocale = .english, id: String = "chart") {
    self.theme = theme
    self.locale = locale
    idPrefix = String(String.UnicodeScalarView(id.unicodeScalars.map(Self.safe)))
    tooltipsLeft = theme.tooltipLimit
  }

  /// The `defs` element; nil when nothing needs one.
  var defs: Node? {
    definitions.isEmpty ? nil : .element(Element("defs", [], definitions))
  }

  func count(_ marks: Int) { markCount += marks }

  /// Whether that many marks may carry tooltips; if so they are taken off the picture's budget.
  func takeTooltips(_ count: Int) -> Bool {
    guard count <= tooltipsLeft else { return false }
    tooltipsLeft -= count
    return true
  }

  /// `url(#…)` of the plot rectangle as a clip path.
  func clipReference() -> String {
    let width = Coordinate.text(max(0, plotWidth))
    let height = Coordinate.text(max(0, plotHeight))
    let size = "\(width) \(height)"
    if let known = clips[size] { return "url(#\(known))" }
    let id = "\(idPrefix)-clip\(clips.count + 1)"
    clips[size] = id
    let rect = Node.tag("rect", ["x": "0", "y": "0", "width": width, "height": height])
    definitions.append(.tag("clipPath", ["id": id], [rect]))
    return "url(#\(id))"
  }

  /// `url(#…)` of an outline as a clip path, in the coordinates of what refers to it.
  func clipReference(to outline: [UInt8]) -> String {
    let data = String(decoding: outline, as: UTF8.self)
    if let known = clips[data] { return "url(#\(known))" }
    let id = "\(idPrefix)-clip\(clips.count + 1)"
    clips[data] = id
    definitions.append(.tag("clipPath", ["id": id], [.tag("path", ["d": data])]))
    return "url(#\(id))"
  }

  /// `url(#…)` of a gradient as a fill or stroke.
  func reference(to gradient: Property.Gradient) -> String {
    if let known = gradients[gradient] { return "url(#\(known))" }
    let id = "\(idPrefix)-gradient\(gradients.count + 1)"
    gradients[gradient] = id
    let stops = gradient.stops.map { stop in
      Node.tag(
        "stop",
        ["offset": Coordinate.text(stop.offset), "stop-color": PlainColour.text(stop.colour)]
      )
    }
    guard gradient.isRadial else {
      definitions.append(
        .tag(
          "linearGradient",
          [
            "id": id, "x1": Coordinate.text(gradient.x1), "x2": Coordinate.text(gradient.x2),
            "y1": Coordinate.text(gradient.y1), "y2": Coordinate.text(gradient.y2),
          ],
          stops
        )
      )
      return "url(#\(id))"
    }
    // A radial gradient stretches with its shape; within a square pattern it stays round.
    let inner = "\(id)-circle"
    let square = Node.tag("rect", ["width": "1", "height": "1", "fill": "url(#\(inner))"])
    definitions.append(
      .tag(
        "pattern",
        [
          "id": id, "viewBox": "0,0,1,1", "width": "100%", "height": "100%",
          "preserveAspectRatio": "xMidYMid slice",
        ],
        [square]
      )
    )
    definitions.append(
      .tag(
        "radialGradient",
        [
          "id": inner, "fx": Coordinate.text(gradient.x1), "fy": Coordinate.text(gradient.y1),
          "fr": Coordinate.text(gradient.r1), "cx": Coordinate.text(gradient.x2),
          "cy": Coordinate.text(gradient.y2), "r": Coordinate.text(gradient.r2),
        ],
        stops
      )
    )
    return "url(#\(id))"
  }

  /// A character of an id or a class that needs no escaping anywhere.
  static func safe(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_": scalar
    default: "_"
    }
  }
}
