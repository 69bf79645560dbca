import Diagnostics
import Tables

/// Settles a facet: a cell for each value, headers around, and outside the axes that all share.
///
/// Source: vega-lite's `compile/facet.ts` and `compile/header/`.
struct FacetMaking {
  let making: SceneMaking

  private var style: PictureStyle { making.style }

  func scene(
    _ view: ViewModel,
    _ facet: FacetModel,
    _ around: SceneMaking.Around
  ) throws(Diagnostic) -> SceneView {
    var inner = around
    let shared = making.shared(view, around)
    inner.legendsOutside.formUnion(shared)
    let outsideAxes = sharedAxes(view, facet, around)
    inner.axesInHeaders = outsideAxes
    let rows = try facet.row.map { (bound) throws(Diagnostic) in try values(bound, view, around) }
    let columns = try facet.column.map { (bound) throws(Diagnostic) in
      try values(bound, view, around)
    }
    let wrapped = try facet.wrapped.map { (bound) throws(Diagnostic) in
      try values(bound, view, around)
    }
    var cells: [SceneView] = []
    let places: [[(Bound, Level)]]
    if let wrapped, let bound = facet.wrapped {
      places = wrapped.map { [(bound, $0)] }
    } else {
      let rowPlaces: [[(Bound, Level)]] =
        rows.map { levels in levels.map { level in facet.row.map { [($0, level)] } ?? [] } } ?? [[]]
      let columnPlaces: [[(Bound, Level)]] =
        columns.map { levels in levels.map { level in facet.column.map { [($0, level)] } ?? [] } }
        ?? [[]]
      places = rowPlaces.flatMap { row in columnPlaces.map { row + $0 } }
    }
    for place in places {
      var cell = inner
      cell.frames = restricted(facet.child.units, around.frames, to: place)
      cell.names = "cell"
      var scene = try making.scene(facet.child, cell)
      if facet.row != nil, facet.column != nil,
        facet.child.units.allSatisfy({ cell.frames.raw($0).rowCount == 0 })
      {
        scene.removeAxes()
      }
      cells.append(scene)
    }
    var options = view.specification.grid.over(
      facet.wrapped?.definition.grid ?? GridOptions()
    ).over(style.config.facet)
    if facet.row == nil || facet.column == nil,
      !around.scales.keys.contains(.x) || !around.scales.keys.contains(.y)
    {
      if options.rowAlign == nil { options.rowAlign = GridOptions.Align.none }
      if options.columnAlign == nil { options.columnAlign = GridOptions.Align.none }
    }
    let count: Int? =
      facet.wrapped != nil ? options.columns ?? nil : columns.map { max(1, $0.count) } ?? 1
    var headers = SceneView.Headers()
    headers.isWrapped = facet.wrapped != nil
    let nested = facet.child.facetModel
    if let bound = facet.row {
      header(
        bound,
        rows ?? [],
        "headerRow",
        &headers.rows,
        &headers.rowTitle,
        &headers.rowProperties
      )
    }
    if let bound = facet.column ?? facet.wrapped {
      header(
        bound,
        columns ?? wrapped ?? [],
        facet.wrapped == nil ? "headerColumn" : "headerFacet",
        &headers.columns,
        &headers.columnTitle,
        &headers.columnProperties
      )
    }
    // Titles of facets within facets are one: "Origin / Cylinders".
    let titles = FieldTitle(style)
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
    try addAxes(outsideAxes, facet, around, &headers)
    var scene = SceneView(
      content: .grid(
        SceneView.Grid(cells: cells, columns: count, options: options, headers: headers)
      )
    )
    scene.legends = try making.legends(shared, view, around)
    return scene
  }

  /// Axes whose scale is one for all cells stand outside them.
  private func sharedAxes(
    _ view: ViewModel,
    _ facet: FacetModel,
    _ around: SceneMaking.Around
  ) -> Set<Channel> {
    guard facet.child.isPlot else { return [] }
    return Set(
      [Channel.x, .y].filter { channel in
        around.scales[channel] != nil && !view.independentGuides.contains(channel)
      }
    )
  }

  /// The values of a facet's field in the order that its `sort` wants.
  private func values(
    _ bound: Bound,
    _ view: ViewModel,
    _ around: SceneMaking.Around
  ) throws(Diagnostic) -> [Level] {
    guard let column = bound.column else { return [] }
    let frame = around.frames.facet(view) ?? view.facetFrame
    var present = frame[column]?.distinct ?? []
    // A single unit without a row to draw for a value has no cell for it.
    if let child = view.facetedUnit {
      let rows = around.frames.main(child)
      let drawn: Frame =
        switch child.invalidRows {
        case .filtered, .hidden: child.validRows(rows)
        case .shown, .gap: rows
        }
      if let shown = drawn[column]?.distinct {
        let known = Set(shown)
        present = present.filter { known.contains($0) }
      }
    }
    let natural = present.sorted(by: Level.precedes)
    switch bound.definition.sort {
    case .ascending?, nil: return natural
    case .descending?: return natural.reversed()
    case SortOrder.none?: return present
    case .list(let values)?:
      let wanted = values.map { Level($0) }
      let listed = wanted.compactMap { want in present.first { $0.matches(want) } }
      return listed + present.filter { !listed.contains($0) }
    case .field(let field, let operation, let isDescending)?:
      guard let coded = frame[column]?.coded else { return natural }
      let grouping = Grouping([coded], rowCount: frame.rowCount)
      let series = try field.map { (field) throws(Diagnostic) in
        try frame.series(field, in: style.dataName)
      }
      let numbers = Summary.values(
        operation ?? (field == nil ? .count : .min),
        of: series?.rankable,
        in: grouping
      )
      var keys: [Level: Double] = [:]
      for (group, row) in grouping.firstRows.enumerated() {
        keys[coded.levels[Int(coded.codes[row])]] = numbers[group]
      }
      return natural.enumerated().sorted { a, b in
        let left = keys[a.element] ?? .nan
        let right = keys[b.element] ?? .nan
        if left.isNaN || right.isNaN { return right.isNaN && (!left.isNaN || a.offset < b.offset) }
        if left == right { return a.offset < b.offset }
        return isDescending ? left > right : left < right
      }.map(\.element)
    case .channel?, .repeatedField?: return natural
    }
  }

  /// The rows of a cell, for every unit in it.
  private func restricted(
    _ units: [UnitModel],
    _ frames: Frames,
    to place: [(Bound, Level)]
  ) -> Frames {
    var main: [Int: Frame] = [:]
    var raw: [Int: Frame] = [:]
    for unit in units {
      main[unit.index] = Self.rows(frames.main(unit), place)
      raw[unit.index] = Self.rows(frames.raw(unit), place)
    }
    return frames.merging(Frames(main: main, raw: raw))
  }

  private static func rows(_ frame: Frame, _ place: [(Bound, Level)]) -> Frame {
    var frame = frame
    for (bound, level) in place {
      guard let column = bound.column, let coded = frame[column]?.coded else { continue }
      guard let code = coded.levels.firstIndex(of: level) else { return frame.rows([]) }
      let wanted = Int32(code)
      frame = frame.rows(coded.codes.indices.filter { coded.codes[$0] == wanted })
    }
    return frame
  }

  private func header(
    _ bound: Bound,
    _ levels: [Level],
    _ config: String,
    _ headers: inout [SceneView.Header],
    _ title: inout [String],
    _ properties: inout Properties<HeaderKey>
  ) {
    var all = style.config.headers["header"] ?? Properties()
    all = (style.config.headers[config] ?? Properties()).over(all)
    switch bound.definition.header {
    case .given(let own): all = own.over(all)
    case .none:
      all.set(.labels, .value(.bool(false)), at: bound.definition.span)
      all.set(.title, .value(.null), at: bound.definition.span)
    case .standard: break
    }
    properties = all
    let own: FormatOption? =
      if case .string(let text)? = all[.format]?.constant { .specifier(text) } else { nil }
    var format = FieldText(style, nil).format(bound, own: own)
    if bound.isBinning { format.kind = .binRange(all.text(.format) ?? style.config.numberFormat) }
    if all.bool(.labels) ?? true {
      let expression = GuideLabel.expression(all, .labelExpr)
      headers = levels.map { level in
        var text = format.text(level)
        if bound.isBinning, case .number(let start) = level, let binning = bound.binning {
          text = format.text(from: .number(start), to: .number(start + binning.step))
        }
        let datum = Value.record(Record([("value", level.value), ("label", .string(text))]))
        let reader = GuideReader(all, style.params, datum: datum)
        return SceneView.Header(label: GuideLabel.lines(text, expression, reader))
      }
    } else {
      headers = levels.map { _ in SceneView.Header(label: []) }
    }
    if all[.title] != nil {
      title = all.lines(.title) ?? []
    } else {
      title = FieldTitle(style).text(bound).map { [$0] } ?? []
    }
  }

  /// Axes in the headers: for each column its x axis, for each row its y axis.
  private func addAxes(
    _ channels: Set<Channel>,
    _ facet: FacetModel,
    _ around: SceneMaking.Around,
    _ headers: inout SceneView.Headers
  ) throws(Diagnostic) {
    guard facet.child.isPlot else { return }
    let maker = PlotMaking(making: making, around: around)
    let sizes = maker.sizes(of: facet.child)
    let scales = making.plotScales(around.scales, sizes)
    for axis in try maker.axes(of: facet.child, scales, sizes) {
      var axis = axis
      axis.part = .labels
      if axis.side.isHorizontal, channels.contains(.x) { headers.xAxes.append(axis) }
      if !axis.side.isHorizontal, channels.contains(.y) { headers.yAxes.append(axis) }
    }
  }
}

extension Frames {
  /// These rows, and for units that another set knows, its rows.
  func merging(_ other: Frames) -> Frames { other.over(self) }

  /// The rows that a facet's values are taken from inside a cell of another facet; nil outside.
  func facet(_ view: ViewModel) -> Frame? {
    guard let unit = view.units.first, isRestricted(unit) else { return nil }
    return raw(unit)
  }
}

extension SceneView {
  /// Takes away the guides of a cell without data: only its frame is drawn.
  mutating func removeAxes() {
    if case .plot(var plot) = content {
      plot.axes = []
      content = .plot(plot)
    }
  }
}

extension ViewModel {
  /// The only unit of a facet's cells.
  var facetedUnit: UnitModel? {
    if case .facet(let facet) = kind, case .unit(let unit) = facet.child.kind { unit } else { nil }
  }

  /// The rows that the facet's values are taken from.
  var facetFrame: Frame { frame }
}

extension SceneView {
  /// A facet inside another, whose title says for both what they show.
  func withoutTitle(ofRows: Bool) -> SceneView {
    guard case .grid(var grid) = content else { return self }
    var copy = self
    if ofRows { grid.headers?.rowTitle = [] } else { grid.headers?.columnTitle = [] }
    copy.content = .grid(grid)
    return copy
  }
}

extension ViewModel {
  var facetModel: FacetModel? { if case .facet(let facet) = kind { facet } else { nil } }
}
