import Diagnostics
import Expressions
import Tables

extension Normaliser {
  /// A unit or a layer with channels `row`, `column` or `facet`: a facet of it without them.
  ///
  /// Marks, channels and sizes go inside; data, transforms, titles and what is shared stay outside.
  mutating func faceted(
    _ view: Specification,
    _ facets: [ChannelDefinition],
    in around: Surroundings
  ) -> Specification {
    var inner = Specification(view.body, at: view.span)
    inner.encoding = view.encoding.filter { !$0.channel.isFacet }
    inner.width = view.width
    inner.height = view.height
    inner.view = view.view
    inner.params = view.params
    var outer = view
    outer.encoding = []
    outer.width = nil
    outer.height = nil
    outer.view = Properties()
    outer.params = []

    var fields = facets.filter { $0.showsField }
    if let wrapped = fields.first(where: { $0.channel == .facet }), fields.count > 1 {
      complain(.facetBesideRows(at: wrapped.span))
      fields.removeAll { $0.channel == .facet }
    }
    for field in fields { outer.grid = outer.grid.taking(field) }
    outer.body = .facet(fields.map(\.withoutGrid), inner)
    return self.view(outer, in: around)
  }

  mutating func facet(
    _ view: Specification,
    _ facets: [ChannelDefinition],
    _ inner: Specification,
    in around: Surroundings
  ) -> Specification {
    if around.isInLayer { complain(.compositionInLayer("a facet", at: view.span)) }
    var fields = replacingRepeats(facets, around.repeated)
    for field in fields where !field.showsField { complain(.emptyChannel(field)) }
    fields.removeAll { !$0.showsField }
    var view = view
    for field in fields { view.grid = view.grid.taking(field) }
    if view.grid.columns != nil, !fields.contains(where: { $0.channel == .facet }) {
      complain(.columnsOfRowsAndColumns("facet", at: view.span))
      view.grid.columns = nil
    }
    var inside = around
    inside.isInLayer = false
    inside.encoding = []
    view.body = .facet(fields.map(\.withoutGrid), self.view(inner, in: inside))
    return view
  }
}

extension GridOptions {
  /// These options with those that a facet channel says.
  fileprivate func taking(_ definition: ChannelDefinition) -> GridOptions {
    let own = definition.grid
    var grid = self
    if definition.channel != .column {
      grid.rowSpacing = own.rowSpacing ?? rowSpacing
      grid.rowAlign = own.rowAlign ?? rowAlign
      grid.rowCenter = own.rowCenter ?? rowCenter
    }
    if definition.channel != .row {
      grid.columnSpacing = own.columnSpacing ?? columnSpacing
      grid.columnAlign = own.columnAlign ?? columnAlign
      grid.columnCenter = own.columnCenter ?? columnCenter
    }
    if definition.channel == .facet {
      grid.columns = own.columns ?? columns
      grid.bounds = own.bounds ?? bounds
    }
    return grid
  }
}

extension ChannelDefinition {
  fileprivate var withoutGrid: ChannelDefinition {
    var own = self
    own.grid = GridOptions()
    return own
  }
}
