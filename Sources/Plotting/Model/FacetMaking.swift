import Diagnostics

/// Settles a facet: a cell for each value, headers around, and outside the axes that all share.
///
/// Source: vega-lite's `compile/facet.ts` and `compile/header/`.
struct FacetMaking {
  let making: SceneMaking

  var style: PictureStyle { making.style }

  /// The values of a facet's fields; nil for a field that it has not.
  struct Levels {
    var rows: [Level]?
    var columns: [Level]?
    var wrapped: [Level]?
  }

  func scene(
    _ view: ViewModel,
    _ facet: FacetModel,
    _ around: SceneMaking.Around
  ) throws(Diagnostic) -> SceneView {
    let shared = making.shared(view, around)
    let outsideAxes = sharedAxes(view, facet, around)
    var inner = around
    inner.legendsOutside.formUnion(shared)
    inner.axesInHeaders = outsideAxes
    func values(_ bound: Bound?) throws(Diagnostic) -> [Level]? {
      guard let bound else { return nil }
      return try self.values(bound, view, around)
    }
    let levels = Levels(
      rows: try values(facet.row),
      columns: try values(facet.column),
      wrapped: try values(facet.wrapped)
    )
    var cells = try cells(facet, levels, inner)
    let options = options(view, facet, around)
    var headers = headers(facet, levels)
    joinTitles(facet, &headers, &cells)
    try addAxes(outsideAxes, facet, around, &headers)
    let grid = SceneView.Grid(
      cells: cells,
      columns: facet.wrapped != nil
        ? options.columns : levels.columns.map { max(1, $0.count) } ?? 1,
      options: options,
      headers: headers
    )
    var scene = SceneView(content: .grid(grid))
    scene.legends = try making.legends(shared, view, around)
    return scene
  }

  private func options(
    _ view: ViewModel,
    _ facet: FacetModel,
    _ around: SceneMaking.Around
  ) -> GridOptions {
    var options = view.specification.grid.over(
      facet.wrapped?.definition.grid ?? GridOptions()
    ).over(style.config.facet)
    if facet.row == nil || facet.column == nil,
      !around.scales.keys.contains(.x) || !around.scales.keys.contains(.y)
    {
      if options.rowAlign == nil { options.rowAlign = GridOptions.Align.none }
      if options.columnAlign == nil { options.columnAlign = GridOptions.Align.none }
    }
    return options
  }

  private func headers(_ facet: FacetModel, _ levels: Levels) -> SceneView.Headers {
    var headers = SceneView.Headers()
    headers.isWrapped = facet.wrapped != nil
    if let bound = facet.row {
      header(
        bound,
        levels.rows ?? [],
        "headerRow",
        &headers.rows,
        &headers.rowTitle,
        &headers.rowProperties
      )
    }
    if let bound = facet.column ?? facet.wrapped {
      header(
        bound,
        levels.columns ?? levels.wrapped ?? [],
        facet.wrapped == nil ? "headerColumn" : "headerFacet",
        &headers.columns,
        &headers.columnTitle,
        &headers.columnProperties
      )
    }
    return headers
  }

  /// Titles of facets within facets are one: "Origin / Cylinders".
  private func joinTitles(
    _ facet: FacetModel,
    _ headers: inout SceneView.Headers,
    _ cells: inout [SceneView]
  ) {
    let titles = FieldTitle(style)
    let nested = facet.child.facetModel
    if facet.column != nil, !headers.columnTitle.isEmpty,
      let inner = nested?.column.flatMap({ titles.text($0) })
    {
      headers.columnTitle = [headers.columnTitle.joined(separator: " ") + " / " + inner]
      cells = cells.map { $0.withoutTitle(ofRows: false) }
    }
    if facet.row != nil, !headers.rowTitle.isEmpty,
      let inner = nested?.row.flatMap({ titles.text($0) })
    {
      headers.rowTitle = [headers.rowTitle.joined(separator: " ") + " / " + inner]
      cells = cells.map { $0.withoutTitle(ofRows: true) }
    }
  }
}

extension SceneView {
  /// A facet inside another, whose title says for both what they show.
  fileprivate func withoutTitle(ofRows: Bool) -> SceneView {
    guard case .grid(var grid) = content else { return self }
    var copy = self
    if ofRows { grid.headers?.rowTitle = [] } else { grid.headers?.columnTitle = [] }
    copy.content = .grid(grid)
    return copy
  }
}

extension ViewModel {
  fileprivate var facetModel: FacetModel? {
    if case .facet(let facet) = kind { facet } else { nil }
  }
}
