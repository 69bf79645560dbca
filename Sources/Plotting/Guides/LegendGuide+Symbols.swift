import Markup
import Tables

/// The body of a legend and the room it takes, its own corner at the origin.
struct LegendBody {
  var nodes: [Node]
  var bounds: Bounds
  /// The bounds of the gradient or the bands alone, which titles beside them follow.
  var bar: Bounds
}

extension LegendGuide {
  private struct Symbolled {
    let node: (Double, Double, Double, Double) -> Node
    let bounds: Bounds
    let column: Int
  }

  /// The entries of a legend of symbols, in columns.
  ///
  /// Source: https://vega.github.io/vega/docs/legends/, `vega-parser` (`legend-symbol-groups.js`).
  func symbolBody(_ reader: GuideReader<LegendKey>, in context: DrawingContext) -> LegendBody {
    var entries = symbolEntries(reader)
    let isVertical = isVertical(reader)
    var columns = Int(reader.number(.columns) ?? (isVertical ? 1 : 0))
    if isVertical, columns > 1 {
      // Down the columns, though the document goes row by row.
      let rows = (entries.count + columns - 1) / columns
      let order = entries.indices.sorted { ($0 % rows, $0) < ($1 % rows, $1) }
      entries = order.map { entries[$0] }
    }
    let fontSize = reader.number(.labelFontSize) ?? 10
    let looks = entries.map { look(of: $0) }
    let sizes = looks.map { look in
      max(
        (max(0, look.size).squareRoot() + look.strokeWidth).rounded(.up),
        fontSize * (context.theme.usesClasses ? 1.25 : 1)
      )
    }
    let widest = sizes.max() ?? 0
    let height = reader.number(.clipHeight)
    let shift = reader.number(.symbolOffset) ?? 0
    var boxes: [Bounds] = []
    var drawn: [(symbol: Node, label: TextItem)] = []
    for (index, entry) in entries.enumerated() {
      let room = columns > 0 ? widest : sizes[index]
      let y = (height ?? sizes[index]) / 2
      let look = looks[index]
      let x = room / 2 + shift
      var label = labelItem(entry.label, reader.at(entry.datum), context.theme, limit: 160)
      label.x = room + shift + (reader.number(.labelOffset) ?? 4)
      label.y = y
      label.align = reader.text(.labelAlign) ?? "left"
      label.baseline = reader.text(.labelBaseline) ?? "middle"
      var box = look.bounds.translated(x, y)
      box.union(label.bounds)
      if let height { box = Bounds(min(0, box.x1), 0, max(0, box.x2), height) }
      boxes.append(box)
      drawn.append((look.node(x: x, y: y, in: context), label))
    }
    let padding = reader.number(.columnPadding) ?? 10
    if columns == 0, let room = context.theme.outerWidth {
      // Flat legends begin where the plot does, right of its axis.
      columns = Self.columns(of: boxes, padding, within: room - 50)
    }
    let grid = GridLayout(
      columns: columns,
      columnAlign: reader.text(.gridAlign).flatMap(GridLayout.Align.init) ?? .each,
      rowAlign: reader.text(.gridAlign).flatMap(GridLayout.Align.init) ?? .each,
      columnPadding: padding,
      rowPadding: reader.number(.rowPadding) ?? 2,
      centersRows: true
    )
    let places = grid.places(boxes)
    var bounds = Bounds()
    var items: [Node] = []
    for index in entries.indices {
      let place = places[index]
      bounds.union(boxes[index].translated(place.x, place.y))
      items.append(
        SVG.translated(
          place.x,
          place.y,
          [
            SVG.background(width: boxes[index].x2, height: boxes[index].y2),
            SVG.group("mark-symbol role-legend-symbol", [drawn[index].symbol]),
            SVG.group("mark-text role-legend-label", [drawn[index].label.node(context)]),
          ]
        )
      )
    }
    return LegendBody(
      nodes: [SVG.group("mark-group role-scope", items)],
      bounds: bounds,
      bar: bounds
    )
  }

  /// The columns of a flat legend: all in one line (0) unless that is wider than the picture.
  private static func columns(of boxes: [Bounds], _ padding: Double, within room: Double) -> Int {
    let widths = boxes.map(\.x2)
    let line = widths.reduce(0, +) + padding * Double(max(0, widths.count - 1))
    guard line > room, let widest = widths.max() else { return 0 }
    return max(1, Int((room + padding) / (widest + padding)))
  }

  /// A label's look, without its place.
  func labelItem(
    _ lines: [String],
    _ reader: GuideReader<LegendKey>,
    _ theme: Theme,
    limit: Double
  ) -> TextItem {
    var item = TextItem(lines: lines)
    item.slack = theme.textSlack
    item.size = reader.number(.labelFontSize) ?? 10
    item.weight = reader.text(.labelFontWeight)
    item.style = reader.text(.labelFontStyle)
    item.font = reader.text(.labelFont)
    item.limit = reader.number(.labelLimit) ?? limit
    item.paint = reader.paint(.labelColor) ?? GuideStyle.Role.label.paint(theme)
    item.opacity = reader.number(.labelOpacity) ?? 1
    return item
  }

  /// Whether entries run down, or a gradient upwards.
  func isVertical(_ reader: GuideReader<LegendKey>) -> Bool {
    let own = kind == .gradient ? LegendKey.gradientDirection : .symbolDirection
    if let direction = reader.text(.direction) ?? reader.text(own) {
      return direction == "vertical"
    }
    return switch orient {
    case .top, .bottom: false
    case .left, .right, .none: true
    // Within a corner of the plot a gradient lies flat.
    case .topLeft, .topRight, .bottomLeft, .bottomRight: kind != .gradient
    }
  }

  /// The symbol of one entry: the base with what the scales say of its value.
  private func look(of entry: LegendEntry) -> Symbol {
    var look = symbol
    for (channel, scale) in scales {
      switch channel {
      case .size: look.size = scale.number(entry.level)
      case .shape: look.shape = scale.text(entry.level)
      case .fill: look.fill = scale.paint(entry.level)
      case .stroke: look.stroke = scale.paint(entry.level)
      case .color:
        if symbol.isStroked {
          look.stroke = scale.paint(entry.level)
        } else {
          look.fill = scale.paint(entry.level)
        }
      case .strokeWidth: look.strokeWidth = scale.number(entry.level)
      case .strokeDash: look.strokeDash = scale.dash(entry.level)
      case .opacity: look.opacity = scale.number(entry.level)
      case .fillOpacity: look.fillOpacity = scale.number(entry.level)
      case .strokeOpacity: look.strokeOpacity = scale.number(entry.level)
      default: break
      }
    }
    if look.size.isNaN { look.size = 0 }
    if look.strokeWidth.isNaN { look.strokeWidth = 0 }
    return look
  }
}
