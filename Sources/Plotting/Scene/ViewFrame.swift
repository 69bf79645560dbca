import Expressions
import Markup

/// The rectangle behind a plot.
struct ViewFrame {
  private let attributes: [Attribute]
  private let cornerRadius: Double
  /// By how much the outline widens the bounds.
  let reach: Double

  init(_ properties: Properties<ViewKey>, in context: DrawingContext) {
    let reader = GuideReader(properties, NamedValues())
    // In a report the axes are frame enough.
    let standard =
      context.theme.usesClasses ? Paint.none : GuideStyle.Role.frame.paint(context.theme)
    let stroke = reader.paint(.stroke) ?? standard
    let width = reader.number(.strokeWidth) ?? 1
    let isDrawn = stroke != Paint.none && stroke != .literal("transparent")
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
  }

  func node(width: Double, height: Double) -> Node {
    SVG.background(width: width, height: height, radius: cornerRadius, attributes)
  }
}
