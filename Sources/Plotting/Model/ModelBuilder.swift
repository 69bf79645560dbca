import Diagnostics
import Expressions
import Tables

/// Makes the tree of views of a normal specification: data down, scales up.
struct ModelBuilder {
  let config: Config
  let data: ChartData
  private(set) var params: NamedValues
  let infersTypes: Bool
  private(set) var warnings: [Diagnostic] = []
  private var unitCount = 0
  private var viewCount = -1

  init(config: Config, data: ChartData, params: NamedValues, infersTypes: Bool) {
    self.infersTypes = infersTypes
    self.config = config
    self.data = data
    self.params = params
  }

  /// What a view takes from the views around it.
  struct Surroundings {
    var frame: Frame?
    var facets: [Bound] = []
    var isInLayer = false
    /// Bins that layers share, by their columns.
    var binnings: [String: Binning] = [:]
  }

  mutating func view(
    _ specification: Specification,
    in around: Surroundings = Surroundings()
  ) throws(Diagnostic) -> ViewModel {
    viewCount += 1
    let prepared = data.files.prepared(view: viewCount)
    var context = data.context(params)
    var frame: Frame
    var transforms = specification.transforms
    if let source = specification.data {
      let dates = TemporalFields.dates(specification)
      frame = try data.frame(source.reading(dates: dates))
      frame.isOpen = frame.names.isEmpty
      let types = TemporalFields.of(specification, frame: frame)
      let read = frame.parsed(as: types)
      if !frame.isOpen {
        warnings += try UnreadValues.of(specification, frame, read)
      }
      frame = read
    } else {
      frame = around.frame ?? Frame(rowCount: 1)
    }
    if !around.facets.isEmpty {
      let names = around.facets.compactMap { bound in
        bound.column.map { Spanned($0, at: bound.definition.span) }
      }
      transforms = transforms.map { $0.grouped(by: names) }
    }
    if let prepared, prepared.transformCount > 0 {
      frame = Frame(prepared.table)
      transforms.removeFirst(min(transforms.count, prepared.transformCount))
    }
    frame = try TransformList.apply(transforms, to: frame, &context)
    // Parameters that `extent` steps set are known to all that comes after.
    params.values.merge(context.params.values) { own, _ in own }
    var inner = Surroundings(frame: frame, facets: around.facets)
    var facetRows: Frame?
    let kind: ViewModel.Kind
    switch specification.body {
    case .unit(let mark):
      unitCount += 1
      let unit = try UnitMaking(
        specification,
        mark,
        facets: around.facets,
        isInLayer: around.isInLayer,
        config: config,
        context: context,
        infersTypes: infersTypes,
        binnings: keepsRows(specification) ? around.binnings : [:]
      ).unit(frame, prepared: prepared.flatMap(\.unitRows), index: unitCount)
      warnings += specification.encoding.filter { $0.channel.isOffset && $0.fieldName != nil }
        .filter { unit.channels[$0.channel] == nil }.map { .idleOffset($0.channel, at: $0.span) }
      kind = .unit(unit)
    case .layer(let layers):
      var views: [ViewModel] = []
      inner.isInLayer = true
      try shareBins(of: layers, in: &inner, context)
      for layer in layers { views.append(try view(layer, in: inner)) }
      kind = .layer(views)
    case .concat(let parts, let columns):
      var views: [ViewModel] = []
      for part in parts { views.append(try view(part, in: inner)) }
      kind = .concat(views, columns)
    case .facet(let definitions, let child):
      let name = context.name
      let known = frame
      let infers = infersTypes
      var channels = Channels(definitions) {
        infers ? try? known.series($0, in: name).kind : nil
      }
      try channels.update { (bound) throws(Diagnostic) in
        try UnitMaking.addColumns(for: &bound, to: &frame, context)
      }
      // Views below still learn from the columns what the fields hold.
      inner.frame = frame
      if var rows = prepared.flatMap(\.unitRows) {
        channels.addEnds(to: &rows)
        facetRows = rows
      }
      inner.facets += channels.all
      kind = .facet(
        FacetModel(
          row: channels[.row],
          column: channels[.column],
          wrapped: channels[.facet],
          child: try view(child, in: inner)
        )
      )
    case .repeated: preconditionFailure("a normal specification has no repeats")
    }
    let model = ViewModel(specification, kind: kind, frame: facetRows ?? inner.frame ?? frame)
    ScaleMerging.run(model, config: config, warnings: &warnings)
    return model
  }
}
