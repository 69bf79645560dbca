/// The properties of legends and of `config.legend`.
///
/// Source: https://vega.github.io/vega-lite/docs/legend.html.
enum LegendKey: String, PropertyKey {
  case aria, description, direction, disable, orient, offset, padding, type, zindex, values
  case format, formatType, tickCount, tickMinStep
  case legendX, legendY
  case clipHeight, columnPadding, columns, cornerRadius, fillColor, gridAlign, rowPadding
  case strokeColor, strokeDash, strokeWidth
  case gradientLabelLimit, gradientLabelOffset
  case gradientDirection, gradientHorizontalMaxLength, gradientHorizontalMinLength
  case gradientLength, gradientOpacity, gradientStrokeColor, gradientStrokeWidth
  case gradientThickness, gradientVerticalMaxLength, gradientVerticalMinLength
  case labelAlign, labelBaseline, labelColor, labelExpr, labelFont, labelFontSize
  case labelFontStyle, labelFontWeight, labelLimit, labelOffset, labelOpacity, labelOverlap
  case labelPadding, labelSeparation
  case symbolBaseFillColor, symbolBaseStrokeColor, symbolDash, symbolFillColor
  case symbolDirection, symbolLimit, symbolOffset, symbolOpacity, symbolSize, symbolStrokeColor
  case symbolStrokeWidth, symbolType, layout
  case title, titleAlign, titleAnchor, titleBaseline, titleColor, titleFont, titleFontSize
  case titleFontStyle, titleFontWeight, titleLimit, titleLineHeight, titleOpacity, titleOrient
  case titlePadding

  static var withoutEffect: [String] {
    ["symbolDashOffset", "unselectedOpacity"]
  }

  var kind: PropertyKind {
    switch self {
    case .aria, .disable: .bool
    case .fillColor, .strokeColor, .gradientStrokeColor, .labelColor, .symbolBaseFillColor,
      .symbolBaseStrokeColor, .symbolFillColor, .symbolStrokeColor, .titleColor:
      .colour
    case .strokeDash, .symbolDash: .numbers
    case .direction, .gradientDirection, .symbolDirection: .choice(["horizontal", "vertical"])
    case .orient:
      .choice([
        "none", "left", "right", "top", "bottom", "top-left", "top-right", "bottom-left",
        "bottom-right",
      ])
    case .type: .choice(["symbol", "gradient"])
    case .gridAlign: .choice(["all", "each", "none"])
    case .labelAlign, .titleAlign: .choice(["left", "center", "right"])
    case .titleAnchor: .choice(["start", "middle", "end"])
    case .titleOrient: .choice(["left", "right", "top", "bottom"])
    case .labelBaseline, .titleBaseline:
      .choice(["alphabetic", "top", "middle", "bottom", "line-top", "line-bottom"])
    case .labelFontStyle, .titleFontStyle: .choice(["normal", "italic", "oblique"])
    case .description, .labelFont, .titleFont, .symbolType: .text
    case .formatType: .choice(["number", "time", "utc"])
    case .labelExpr: .expression
    case .title: .lines
    case .format: .format
    case .labelOverlap: .overlap
    case .labelFontWeight, .titleFontWeight: .weight
    case .tickCount: .tickCount
    case .values: .values
    case .layout: .special
    default: .number
    }
  }
}
