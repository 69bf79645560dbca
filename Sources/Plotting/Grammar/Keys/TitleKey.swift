/// The properties of a view's title, of `config.title`, and of titles in a concatenation.
///
/// Source: https://vega.github.io/vega-lite/docs/title.html.
enum TitleKey: String, PropertyKey {
  case text, subtitle, anchor, align, angle, aria, baseline, color, dx, dy, font, fontSize
  case fontStyle, fontWeight, frame, limit, lineHeight, offset, orient, style, zindex
  case subtitleColor, subtitleFont, subtitleFontSize, subtitleFontStyle, subtitleFontWeight
  case subtitleLineHeight, subtitlePadding

  var kind: PropertyKind {
    switch self {
    case .text, .subtitle: .lines
    case .anchor: .choice(["start", "middle", "end"])
    case .align: .choice(["left", "center", "right"])
    case .baseline: .choice(["alphabetic", "top", "middle", "bottom", "line-top", "line-bottom"])
    case .frame: .choice(["bounds", "group"])
    case .orient: .choice(["none", "left", "right", "top", "bottom"])
    case .fontStyle, .subtitleFontStyle: .choice(["normal", "italic", "oblique"])
    case .color, .subtitleColor: .colour
    case .font, .subtitleFont: .text
    case .aria: .bool
    case .fontWeight, .subtitleFontWeight: .weight
    case .style: .names
    default: .number
    }
  }
}

/// The properties of the headers of facets and of `config.header…`.
///
/// Source: https://vega.github.io/vega-lite/docs/header.html.
enum HeaderKey: String, PropertyKey {
  case format, formatType, orient, labels, title
  case labelAlign, labelAnchor, labelAngle, labelBaseline, labelColor, labelExpr, labelFont
  case labelFontSize, labelFontStyle, labelFontWeight, labelLimit, labelLineHeight, labelOrient
  case labelPadding
  case titleAlign, titleAnchor, titleAngle, titleBaseline, titleColor, titleFont, titleFontSize
  case titleFontStyle, titleFontWeight, titleLimit, titleLineHeight, titleOrient, titlePadding

  var kind: PropertyKind {
    switch self {
    case .labels: .bool
    case .orient, .labelOrient, .titleOrient: .choice(["left", "right", "top", "bottom"])
    case .labelAlign, .titleAlign: .choice(["left", "center", "right"])
    case .labelAnchor, .titleAnchor: .choice(["start", "middle", "end"])
    case .labelBaseline, .titleBaseline:
      .choice(["alphabetic", "top", "middle", "bottom", "line-top", "line-bottom"])
    case .labelFontStyle, .titleFontStyle: .choice(["normal", "italic", "oblique"])
    case .labelColor, .titleColor: .colour
    case .labelFont, .titleFont: .text
    case .formatType: .choice(["number", "time", "utc"])
    case .labelExpr: .expression
    case .title: .lines
    case .format: .format
    case .labelFontWeight, .titleFontWeight: .weight
    default: .number
    }
  }
}

/// The properties of `view` and `config.view`: the rectangle behind a plot.
///
/// Source: https://vega.github.io/vega-lite/docs/spec.html#view-background.
enum ViewKey: String, PropertyKey {
  case cornerRadius, cursor, fill, fillOpacity, opacity, stroke, strokeCap, strokeDash
  case strokeDashOffset, strokeJoin, strokeMiterLimit, strokeOpacity, strokeWidth, style
  case clip, continuousHeight, continuousWidth, discreteHeight, discreteWidth, step

  var kind: PropertyKind {
    switch self {
    case .fill, .stroke: .colour
    case .strokeDash: .numbers
    case .strokeCap: .choice(["butt", "round", "square"])
    case .strokeJoin: .choice(["miter", "round", "bevel"])
    case .cursor: .text
    case .clip: .bool
    case .style: .names
    case .discreteHeight, .discreteWidth: .step
    default: .number
    }
  }
}

/// The properties of `config.scale`.
///
/// Source: https://vega.github.io/vega-lite/docs/scale.html#config.
enum ScaleConfigKey: String, PropertyKey {
  case bandPaddingInner, bandPaddingOuter, bandWithNestedOffsetPaddingInner
  case bandWithNestedOffsetPaddingOuter, barBandPaddingInner, clamp, continuousPadding
  case invalid, maxBandSize, maxFontSize, maxOpacity, maxSize, maxStrokeWidth, minBandSize
  case minFontSize, minOpacity, minSize, minStrokeWidth, offsetBandPaddingInner
  case offsetBandPaddingOuter, pointPadding, quantileCount, quantizeCount
  case rectBandPaddingInner, round, tickBandPaddingInner, useUnaggregatedDomain, xReverse, zero

  static var withoutEffect: [String] {
    ["animationDuration", "framesPerSecond"]
  }

  var kind: PropertyKind {
    switch self {
    case .clamp, .round, .useUnaggregatedDomain, .xReverse, .zero: .bool
    case .invalid: .invalid
    default: .number
    }
  }
}
