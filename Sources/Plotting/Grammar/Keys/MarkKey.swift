/// The properties of marks, of `config.mark`, `config.<mark>` and `config.style`.
///
/// Source: https://vega.github.io/vega-lite/docs/mark.html.
enum MarkKey: String, PropertyKey {
  case type, style, aria, description, tooltip, clip, invalid, order
  case x, x2, y, y2, xOffset, x2Offset, yOffset, y2Offset, width, height
  case orient, interpolate, tension
  case color, fill, stroke, filled, opacity, fillOpacity, strokeOpacity, blend
  case strokeWidth, strokeCap, strokeJoin, strokeMiterLimit, strokeDash, strokeDashOffset
  case cornerRadius, cornerRadiusEnd, cornerRadiusTopLeft, cornerRadiusTopRight
  case cornerRadiusBottomLeft, cornerRadiusBottomRight
  case binSpacing, continuousBandSize, discreteBandSize, minBandSize
  case timeUnitBandSize, timeUnitBandPosition, bandSize, thickness
  case point, line
  /// The values in words beside the marks; ours.
  case labels
  case size, shape, angle
  case theta, theta2, thetaOffset, theta2Offset, radius, radius2, radiusOffset, radius2Offset
  case innerRadius, outerRadius, padAngle
  case text, align, baseline, dx, dy, dir, ellipsis, limit, lineBreak, lineHeight
  case font, fontSize, fontStyle, fontWeight
  case href, cursor, url
  case startAngle, endAngle
  /// Parts and options of the composites.
  case extent, center, box, median, outliers, rule, ticks, band, borders

  static var withoutEffect: [String] {
    ["strokeOffset", "aspect", "smooth", "ariaRole", "ariaRoleDescription"]
  }

  var kind: PropertyKind {
    switch self {
    case .aria, .clip, .filled, .order: .bool
    case .color, .fill, .stroke: .colour
    case .description, .font, .href, .cursor, .url, .shape, .ellipsis, .lineBreak, .blend, .dir:
      .text
    case .text: .lines
    case .strokeDash: .numbers
    case .invalid:
      .choice([
        "filter", "break-paths-filter-domains", "break-paths-show-domains",
        "break-paths-show-path-domains", "show",
      ])
    case .orient: .choice(["horizontal", "vertical"])
    case .interpolate:
      .choice([
        "basis", "basis-open", "basis-closed", "bundle", "cardinal", "cardinal-open",
        "cardinal-closed", "linear", "linear-closed", "monotone", "natural", "step",
        "step-before", "step-after", "catmull-rom",
      ])
    case .strokeCap: .choice(["butt", "round", "square"])
    case .strokeJoin: .choice(["miter", "round", "bevel"])
    case .align: .choice(["left", "center", "right"])
    case .baseline:
      .choice(["alphabetic", "top", "middle", "bottom", "line-top", "line-bottom"])
    case .fontStyle: .choice(["normal", "italic", "oblique"])
    case .center: .choice(["mean", "median"])
    case .fontWeight: .weight
    case .x, .x2: .place("width")
    case .y, .y2: .place("height")
    case .width, .height, .size, .bandSize, .discreteBandSize, .timeUnitBandSize: .band
    case .tooltip: .tooltip
    case .extent: .extent
    case .style: .names
    case .point, .line, .labels, .box, .median, .outliers, .rule, .ticks, .band, .borders: .part
    case .type: .special
    default: .number
    }
  }
}
