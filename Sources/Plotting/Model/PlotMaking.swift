import Diagnostics
import Tables

/// Settles one plot: a unit, or the layers that share its rectangle.
struct PlotMaking {
  let making: SceneMaking
  let around: SceneMaking.Around

  var style: PictureStyle { making.style }

  func scene(_ view: ViewModel) throws(Diagnostic) -> SceneView {
    let sizes = self.sizes(of: view)
    var plot = SceneView.Plot(
      width: sizes.width,
      height: sizes.height,
      background: background(view)
    )
    plot.hasStepWidth = sizes.xStep != nil
    plot.hasStepHeight = sizes.yStep != nil
    let scales = making.plotScales(around.scales, sizes)
    var legends: [LegendGuide] = []
    try collect(view, around, scales, sizes, into: &plot, legends: &legends)
    plot.axes = try axes(of: view, scales, sizes)
    for index in plot.axes.indices {
      let channel: Channel = plot.axes[index].side.isHorizontal ? .x : .y
      if around.axesInHeaders.contains(channel) { plot.axes[index].part = .grid }
    }
    if style.theme.usesClasses, around.names != "cell", plot.marks.allSatisfy({ $0.count == 0 }) {
      plot.marks.append(emptyNote(sizes))
    }
    var scene = SceneView(content: .plot(plot))
    scene.legends = legends
    return scene
  }

  /// Marks of all units below, and the legends of all views below whose scales are their own.
  private func collect(
    _ view: ViewModel,
    _ around: SceneMaking.Around,
    _ scales: PlotScales,
    _ sizes: Sizes,
    into plot: inout SceneView.Plot,
    legends: inout [LegendGuide]
  ) throws(Diagnostic) {
    var around = around
    let own = making.shared(view, around)
    if !own.isEmpty {
      legends += LegendMaking(style: style).legends(
        making.parts(own, view, around, scales),
        scales
      )
      around.legendsOutside.formUnion(own)
    }
    switch view.kind {
    case .unit(let unit):
      if unit.isCrowd(style.theme) {
        plot.marks.append(crowdNote(unit.main.rowCount, sizes))
      } else {
        plot.marks += try MarkMaking(unit, around.frames, scales, style).items()
      }
    case .layer(let children):
      for child in children {
        let (inner, innerScales) = try self.inner(child, around, scales, sizes)
        try collect(child, inner, innerScales, sizes, into: &plot, legends: &legends)
      }
    case .facet, .concat: preconditionFailure("plots hold units and layers")
    }
  }

  /// The scales of a layer, with those that it keeps to itself.
  func inner(
    _ child: ViewModel,
    _ around: SceneMaking.Around,
    _ scales: PlotScales,
    _ sizes: Sizes
  ) throws(Diagnostic) -> (SceneMaking.Around, PlotScales) {
    guard !child.scales.isEmpty else { return (around, scales) }
    var inner = around
    let settling = ScaleSettling(
      frames: around.frames,
      params: style.params,
      config: style.config
    )
    for (channel, model) in child.scales {
      inner.scales[channel] = try settling.settle(model)
      inner.legendsOutside.remove(channel)
    }
    return (inner, making.plotScales(inner.scales, sizes))
  }

  private func background(_ view: ViewModel) -> Properties<ViewKey> {
    var own = view.specification.view
    for child in view.children where child.isPlot { own = own.over(child.specification.view) }
    var base = making.background
    if view.units.allSatisfy({ $0.type == .arc || ($0.type == .text && $0.channels[.theta] != nil) }
    ) {
      base.remove(.stroke)
      base.set(.stroke, .value(.null), at: view.specification.span)
      base = style.config.view.stroke.map { _ in style.config.view.over(base) } ?? base
    }
    return own.over(base)
  }
}

extension ViewModel {
  /// The view and the layers in it, outer before inner.
  var plotViews: [ViewModel] {
    isPlot ? [self] + children.flatMap(\.plotViews) : children.flatMap(\.plotViews)
  }
}

extension Properties where Key == ViewKey {
  var stroke: Property? { self[.stroke] }
}
