import Markup

extension PlotLayout {
  /// The whole picture as an SVG element, and how many marks it holds.
  func drawing(label: String) -> (svg: Node, itemCount: Int) {
    let theme = plot.theme
    let marks = plot.mark.type.mark.drawing(of: plot)
    var parts: [Node] = []
    let plotSize = (width: plot.width, height: plot.height)
    parts += [xAxis?.grid(across: plot.height, theme: theme)].compactMap(\.self)
    parts += [yAxis?.grid(across: plot.width, theme: theme)].compactMap(\.self)
    parts += [xAxis?.drawing(plot: plotSize, theme: theme)].compactMap(\.self)
    parts += [yAxis?.drawing(plot: plotSize, theme: theme)].compactMap(\.self)
    parts += clipped(marks.nodes)
    if marks.itemCount == 0 { parts.append(emptyNote) }
    parts += placedLegends
    if let title = plot.unit.chart.title { parts.append(titleNode(title)) }
    let root = SVG.group(
      "mark-group role-frame root",
      [
        SVG.translated(
          0,
          0,
          [
            SVG.background(width: plot.width, height: plot.height),
            .element(Element("g", [], parts)),
          ]
        )
      ]
    )
    let svg = Element(
      "svg",
      [
        Attribute("class", "q-chart"), Attribute("xmlns", "http://www.w3.org/2000/svg"),
        Attribute("id", plot.id), Attribute("role", "img"), Attribute("aria-label", label),
        Attribute("width", Coordinate.text(size.width)),
        Attribute("height", Coordinate.text(size.height)),
        Attribute(
          "viewBox",
          "0 0 \(Coordinate.text(size.width)) \(Coordinate.text(size.height))"
        ),
      ],
      [SVG.translated(origin.x, origin.y, [root])]
    )
    return (.element(svg), marks.itemCount)
  }

  /// Marks are cut off at the plot's edge only where a given domain may leave some outside.
  private func clipped(_ marks: [Node]) -> [Node] {
    let isGiven = [plot.unit.x, plot.unit.y].contains { axis in
      guard case .continuous(let channel, _) = axis else { return false }
      let scale = channel.definition.scale
      return scale.domain != nil || scale.domainMin != nil || scale.domainMax != nil
    }
    guard isGiven else { return marks }
    let name = "\(plot.id)-clip"
    let frame = SVG.rect(x: 0, y: -1, width: plot.width + 1, height: plot.height + 2, [])
    return [
      .tag("defs", [:], [.tag("clipPath", ["id": name], [frame])])
    ]
      + marks.map { node in
        guard case .element(var element) = node else { return node }
        element.attributes.append(Attribute("clip-path", "url(#\(name))"))
        return .element(element)
      }
  }

  private var emptyNote: Node {
    SVG.group(
      "q-empty",
      [
        SVG.text(
          plot.unit.locale.choose("No data", "데이터 없음"),
          x: plot.width / 2,
          y: plot.height / 2,
          anchor: "middle",
          size: plot.theme.fontSize + 2,
          Paint.quiet.attributes(.fill, plot.theme)
        )
      ]
    )
  }

  private var placedLegends: [Node] {
    let theme = plot.theme
    let yExtent = yAxis?.extent ?? 0
    let isYLeft = yAxis?.side != .right
    var beside = 0.0
    var above = legends.filter { $0.side == .top }.reduce(0) { $0 + $1.height + 8 }
    above += xAxis?.side == .top ? xAxis?.extent ?? 0 : yAxis?.overhang.before ?? 0
    var below = plot.height + (xAxis?.side == .top ? 0 : xAxis?.extent ?? 0) + 8
    return legends.enumerated().map { index, legend in
      let place: (x: Double, y: Double)
      switch legend.side {
      case .top:
        place = (0, -above)
        above -= legend.height + 8
      case .bottom:
        place = (0, below)
        below += legend.height + 8
      case .left:
        let x = -(isYLeft ? yExtent : 0) - Self.legendGap - legend.width
        place = (x, beside)
        beside += legend.height + Self.legendGap
      case .right, .none:
        place = (plot.width + (isYLeft ? 0 : yExtent) + Self.legendGap, beside)
        beside += legend.height + Self.legendGap
      }
      return legend.drawing(at: place, id: "\(plot.id)-\(index + 1)", theme: theme)
    }
  }

  private func titleNode(_ title: String) -> Node {
    let theme = plot.theme
    let text = SVG.text(
      TextMeasure.truncated(title, to: size.width - theme.padding * 2, size: theme.titleSize),
      x: -origin.x + theme.padding,
      y: -origin.y + theme.padding + theme.titleSize,
      size: theme.titleSize,
      isBold: true,
      Paint.ink.attributes(.fill, theme)
    )
    let group = SVG.group("mark-text role-title-text", [text])
    return SVG.frame("mark-group role-title", [group])
  }
}
