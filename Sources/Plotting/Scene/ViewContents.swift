import Markup

/// What stands in a view's group, gathered in Vega's order: axes, marks or cells, legends, the
/// title, and axes that lie above all.
///
/// Source of the order and the arithmetic: `vega-view-transforms` (`ViewLayout.js`).
struct ViewContents {
  private let width: Double
  private let height: Double
  /// The rectangle of the plot with what lies across: y axes for x, x axes for y; legends stand
  /// beyond them.
  private var across: Bounds
  private var down: Bounds
  /// All, the plot's rectangle included.
  private(set) var bounds: Bounds
  private(set) var fitted: Bounds
  /// All that is drawn, without the rectangle.
  private(set) var itemBounds = Bounds()
  private(set) var parts: [Node] = []
  private var late: [(zindex: Double, node: Node)] = []

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
    let plot = Bounds(0, 0, width, height)
    across = plot
    down = plot
    bounds = plot
    fitted = plot
  }

  mutating func add(_ axis: PlacedAxis) {
    if axis.isHorizontal { down.union(axis.bounds) } else { across.union(axis.bounds) }
    include(axis.bounds)
    if axis.zindex > 0 {
      late.append((axis.zindex, axis.node))
    } else {
      parts.append(axis.node)
    }
  }

  mutating func addMarks(_ node: Node, _ own: Bounds) {
    parts.append(node)
    include(own)
  }

  /// Adds cells or headers, which legends stand beyond as they do beyond axes.
  mutating func addGroup(_ node: Node, _ own: Bounds) {
    parts.append(node)
    across.union(own)
    down.union(own)
    include(own)
  }

  private mutating func include(_ own: Bounds) {
    bounds.union(own)
    fitted.union(own)
    itemBounds.union(own)
  }

  /// Places legends around the plot, those of one side in a row or a column.
  mutating func add(_ legends: [LegendBox]) {
    var nodes = Array(repeating: Node.empty, count: legends.count)
    for orient in LegendGuide.Orient.allCases {
      let group = legends.indices.filter { legends[$0].guide.orient == orient }
      guard !group.isEmpty else { continue }
      let places = places(group.map { legends[$0] }, orient)
      for (index, place) in zip(group, places) {
        let legend = legends[index]
        nodes[index] = legend.node(x: place.x, y: place.y)
        let box = Bounds(place.x, place.y, place.x + legend.width, place.y + legend.height)
          .expanded(legend.reach)
        bounds.union(box)
        itemBounds.union(box)
        switch orient {
        case .left, .right:
          fitted.add(box.x1, 0)
          fitted.add(box.x2, 0)
        case .top, .bottom:
          fitted.add(0, box.y1)
          fitted.add(0, box.y2)
        default: break
        }
      }
    }
    parts += nodes
  }

  private func places(
    _ legends: [LegendBox],
    _ orient: LegendGuide.Orient
  ) -> [(x: Double, y: Double)] {
    if orient == .none {
      return legends.map { legend in
        let properties = legend.guide.properties
        return (properties.number(.legendX) ?? 0, properties.number(.legendY) ?? 0)
      }
    }
    let layout = legends.lazy.compactMap { $0.guide.layout(orient) }.first ?? LegendStacking(orient)
    let offset = legends.compactMap(\.offset).max() ?? layout.offset
    var grid = GridLayout(columns: layout.isVertical ? 1 : legends.count)
    grid.columnPadding = layout.margin
    grid.rowPadding = layout.margin
    grid.centersColumns = layout.isCentred
    grid.centersRows = layout.isCentred
    let part = layout.anchor.part
    switch orient {
    case .left:
      grid.x = across.x1.rounded(.down) - offset
      grid.columnAnchor = .end
      grid.y = part * (height > 0 ? height : across.height + 2 * across.y1)
      grid.rowAnchor = layout.anchor
    case .right:
      grid.x = across.x2.rounded(.up) + offset
      grid.y = part * (height > 0 ? height : across.height + 2 * across.y1)
      grid.rowAnchor = layout.anchor
    case .top:
      grid.y = down.y1.rounded(.down) - offset
      grid.rowAnchor = .end
      grid.x = part * (width > 0 ? width : down.width + 2 * down.x1)
      grid.columnAnchor = layout.anchor
    case .bottom:
      grid.y = down.y2.rounded(.up) + offset
      grid.x = part * (width > 0 ? width : down.width + 2 * down.x1)
      grid.columnAnchor = layout.anchor
    case .topLeft: (grid.x, grid.y) = (offset, offset)
    case .topRight:
      (grid.x, grid.y) = (width - offset, offset)
      grid.columnAnchor = .end
    case .bottomLeft:
      (grid.x, grid.y) = (offset, height - offset)
      grid.rowAnchor = .end
    case .bottomRight:
      (grid.x, grid.y) = (width - offset, height - offset)
      grid.columnAnchor = .end
      grid.rowAnchor = .end
    case .none: break
    }
    return grid.places(legends.map { Bounds(0, 0, $0.width, $0.height) })
  }

  mutating func add(_ title: TitleBox, in context: DrawingContext) {
    let placed = title.placed(width: width, height: height, bounds: bounds, in: context)
    parts.append(placed.node)
    include(placed.bounds)
  }

  /// Ends the group with the axes that lie above all.
  mutating func finish() {
    parts += late.sorted { $0.zindex < $1.zindex }.map(\.node)
    late = []
  }
}
