import Markup

/// The headers and footers of one side of a facet: a container with a group for each row or column.
///
/// Source: `vega-view-transforms` (`layout/grid.js`, trellis), Vega-Lite's `header/assemble.ts`.
struct HeaderBand {
  let role: String
  private var items: [ViewLayout] = []

  init(role: String) { self.role = role }

  var isEmpty: Bool { items.isEmpty }
  var count: Int { items.count }

  /// Adds a group of axes and a label.
  mutating func add(
    axes: [AxisGuide],
    label: TitleBox?,
    width: Double,
    height: Double,
    in context: DrawingContext
  ) {
    var contents = ViewContents(width: width, height: height)
    for axis in axes {
      contents.add(axis.drawing(width: width, height: height, in: context))
    }
    if let label { contents.add(label, in: context) }
    contents.finish()
    items.append(
      ViewLayout(
        name: role,
        width: width,
        height: height,
        contents: contents,
        description: nil
      )
    )
  }

  /// Puts the groups along their cells, beyond the margin of those, and gives the outer edge.
  ///
  /// `cells`: the bounds of each cell in the grid, and its origin.
  /// `start`: the first cell, and `stride` the way to the next header's; `back` the way to a
  /// neighbour where a cell is missing.
  /// `edge`: which side of the cells.
  mutating func place(
    _ cells: [(bounds: Bounds, x: Double, y: Double)],
    start: Int,
    stride step: Int,
    back: Int,
    edge: TitleBox.Side,
    isCentred: Bool
  ) -> (edge: Double, node: Node?, bounds: Bounds) {
    func side(_ bounds: Bounds) -> Double {
      switch edge {
      case .left: bounds.x1
      case .right: bounds.x2
      case .bottom: bounds.y2
      default: bounds.y1
      }
    }
    let isBefore = edge == .left || edge == .top
    func further(_ a: Double, _ b: Double) -> Double {
      isBefore ? min(a, b).rounded(.down) : max(a, b).rounded(.up)
    }
    guard !cells.isEmpty else { return (0, nil, Bounds()) }
    var margin = 0.0
    for index in stride(from: max(0, start), to: cells.count, by: max(1, step)) {
      margin = further(margin, side(cells[index].bounds))
    }
    guard !items.isEmpty else { return (margin, nil, Bounds()) }
    var outer = 0.0
    var all = Bounds()
    var nodes: [Node] = []
    for (number, item) in items.enumerated() {
      var index = start + number * step
      while index >= cells.count { index -= max(1, back) }
      let cell = cells[max(0, index)]
      var x = margin
      var y = margin
      if edge == .top || edge == .bottom {
        x = isCentred ? snapped(cell.bounds.x1 + 0.5 * cell.bounds.width) : cell.x
      } else {
        y = isCentred ? snapped(cell.bounds.y1 + 0.5 * cell.bounds.height) : cell.y
      }
      all.union(item.bounds.translated(x, y))
      outer = further(outer, side(all))
      nodes.append(item.item(x: x, y: y))
    }
    return (outer, SVG.group("mark-group role-\(role)", nodes), all)
  }
}

/// The four bands around the cells of a facet.
struct HeaderBands {
  var rowHeader: HeaderBand
  var rowFooter: HeaderBand
  var columnHeader: HeaderBand
  var columnFooter: HeaderBand
}

extension SceneView.Headers {
  /// The bands around the cells.
  ///
  /// `heights`: of the plots in each row, 0 where they are grids; as many as there are rows.
  /// `widths`: of those in each column.
  func bands(heights: [Double], widths: [Double], in context: DrawingContext) -> HeaderBands {
    HeaderBands(
      rowHeader: band(.row, isFooter: false, heights, in: context),
      rowFooter: band(.row, isFooter: true, heights, in: context),
      columnHeader: band(.column, isFooter: false, widths, in: context),
      columnFooter: band(.column, isFooter: true, widths, in: context)
    )
  }

  private func band(
    _ kind: Kind,
    isFooter: Bool,
    _ sizes: [Double],
    in context: DrawingContext
  ) -> HeaderBand {
    var band = HeaderBand(
      role: (kind == .row ? "row-" : "column-") + (isFooter ? "footer" : "header")
    )
    let axes = (kind == .row ? yAxes : xAxes).filter {
      ($0.side == .right || $0.side == .bottom) == isFooter
    }
    let labels = labelsCells(kind, context.theme) ? [] : kind == .row ? rows : columns
    let side = labelSide(kind)
    let hasLabels = !labels.isEmpty && (side == .right || side == .bottom) == isFooter
    guard hasLabels || !axes.isEmpty else { return band }
    for index in sizes.indices where labels.isEmpty || index < labels.count {
      var label: TitleBox?
      if hasLabels {
        let isAcross = kind == .column || side == .top || side == .bottom
        label = self.label(
          labels[index].label,
          kind,
          room: isAcross && kind == .column ? sizes[index] : 0,
          theme: context.theme
        )
      }
      band.add(
        axes: axes,
        label: label,
        width: kind == .row ? 0 : sizes[index],
        height: kind == .row ? sizes[index] : 0,
        in: context
      )
    }
    return band
  }
}
