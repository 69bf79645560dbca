import Diagnostics

/// Settles a unit: its channels, what its mark looks like, and its rows.
struct UnitMaking {
  let specification: Specification
  private let mark: MarkDefinition
  let facets: [Bound]
  /// Layers of a facet are stacked cell by cell, a single unit before it is cut into cells.
  let isInLayer: Bool
  private let config: Config
  let context: TransformContext
  private let infersTypes: Bool
  /// Bins of columns that were cut before some rows were left out.
  let binnings: [String: Binning]

  init(
    _ specification: Specification,
    _ mark: MarkDefinition,
    facets: [Bound],
    isInLayer: Bool = false,
    config: Config,
    context: TransformContext,
    infersTypes: Bool,
    binnings: [String: Binning] = [:]
  ) {
    self.binnings = binnings
    self.infersTypes = infersTypes
    self.specification = specification
    self.mark = mark
    self.facets = facets
    self.isInLayer = isInLayer
    self.config = config
    self.context = context
  }

  /// The steps that the encoding implies, in Vega-Lite's order: bins and calendar units, putting
  /// rows together, making up missing ones, stacking.
  ///
  /// `prepared`: the rows as they are once put together, where an engine has done it;
  ///   `frame` then has no rows but says what the columns hold.
  func unit(
    _ frame: Frame,
    prepared: Frame? = nil,
    index: Int
  ) throws(Diagnostic) -> UnitModel {
    var look = MarkLook(mark, config: config)
    let name = context.name
    var channels = Channels(specification.encoding) {
      infersTypes ? try? frame.series($0, in: name).kind : nil
    }
    channels.removeIdleOffsets()
    // The colour of the fill or the outline itself wins over the plain one.
    if channels[look.isFilled ? .fill : .stroke] != nil { channels[.color] = nil }
    var rows = frame
    try channels.update { (bound) throws(Diagnostic) in
      try Self.addColumns(for: &bound, to: &rows, context, binnings)
    }
    let specified: MarkLook.Orient? =
      look.text(.orient).map { $0 == "horizontal" ? .horizontal : .vertical }
    look.orient = MarkLook.orient(look.type, channels, specified: specified)
    let stack = StackRule(look.type, channels, orient: look.orient)
    if var made = prepared {
      channels.addEnds(to: &made)
      rows = made
    }
    let raw = rows
    if prepared == nil { rows = try aggregated(rows, channels) }
    for bound in channels.all where bound.definition.impute != nil {
      rows = try imputed(rows, bound, channels)
    }
    if let stack { rows = try stacked(rows, stack, channels) }
    return UnitModel(
      specification,
      look: look,
      channels: channels,
      stack: stack,
      raw: raw,
      main: rows,
      facetColumns: facets.compactMap(\.column),
      config: config,
      isPrepared: prepared != nil,
      index: index
    )
  }
}
