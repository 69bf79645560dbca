import Diagnostics
import Markup

/// A key to colours, shapes, sizes or opacities, laid out beside or above the plot.
struct LegendGuide: Sendable {
  struct Entry: Sendable {
    var label: String
    var fullLabel: String?
    var paint: Paint
    var shape = SymbolShape.square
    var size = 100.0
    var opacity = 1.0
    var isStroked = false
    /// A short line in place of a symbol, for lines.
    var isLine = false
    /// From the legend's top left corner, the title's height included.
    var place = (x: 0.0, y: 0.0)
  }

  enum Content: Sendable {
    case symbols([Entry])
    /// Labels stand at parts of the ramp's length.
    case gradient(ColourRamp, labels: [(part: Double, text: String)])
  }

  var title: String?
  var content: Content
  let side: LegendOptions.Side
  private(set) var width = 0.0
  private(set) var height = 0.0
  let fontSize: Double

  /// More categories than this are counted, not shown.
  static let entryLimit = 30
  static let gradientLength = 160.0
  static let gradientThickness = 12.0
  static let rowHeight = 17.0

  init(
    title: String?,
    content: Content,
    side: LegendOptions.Side,
    available: Double,
    theme: Theme
  ) {
    let fontSize = theme.fontSize
    self.fontSize = fontSize
    self.side = side
    self.content = content
    self.title = title.map { TextMeasure.truncated($0, to: theme.labelLimit, size: fontSize) }
    let head = head
    let titleWidth = TextMeasure.width(self.title ?? "", size: fontSize, isBold: true)
    switch content {
    case .gradient(_, let labels):
      let widest = labels.map { TextMeasure.width($0.text, size: fontSize) }.max() ?? 0
      if isAcross {
        width = max(titleWidth, Self.gradientLength + widest / 2)
        height = head + Self.gradientThickness + fontSize * 1.4
      } else {
        width = max(titleWidth, Self.gradientThickness + 5 + widest)
        height = head + Self.gradientLength
      }
    case .symbols(let entries):
      var placed = entries
      var x = 0.0
      var y = head
      var widest = titleWidth
      for index in placed.indices {
        let label = TextMeasure.truncated(
          placed[index].label,
          to: theme.labelLimit,
          size: fontSize
        )
        if label != placed[index].label { placed[index].fullLabel = placed[index].label }
        placed[index].label = label
        let entryWidth = 18 + TextMeasure.width(label, size: fontSize)
        let entryHeight = max(Self.rowHeight, placed[index].size.squareRoot() + 3)
        if isAcross {
          if x > 0, x + entryWidth > available {
            x = 0
            y += Self.rowHeight
          }
          placed[index].place = (x, y)
          x += entryWidth + 14
          widest = max(widest, x - 14)
          height = y + entryHeight
        } else {
          placed[index].place = (0, y + (entryHeight - Self.rowHeight) / 2)
          y += entryHeight
          widest = max(widest, entryWidth)
          height = y
        }
      }
      width = widest
      self.content = .symbols(placed)
    }
  }

  /// The height of the title with the space below it.
  private var head: Double { title == nil ? 0 : fontSize * 1.3 + 5 }

  /// Whether entries run from left to right.
  var isAcross: Bool { side == .top || side == .bottom }
}

extension LegendGuide {
  /// The legend at a place of the plot's coordinates.
  func drawing(at place: (x: Double, y: Double), id: String, theme: Theme) -> Node {
    var parts: [Node] = []
    switch content {
    case .symbols(let entries):
      let items = entries.map { entry in
        SVG.translated(
          entry.place.x,
          entry.place.y,
          [
            SVG.background(width: 0, height: 0),
            .element(Element("g", [], [symbol(entry, theme), label(entry, theme)])),
          ]
        )
      }
      let scope = SVG.group("mark-group role-scope", items)
      parts.append(SVG.frame("mark-group role-legend-entry", [scope]))
    case .gradient(let ramp, let labels):
      parts.append(SVG.frame("mark-group role-legend-entry", gradient(ramp, labels, id, theme)))
    }
    if let title {
      let text = SVG.text(
        title,
        x: 0,
        y: fontSize,
        size: fontSize,
        isBold: true,
        Paint.ink.attributes(.fill, theme)
      )
      parts.append(SVG.group("mark-text role-legend-title", [text]))
    }
    return SVG.frame(
      "mark-group role-legend",
      at: place,
      attributes: [Attribute("aria-label", "Legend\(title.map { " '\($0)'" } ?? "")")],
      parts
    )
  }

  private func symbol(_ entry: Entry, _ theme: Theme) -> Node {
    var attributes = [SVG.translation(6, Self.rowHeight / 2)]
    let isStroked = entry.isStroked || entry.isLine
    attributes += entry.paint.attributes(isStroked ? .stroke : .fill, theme)
    if isStroked {
      attributes += [Attribute("fill", "none"), Attribute("stroke-width", "2")]
    }
    if entry.opacity < 1 { attributes.append(Attribute("opacity", Coordinate.text(entry.opacity))) }
    let shape = SVG.path(
      entry.isLine ? "M-6,0L6,0" : entry.shape.path(size: entry.size),
      attributes
    )
    return SVG.group("mark-symbol role-legend-symbol", [shape])
  }

  private func label(_ entry: Entry, _ theme: Theme) -> Node {
    let text = SVG.text(
      entry.label,
      x: max(18, entry.size.squareRoot() / 2 + 12),
      y: Self.rowHeight / 2 + fontSize * 0.33,
      size: fontSize,
      Paint.quiet.attributes(.fill, theme),
      tooltip: entry.fullLabel
    )
    return SVG.group("mark-text role-legend-label", [text])
  }

  private func gradient(
    _ ramp: ColourRamp,
    _ labels: [(part: Double, text: String)],
    _ id: String,
    _ theme: Theme
  ) -> [Node] {
    let name = "\(id)-ramp"
    let head = head
    let stops = (0...10).map { step -> Node in
      .tag(
        "stop",
        [
          "offset": Coordinate.text(Double(step) / 10),
          "stop-color": ramp.colour(at: Double(step) / 10).hex,
        ]
      )
    }
    let direction: KeyValuePairs<String, String?> =
      isAcross
      ? ["id": name, "x1": "0", "x2": "1", "y1": "0", "y2": "0"]
      : ["id": name, "x1": "0", "x2": "0", "y1": "1", "y2": "0"]
    let bar = SVG.rect(
      x: 0,
      y: head,
      width: isAcross ? Self.gradientLength : Self.gradientThickness,
      height: isAcross ? Self.gradientThickness : Self.gradientLength,
      [Attribute("fill", "url(#\(name))")]
    )
    let texts = labels.map { part, text in
      SVG.text(
        text,
        x: isAcross ? part * Self.gradientLength : Self.gradientThickness + 5,
        y: isAcross
          ? head + Self.gradientThickness + fontSize * 1.1
          : head + (1 - part) * Self.gradientLength + fontSize
            * (part > 0.97 ? 0.7 : part < 0.03 ? 0 : 0.33),
        anchor: isAcross ? (part < 0.03 ? "start" : "middle") : "start",
        size: fontSize,
        Paint.quiet.attributes(.fill, theme)
      )
    }
    return [
      .tag("defs", [:], [.tag("linearGradient", direction, stops)]),
      SVG.group("mark-rect role-legend-gradient", [bar]),
      SVG.group("mark-text role-legend-label", texts),
    ]
  }
}
