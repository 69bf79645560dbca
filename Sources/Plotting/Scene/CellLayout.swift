import Markup

extension SceneView {
  /// The view laid out around its own origin.
  ///
  /// `header`: the label that a wrapped facet gives this view as a cell.
  func layout(header: TitleBox? = nil, in context: DrawingContext) -> ViewLayout {
    switch content {
    case .plot(let plot): layout(plot, header: header, in: context)
    case .grid(let grid): layout(grid, header: header, in: context)
    }
  }

  /// The size of the first plot in the view, which gradient legends follow.
  var plotSize: (width: Double, height: Double)? {
    switch content {
    case .plot(let plot): (plot.width, plot.height)
    case .grid(let grid): grid.cells.lazy.compactMap(\.plotSize).first
    }
  }

  /// Lays out a facet or a concatenation: the cells, their headers and what stands around all.
  private func layout(
    _ grid: Grid,
    header: TitleBox?,
    in context: DrawingContext
  ) -> ViewLayout {
    let theme = context.theme
    let headers = grid.headers
    let cells = grid.cells.enumerated().map { index, cell -> ViewLayout in
      let label = headers?.cellLabel(
        index,
        columnCount: grid.columnCount,
        room: cell.plotSize?.width ?? 0,
        theme
      )
      return cell.layout(header: label, in: context)
    }
    let places = grid.places(cells)
    let placed = zip(cells, places).map { cell, place in
      (
        bounds: grid.isFlush
          ? Bounds(place.x, place.y, place.x + cell.width, place.y + cell.height)
          : cell.bounds.translated(place.x, place.y),
        x: place.x, y: place.y
      )
    }
    var contents = ViewContents(width: 0, height: 0)
    if let headers {
      let around = FacetSurroundings(grid, headers, cells, placed, in: context)
      for part in around.parts { contents.addGroup(part.node, part.bounds) }
    }
    for part in grid.containers(cells, places, isFacet: headers != nil) {
      contents.addGroup(part.node, part.bounds)
    }
    let size = plotSize ?? (0, 0)
    contents.add(legendBoxes(width: size.width, height: size.height, in: context))
    if let title = header ?? titleBox(isPlot: false, room: titleRoom(contents.bounds, theme), theme)
    {
      contents.add(title, in: context)
    }
    contents.finish()
    return ViewLayout(name: name, contents: contents, description: description)
  }
}

extension SceneView.Grid {
  fileprivate var isFlush: Bool { options.bounds == .flush }

  var columnCount: Int { max(1, columns.map { $0 > 0 ? $0 : cells.count } ?? cells.count) }

  /// Where each cell goes.
  ///
  /// A facet's cells are all as large as the largest, those of a concatenation as large as the
  /// largest of their row and column, where nothing else is said.
  fileprivate func places(_ cells: [ViewLayout]) -> [(x: Double, y: Double)] {
    let standard: GridOptions.Align = headers == nil ? .each : .all
    let layout = GridLayout(
      columns: columnCount,
      columnAlign: options.columnAlign ?? standard,
      rowAlign: options.rowAlign ?? standard,
      columnPadding: options.columnSpacing ?? 20,
      rowPadding: options.rowSpacing ?? 20,
      centersColumns: options.columnCenter ?? false,
      centersRows: options.rowCenter ?? false
    )
    return layout.places(
      cells.map { isFlush ? Bounds(0, 0, $0.width, $0.height) : $0.bounds }
    )
  }

  /// The cells in their containers: one for all cells of a facet, one for each view of a
  /// concatenation.
  fileprivate func containers(
    _ cells: [ViewLayout],
    _ places: [(x: Double, y: Double)],
    isFacet: Bool
  ) -> [(node: Node, bounds: Bounds)] {
    let items = zip(cells, places).map { cell, place in
      (
        node: cell.item(x: place.x, y: place.y),
        bounds: cell.bounds.translated(place.x, place.y)
      )
    }
    if isFacet {
      var bounds = Bounds()
      for item in items { bounds.union(item.bounds) }
      return [(SVG.group("mark-group role-scope cell", items.map(\.node)), bounds)]
    }
    return zip(cells, items).enumerated().map { index, pair in
      let (cell, item) = pair
      let name = SVG.className(cell.name.isEmpty ? "concat_\(index)" : cell.name)
      return (SVG.group("mark-group role-scope \(name)_group", [item.node]), item.bounds)
    }
  }
}

extension SVG {
  /// A name that can stand in a class.
  static func className(_ name: String) -> String {
    String(String.UnicodeScalarView(name.unicodeScalars.map(DrawingContext.safe)))
  }
}
