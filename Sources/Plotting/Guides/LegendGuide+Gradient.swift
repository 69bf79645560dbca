import Markup
import Tables

extension LegendGuide {
  /// A bar of colours, or of bands for classes, with labels beside it.
  ///
  /// Source: https://vega.github.io/vega/docs/legends/, `vega-parser` (`legend-gradient*.js`).
  func gradientBody(
    _ reader: GuideReader<LegendKey>,
    length: Double,
    in context: DrawingContext
  ) -> LegendBody {
    let isVertical = isVertical(reader)
    let thickness = reader.number(.gradientThickness) ?? 16
    let entries = gradientEntries(reader, length: length)
    let bar = isVertical ? Bounds(0, 0, thickness, length) : Bounds(0, 0, length, thickness)
    let strokeWidth = reader.number(.gradientStrokeWidth) ?? 0
    var look: [Attribute] = []
    if strokeWidth > 0 {
      let outline = reader.paint(.gradientStrokeColor) ?? GuideStyle.Role.frame.paint(context.theme)
      look = outline.attributes(.stroke, in: context)
      look.append(Attribute("stroke-width", Coordinate.text(strokeWidth)))
    }
    let opacity = reader.number(.gradientOpacity) ?? symbol.opacity
    if opacity != 1 { look.append(Attribute("opacity", Coordinate.text(opacity))) }

    func rect(_ part: Bounds, _ paint: Paint) -> Node {
      SVG.rect(
        x: part.x1,
        y: part.y1,
        width: part.width,
        height: part.height,
        paint.attributes(.fill, in: context) + look
      )
    }
    let painted: Node
    if isBands {
      let bands = entries.map { entry -> Node in
        let low = entry.start * length
        let high = entry.end * length
        let part =
          isVertical
          ? Bounds(0, length - high, thickness, length - low) : Bounds(low, 0, high, thickness)
        return rect(part, leadingScale?.paint(entry.level) ?? .none)
      }
      painted = SVG.group("mark-rect role-legend-band", bands)
    } else {
      painted = SVG.group(
        "mark-rect role-legend-gradient",
        [rect(bar, .gradient(gradient(isVertical: isVertical)))]
      )
    }
    let labels = gradientLabels(
      entries,
      reader,
      length: length,
      thickness: thickness,
      isVertical: isVertical,
      theme: context.theme
    )
    var bounds = bar.expanded(strokeWidth)
    for label in labels where !label.isHidden { bounds.union(label.bounds) }
    let shown = context.theme.usesClasses ? labels.filter { !$0.isHidden } : labels
    return LegendBody(
      nodes: [
        painted, SVG.group("mark-text role-legend-label", shown.map { $0.node(context) }),
      ],
      bounds: bounds,
      bar: bar.expanded(strokeWidth)
    )
  }

  /// The sweep of a continuous scale's colours along the bar.
  private func gradient(isVertical: Bool) -> Property.Gradient {
    let stops = (leadingScale?.gradientStops() ?? []).map { stop in
      Property.Gradient.Stop(offset: stop.offset, colour: stop.paint.plainColour)
    }
    var gradient = Property.Gradient(stops: stops)
    if isVertical { (gradient.x1, gradient.y1, gradient.x2, gradient.y2) = (0, 1, 0, 0) }
    return gradient
  }

  private func gradientLabels(
    _ entries: [LegendEntry],
    _ reader: GuideReader<LegendKey>,
    length: Double,
    thickness: Double,
    isVertical: Bool,
    theme: Theme
  ) -> [TextItem] {
    let away = thickness + (reader.number(.labelOffset) ?? 2)
    var items = entries.map { entry in
      var item = labelItem(entry.label, reader.at(entry.datum), theme, limit: 0)
      // Labels at the ends stay within the bar.
      let part = entry.start
      if isVertical {
        item.x = away
        item.y = (1 - part) * length
        item.baseline = part <= 0 ? "bottom" : part >= 1 ? "top" : "middle"
      } else {
        item.x = part * length
        item.y = away
        item.align = part <= 0 ? "left" : part >= 1 ? "right" : "center"
        item.baseline = "top"
      }
      return item
    }
    let kept = overlap(reader).kept(
      items.map(\.bounds),
      separation: reader.number(.labelSeparation) ?? 0
    )
    for index in items.indices where !kept[index] { items[index].isHidden = true }
    return items
  }

  private func overlap(_ reader: GuideReader<LegendKey>) -> LabelOverlap {
    switch reader.value(.labelOverlap) {
    case .bool(let isOn)?: return isOn ? .parity : .none
    case .string("greedy")?: return .greedy
    case .string("parity")?: return .parity
    case .some: return .none
    case nil:
      switch leadingScale?.type {
      case .quantile, .threshold, .log, .symlog: return .greedy
      default: return .parity
      }
    }
  }
}

extension Paint {
  /// One colour as text, for the stops of a gradient.
  fileprivate var plainColour: String {
    switch self {
    case .none: "none"
    case .literal(let colour), .role(_, let colour): colour
    case .series(_, let colour): colour.hex
    case .gradient(let gradient): gradient.stops.first?.colour ?? "none"
    }
  }
}
