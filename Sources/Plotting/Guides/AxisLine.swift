import Markup

/// The look of a line of an axis.
struct AxisLine: Sendable {
  var paint: Paint
  var width = 1.0
  var dash: [Double] = []
  var dashOffset = 0.0
  var cap: String?
  var opacity = 1.0

  /// By how much the stroke widens the bounds, which Vega counts whole on either side.
  var reach: Double { paint == .none || opacity == 0 ? 0 : width }

  func attributes(_ context: DrawingContext) -> [Attribute] {
    var attributes = paint.attributes(.stroke, in: context)
    attributes.append(Attribute("stroke-width", Coordinate.text(width)))
    if !dash.isEmpty {
      attributes.append(
        Attribute("stroke-dasharray", dash.map(Coordinate.text).joined(separator: ","))
      )
    }
    if dashOffset != 0 {
      attributes.append(Attribute("stroke-dashoffset", Coordinate.text(dashOffset)))
    }
    if let cap, cap != "butt" { attributes.append(Attribute("stroke-linecap", cap)) }
    if opacity != 1 { attributes.append(Attribute("stroke-opacity", Coordinate.text(opacity))) }
    return attributes
  }
}
