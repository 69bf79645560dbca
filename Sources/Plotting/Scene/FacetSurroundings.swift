import Markup

/// What stands around the cells of a facet: titles of rows and columns, headers and footers, in
/// the order of Vega-Lite's document.
struct FacetSurroundings {
  typealias Cell = (bounds: Bounds, x: Double, y: Double)

  private(set) var parts: [(node: Node, bounds: Bounds)] = []

  init(
    _ grid: SceneView.Grid,
    _ headers: SceneView.Headers,
    _ layouts: [ViewLayout],
    _ cells: [Cell],
    in context: DrawingContext
  ) {
    guard !cells.isEmpty else { return }
    let across = grid.columnCount
    let down = (cells.count + across - 1) / across
    let widths = (0..<min(across, cells.count)).map { layouts[$0].width }
    let heights = (0..<down).map { layouts[$0 * across].height }
    // The headers of grids within the cells have no size of their own to be centred by.
    let isNested = if case .grid? = grid.cells.first?.content { true } else { false }
    var bands = headers.bands(heights: heights, widths: widths, in: context)

    let left = bands.rowHeader.place(
      cells,
      start: 0,
      stride: across,
      back: 1,
      edge: .left,
      isCentred: isNested
    )
    let top = bands.columnHeader.place(
      cells,
      start: 0,
      stride: 1,
      back: across,
      edge: .top,
      isCentred: isNested
    )
    let right = bands.rowFooter.place(
      cells,
      start: across - 1,
      stride: across,
      back: 1,
      edge: .right,
      isCentred: isNested
    )
    let bottom = bands.columnFooter.place(
      cells,
      start: down * across - across,
      stride: 1,
      back: across,
      edge: .bottom,
      isCentred: isNested
    )
    var all = Bounds()
    for cell in layouts.indices {
      all.union(layouts[cell].bounds.translated(cells[cell].x, cells[cell].y))
    }
    let edges = (left: left.edge, top: top.edge, right: right.edge, bottom: bottom.edge)
    for kind in [SceneView.Headers.Kind.row, .column] {
      let lines = kind == .row ? headers.rowTitle : headers.columnTitle
      guard let title = headers.title(lines, kind, theme: context.theme) else { continue }
      parts.append(Self.title(title, kind, headers, all, edges, in: context))
    }
    for band in [left, right, top, bottom] {
      if let node = band.node { parts.append((node, band.bounds)) }
    }
  }

  /// A title beside the headers, along the middle of the cells.
  private static func title(
    _ title: TitleBox,
    _ kind: SceneView.Headers.Kind,
    _ headers: SceneView.Headers,
    _ all: Bounds,
    _ edges: (left: Double, top: Double, right: Double, bottom: Double),
    in context: DrawingContext
  ) -> (node: Node, bounds: Bounds) {
    let side = headers.titleSide(kind)
    let isAcross = side == .top || side == .bottom
    // Labels of a wrapped facet are within the cells: nothing is to be kept apart.
    let gap = headers.isWrapped ? 0.0 : 10.0
    var x: Double
    var y: Double
    let part = headers.titleAnchor(kind).part
    if isAcross {
      x = snapped(all.x1 + part * all.width)
      y = side == .bottom ? edges.bottom + gap : edges.top - gap
    } else {
      x = side == .right ? edges.right + gap : edges.left - gap
      y = snapped(all.y1 + (1 - part) * all.height)
    }
    var contents = ViewContents(width: 0, height: 0)
    contents.add(title, in: context)
    contents.finish()
    let role = isAcross ? "column-title" : "row-title"
    let group = ViewLayout(name: role, contents: contents, description: nil)
    return (
      SVG.group("mark-group role-\(role)", [group.item(x: x, y: y)]),
      group.bounds.translated(x, y)
    )
  }
}
