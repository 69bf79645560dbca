import Markup

/// Text at a point, as guides and titles write it: its bounds and its SVG.
///
/// The size and the place of a line follow Vega, which counts the font size as its height and keeps
/// baselines on whole pixels (`vega-scenegraph`, `marks/text.js` and `util/text.js`).
struct TextItem: Sendable {
  var lines: [String]
  var x = 0.0
  var y = 0.0
  var dx = 0.0
  var dy = 0.0
  /// `left`, `center`, `right`.
  var align = "left"
  /// `alphabetic`, `top`, `middle`, `bottom`, `line-top`, `line-bottom`.
  var baseline = "alphabetic"
  /// Degrees, clockwise.
  var angle = 0.0
  var size = 11.0
  var weight: String?
  var style: String?
  var font: String?
  /// Pixels; lines that are not narrower are cut short.
  ///
  /// Not positive is no limit.
  var limit = 0.0
  var lineHeight: Double?
  var paint = Paint.literal("#000")
  var opacity = 1.0
  /// Drawn, but not seen: a label that another would overlap.
  var isHidden = false
  /// How much wider than measured the text may turn out in the reader's font.
  var slack = 1.0

  var isBold: Bool {
    guard let weight else { return false }
    return weight == "bold" || weight == "bolder" || (Double(weight) ?? 0) >= 600
  }

  var hasText: Bool { lines.contains { !$0.isEmpty } }

  var effectiveLineHeight: Double { lineHeight ?? size + 2 }

  /// The distance from the first to the last baseline.
  var linesOffset: Double { Double(max(0, lines.count - 1)) * effectiveLineHeight }

  /// The lines as they are written: without spaces around them, and cut to the limit.
  var shownLines: [String] {
    lines.map { line in
      TextMeasure.truncated(
        line.trimmingSpaces,
        to: limit / slack,
        size: size,
        isBold: isBold,
        font: font
      )
    }
  }

  /// The width of the widest line.
  var width: Double {
    shownLines.reduce(0) { widest, line in
      max(widest, TextMeasure.width(line, size: size, isBold: isBold, font: font) * slack)
    }
  }

  /// From the point to the first baseline.
  var baselineOffset: Double {
    switch baseline {
    case "top": snapped(0.79 * size)
    case "middle": snapped(0.3 * size)
    case "bottom": snapped(-0.21 * size)
    case "line-top": snapped(0.29 * size + 0.5 * effectiveLineHeight)
    case "line-bottom": snapped(0.29 * size - 0.5 * effectiveLineHeight)
    default: 0
    }
  }

  var bounds: Bounds {
    let width = width
    var left = x + dx
    if align == "center" { left -= width / 2 }
    if align == "right" { left -= width }
    let top = y + dy + baselineOffset - snapped(0.8 * size)
    let flat = Bounds(left, top, left + width, top + size + linesOffset)
    return angle == 0 ? flat : flat.rotated(angle, x: x, y: y)
  }

  func node(_ context: DrawingContext) -> Node {
    var attributes: [Attribute] = []
    switch align {
    case "center": attributes.append(Attribute("text-anchor", "middle"))
    case "right": attributes.append(Attribute("text-anchor", "end"))
    default: attributes.append(Attribute("text-anchor", "start"))
    }
    let down = dy + baselineOffset
    var transform: String
    if angle == 0 {
      transform = Self.translate(x + dx, y + down)
    } else {
      transform = "\(Self.translate(x, y)) rotate(\(Coordinate.text(angle)))"
      if dx != 0 || down != 0 { transform += " \(Self.translate(dx, down))" }
    }
    attributes.append(Attribute("transform", transform))
    if let font { attributes.append(Attribute("font-family", font)) }
    attributes.append(Attribute("font-size", "\(Coordinate.text(size))px"))
    if let style, style != "normal" { attributes.append(Attribute("font-style", style)) }
    if let weight, weight != "normal" { attributes.append(Attribute("font-weight", weight)) }
    attributes += paint.attributes(.fill, in: context)
    if isHidden {
      attributes.append(Attribute("opacity", "0"))
    } else if opacity != 1 {
      attributes.append(Attribute("fill-opacity", Coordinate.text(opacity)))
    }
    return .element(Element("text", attributes, content(context.theme)))
  }

  private func content(_ theme: Theme) -> [Node] {
    let shown = shownLines
    var nodes: [Node] = []
    // Readers of a report find the whole text of what was cut short.
    if theme.usesClasses, shown != lines.map(\.trimmingSpaces) {
      nodes.append(.tag("title", [:], [.text(lines.joined(separator: " "))]))
    }
    guard shown.count > 1 else { return nodes + [.text(shown.first ?? "")] }
    for (index, line) in shown.enumerated() {
      let place =
        index == 0
        ? []
        : [Attribute("x", "0"), Attribute("dy", Coordinate.text(effectiveLineHeight))]
      nodes.append(.element(Element("tspan", place, [.text(line)])))
    }
    return nodes
  }

  private static func translate(_ x: Double, _ y: Double) -> String {
    "translate(\(Coordinate.text(x)),\(Coordinate.text(y)))"
  }
}

extension String {
  /// The text without spaces at its ends.
  var trimmingSpaces: String {
    guard first?.isWhitespace == true || last?.isWhitespace == true else { return self }
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
