import Diagnostics
import Tables

extension FacetMaking {
  func header(
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

  /// Axes whose scale is one for all cells stand outside them.
  func sharedAxes(
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

  /// Axes in the headers: for each column its x axis, for each row its y axis.
  func addAxes(
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
