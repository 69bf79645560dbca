import Markup
import Tables

/// A legend before it has its place: what is in it, and its size.
struct LegendBox {
  let guide: LegendGuide
  let width: Double
  let height: Double
  /// Its own offset from the plot, where one is written.
  let offset: Double?
  private let parts: [Node]
  private let caption: [Attribute]
  private let frame: [Attribute]
  private let cornerRadius: Double
  /// By how much an outline reaches beyond the size.
  let reach: Double

  /// `length`: of a gradient.
  init(_ guide: LegendGuide, length: Double, in context: DrawingContext) {
    self.guide = guide
    let reader = GuideReader(guide.properties, guide.scope.values)
    offset = reader.number(.offset)
    let padding = reader.number(.padding) ?? 0
    var body =
      guide.kind == .gradient
      ? guide.gradientBody(reader, length: length, in: context)
      : guide.symbolBody(reader, in: context)
    if body.bounds.isEmpty { body.bounds = Bounds(0, 0, 0, 0) }
    var entry = (x: padding, y: padding)
    var title = guide.titleItem(reader, context.theme)
    if title != nil { guide.arrange(&title, &entry, body: body, padding: padding, reader) }
    var bounds = body.bounds.translated(entry.x, entry.y)
    var parts = [
      SVG.frame("mark-group role-legend-entry", at: entry, body.nodes)
    ]
    if let title {
      bounds.union(title.bounds)
      parts.append(SVG.group("mark-text role-legend-title", [title.node(context)]))
    }
    width = (max(0, bounds.x2 - padding) + 2 * padding).rounded(.up)
    height = (max(0, bounds.y2 - padding) + 2 * padding).rounded(.up)
    self.parts = parts
    caption =
      reader.bool(.aria) == false
      ? [Attribute("aria-hidden", "true")]
      : [
        Attribute("role", "graphics-symbol"), Attribute("aria-roledescription", "legend"),
        Attribute("aria-label", reader.text(.description) ?? guide.caption),
      ]
    let stroke = reader.paint(.strokeColor)
    let strokeWidth = reader.number(.strokeWidth) ?? 1
    reach = (stroke ?? Paint.none) == Paint.none ? 0 : strokeWidth
    var frame = Paint.attributes(
      fill: reader.paint(.fillColor) ?? Paint.none,
      stroke: stroke,
      in: context
    )
    if stroke != nil {
      frame.append(Attribute("stroke-width", Coordinate.text(strokeWidth)))
      if let dash = reader.numbers(.strokeDash), !dash.isEmpty {
        frame.append(
          Attribute("stroke-dasharray", dash.map(Coordinate.text).joined(separator: ","))
        )
      }
    }
    self.frame = frame
    cornerRadius = reader.number(.cornerRadius) ?? 0
  }

  func node(x: Double, y: Double) -> Node {
    SVG.group(
      "mark-group role-legend",
      [
        SVG.translated(
          x,
          y,
          [
            SVG.background(width: width, height: height, radius: cornerRadius, frame),
            .element(Element("g", [], parts)),
          ]
        )
      ],
      attributes: caption
    )
  }
}
