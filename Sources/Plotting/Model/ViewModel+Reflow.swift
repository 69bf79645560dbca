extension ViewModel {
  /// The same views for a narrow page: what stands side by side goes above one another, and the
  /// cells of a facet wrap after two.
  ///
  /// A facet of both rows and columns keeps its table.
  func reflowed() -> ViewModel {
    var specification = specification
    let kind: Kind
    switch self.kind {
    case .unit, .layer: return self
    case .concat(let views, _): kind = .concat(views.map { $0.reflowed() }, .vertical)
    case .facet(let facet):
      guard facet.row == nil, let cells = facet.column ?? facet.wrapped else { return self }
      specification.grid.columns = min(columnCount, facet.child.isPlot ? 2 : 1)
      kind = .facet(
        FacetModel(row: nil, column: nil, wrapped: cells, child: facet.child.reflowed())
      )
    }
    let copy = ViewModel(specification, kind: kind, frame: frame)
    copy.scales = scales
    copy.independentGuides = independentGuides
    return copy
  }
}
