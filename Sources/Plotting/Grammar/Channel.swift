/// A visual property that a field can be shown by.
enum Channel: String, Sendable, CaseIterable {
  case x, y, x2, y2, xOffset, yOffset
  case color, opacity, size, shape, detail, order, tooltip

  /// Channels of the grammar that are not drawn yet.
  static let unbuilt = [
    "angle", "column", "description", "facet", "fill", "fillOpacity", "href", "key", "latitude",
    "latitude2", "longitude", "longitude2", "radius", "radius2", "row", "stroke", "strokeDash",
    "strokeOpacity", "strokeWidth", "text", "theta", "theta2", "time", "url", "xError", "xError2",
    "yError", "yError2",
  ]

  /// Channels whose discrete values split lines and stacks into series.
  var splitsSeries: Bool {
    switch self {
    case .color, .opacity, .size, .shape, .detail: true
    default: false
    }
  }

  var isPosition: Bool { self == .x || self == .y }

  /// The channel of an interval's other end.
  var secondary: Channel? {
    switch self {
    case .x: .x2
    case .y: .y2
    default: nil
    }
  }

  var offset: Channel? {
    switch self {
    case .x: .xOffset
    case .y: .yOffset
    default: nil
    }
  }

  /// Channels that may show a constant; that of a tooltip turns tooltips off.
  var takesValue: Bool {
    switch self {
    case .color, .opacity, .size, .tooltip: true
    default: false
    }
  }

  /// Options of a scale that say nothing about this channel.
  var unbuiltScaleOptions: [String] {
    switch self {
    case .color: []
    case .opacity, .size: ["scheme"]
    default: ["range", "scheme"]
    }
  }

  /// Channels that are explained by a legend.
  var hasLegend: Bool {
    switch self {
    case .color, .opacity, .size, .shape: true
    default: false
    }
  }
}

/// What a field's values mean, which decides the scale.
enum MeasureType: String, Sendable, CaseIterable {
  case quantitative, ordinal, nominal, temporal

  /// The name, or the letter of the short form: `Q`, `O`, `N`, `T`.
  init?(text: String) {
    switch text {
    case "Q", "quantitative": self = .quantitative
    case "O", "ordinal": self = .ordinal
    case "N", "nominal": self = .nominal
    case "T", "temporal": self = .temporal
    default: return nil
    }
  }

  var isDiscrete: Bool { self == .ordinal || self == .nominal }
}
