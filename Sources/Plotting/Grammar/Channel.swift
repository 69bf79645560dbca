/// A visual property that data can be shown by.
///
/// Source: https://vega.github.io/vega-lite/docs/encoding.html.
enum Channel: String, Sendable, CaseIterable {
  case x, y, x2, y2, xOffset, yOffset, xError, xError2, yError, yError2
  case theta, theta2, radius, radius2
  case color, fill, stroke, opacity, fillOpacity, strokeOpacity, strokeWidth, strokeDash
  case size, shape, angle
  case text, tooltip, href, url, description
  case detail, key, order
  case row, column, facet

  /// Channels of the grammar that a still, flat picture has no use for, by name.
  static let unsupported = ["latitude", "latitude2", "longitude", "longitude2", "time"]

  var isPosition: Bool { self == .x || self == .y }
  var isPolar: Bool { self == .theta || self == .radius }
  var isOffset: Bool { self == .xOffset || self == .yOffset }
  /// A length added to a position, never a position itself.
  var isError: Bool {
    self == .xError || self == .xError2 || self == .yError || self == .yError2
  }
  var isFacet: Bool { self == .row || self == .column || self == .facet }
  var isColour: Bool { self == .color || self == .fill || self == .stroke }

  /// Channels that may stand for several fields.
  var takesMany: Bool { self == .detail || self == .tooltip || self == .order }

  /// The channel that ends what this one begins: `x2` for `x`.
  var secondary: Channel? {
    switch self {
    case .x: .x2
    case .y: .y2
    case .theta: .theta2
    case .radius: .radius2
    default: nil
    }
  }

  /// The channel that this one ends: `x` for `x2`, and for errors the position they surround.
  var primary: Channel {
    switch self {
    case .x2, .xError, .xError2: .x
    case .y2, .yError, .yError2: .y
    case .theta2: .theta
    case .radius2: .radius
    default: self
    }
  }

  var offset: Channel? {
    switch self {
    case .x: .xOffset
    case .y: .yOffset
    default: nil
    }
  }

  /// Whether a scale stands between the data and what is drawn.
  var hasScale: Bool {
    switch self {
    case .x, .y, .xOffset, .yOffset, .theta, .radius, .color, .fill, .stroke, .opacity,
      .fillOpacity, .strokeOpacity, .strokeWidth, .strokeDash, .size, .shape, .angle:
      true
    default: false
    }
  }

  /// Whether a legend explains the channel.
  var hasLegend: Bool {
    switch self {
    case .color, .fill, .stroke, .opacity, .strokeWidth, .strokeDash, .size, .shape: true
    default: false
    }
  }

  /// Whether rows of a line or an area part into several by the channel's categories.
  var splitsSeries: Bool {
    hasLegend || self == .detail || self == .key || self == .angle || self == .fillOpacity
      || self == .strokeOpacity
  }
}

/// What kind of values a channel shows.
enum MeasureType: String, Sendable, CaseIterable {
  case quantitative, temporal, ordinal, nominal

  /// The whole word or Altair's letter.
  init?(text: String) {
    switch text {
    case "Q": self = .quantitative
    case "T": self = .temporal
    case "O": self = .ordinal
    case "N": self = .nominal
    default: self.init(rawValue: text)
    }
  }

  var isDiscrete: Bool { self == .ordinal || self == .nominal }
}
