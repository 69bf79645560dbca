/// The properties of axes and of `config.axis…`.
///
/// Source: https://vega.github.io/vega-lite/docs/axis.html.
enum AxisKey: String, PropertyKey {
  case aria, bandPosition, description, disable, maxExtent, minExtent, offset, orient, position
  case style, translate, zindex
  case domain, domainCap, domainColor, domainDash, domainDashOffset, domainOpacity, domainWidth
  case format, formatType, labels, labelAlign, labelAngle, labelBaseline, labelBound, labelColor
  case labelExpr, labelFlush, labelFlushOffset, labelFont, labelFontSize, labelFontStyle
  case labelFontWeight, labelLimit, labelLineHeight, labelOffset, labelOpacity, labelOverlap
  case labelPadding, labelSeparation
  case tickBand, tickCap, tickColor, tickCount, tickDash, tickDashOffset, tickExtra, tickMinStep
  case tickOffset, tickOpacity, tickRound, tickSize, tickWidth, ticks, values
  case title, titleAlign, titleAnchor, titleAngle, titleBaseline, titleColor, titleFont
  case titleFontSize, titleFontStyle, titleFontWeight, titleLimit, titleLineHeight
  case titleOpacity, titlePadding, titleX, titleY
  case grid, gridCap, gridColor, gridDash, gridDashOffset, gridOpacity, gridWidth

  var kind: PropertyKind {
    switch self {
    case .aria, .disable, .domain, .labels, .ticks, .grid, .tickExtra, .tickRound: .bool
    case .domainColor, .gridColor, .labelColor, .tickColor, .titleColor: .colour
    case .domainDash, .gridDash, .tickDash: .numbers
    case .domainCap, .gridCap, .tickCap: .choice(["butt", "round", "square"])
    case .orient: .choice(["top", "bottom", "left", "right"])
    case .tickBand: .choice(["center", "extent"])
    case .labelAlign, .titleAlign: .choice(["left", "center", "right"])
    case .titleAnchor: .choice(["start", "middle", "end"])
    case .labelBaseline, .titleBaseline:
      .choice(["alphabetic", "top", "middle", "bottom", "line-top", "line-bottom"])
    case .labelFontStyle, .titleFontStyle: .choice(["normal", "italic", "oblique"])
    case .description, .labelFont, .titleFont: .text
    case .formatType: .choice(["number", "time", "utc"])
    case .labelExpr: .expression
    case .title: .lines
    case .labelBound, .labelFlush: .numberOrBool
    case .format: .format
    case .labelOverlap: .overlap
    case .labelFontWeight, .titleFontWeight: .weight
    case .style: .names
    case .tickCount: .tickCount
    case .values: .values
    default: .number
    }
  }
}
