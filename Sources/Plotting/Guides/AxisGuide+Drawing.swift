import Markup

extension AxisGuide {
  /// Grid lines, to stand behind the marks; nil when there are none.
  func grid(across extent: Double, theme: Theme) -> Node? {
    guard showsGrid, !ticks.isEmpty else { return nil }
    let attributes = Paint.grid.attributes(.stroke, theme)
    let lines = ticks.map { tick in
      SVG.rule(
        from: isX ? (tick.position, -extent) : (0, tick.position),
        by: isX ? (0, extent) : (extent, 0),
        attributes
      )
    }
    return SVG.frame(
      "mark-group role-axis",
      at: isX ? (0.5, extent + 0.5) : (0.5, 0.5),
      attributes: [Attribute("aria-hidden", "true")],
      [SVG.group("mark-rule role-axis-grid", lines)]
    )
  }

  /// Ticks, labels, the axis line and the title.
  ///
  /// - Parameters:
  ///   - plot: the size of the plot.
  ///   - theme: says colours and sizes.
  /// - Returns: a group that stands at the plot's edge.
  func drawing(plot: (width: Double, height: Double), theme: Theme) -> Node {
    let outward: Double = side == .bottom || side == .right ? 1 : -1
    let place: (Double, Double) =
      switch side {
      case .bottom: (0.5, plot.height + 0.5)
      case .top, .left: (0.5, 0.5)
      case .right: (plot.width + 0.5, 0.5)
      }
    var parts: [Node] = []
    let line = Paint.quiet.attributes(.stroke, theme)
    if showsTicks, !ticks.isEmpty {
      let length = Self.tickSize * outward
      parts.append(
        SVG.group(
          "mark-rule role-axis-tick",
          ticks.map { tick in
            SVG.rule(
              from: isX ? (tick.position, 0) : (0, tick.position),
              by: isX ? (0, length) : (length, 0),
              line
            )
          }
        )
      )
    }
    parts.append(SVG.group("mark-text role-axis-label", labels(outward, theme)))
    if showsDomain {
      let rule = SVG.rule(from: (0, 0), by: isX ? (length, 0) : (0, length), line)
      parts.append(SVG.group("mark-rule role-axis-domain", [rule]))
    }
    if let title {
      parts.append(SVG.group("mark-text role-axis-title", [titleNode(title, outward, theme)]))
    }
    return SVG.frame(
      "mark-group role-axis",
      at: place,
      attributes: [
        Attribute("aria-label", "\(isX ? "X" : "Y")-axis\(title.map { " '\($0)'" } ?? "")")
      ],
      parts
    )
  }

  private func labels(_ outward: Double, _ theme: Theme) -> [Node] {
    let offset = ((showsTicks ? Self.tickSize : 0) + Self.labelPadding) * outward
    let colour = Paint.quiet.attributes(.fill, theme)
    let isTurned = abs(angle) > 8
    return ticks.filter { !$0.label.isEmpty }.map { tick in
      let anchor: String
      var x = tick.position
      var y = offset
      if isX {
        anchor = isTurned ? ((angle < 0) == (side == .bottom) ? "end" : "start") : "middle"
        if isTurned {
          x += fontSize * 0.35 * (angle < 0 ? 1 : -1) * Self.sine(angle)
          y += side == .bottom ? fontSize * 0.35 : 0
        } else {
          y += side == .bottom ? fontSize * 0.8 : -fontSize * 0.2
        }
      } else {
        anchor = side == .left ? "end" : "start"
        x = offset
        y = tick.position + fontSize * 0.33
      }
      return SVG.text(
        tick.label,
        x: x,
        y: y,
        anchor: anchor,
        size: fontSize,
        angle: angle,
        colour,
        tooltip: tick.fullLabel
      )
    }
  }

  private func titleNode(_ title: String, _ outward: Double, _ theme: Theme) -> Node {
    let distance = extent - fontSize * 0.35
    let y = side == .bottom ? distance : -(extent - fontSize * 1.1)
    return SVG.text(
      TextMeasure.truncated(title, to: titleLimit, size: fontSize),
      x: isX ? length / 2 : (side == .left ? -(extent - fontSize) : extent - fontSize * 0.3),
      y: isX ? y : length / 2,
      anchor: "middle",
      size: fontSize,
      isBold: true,
      angle: isX ? 0 : -90,
      Paint.ink.attributes(.fill, theme)
    )
  }
}
