import Diagnostics
import Tables

/// Settles one plot: a unit, or the layers that share its rectangle.
struct PlotMaking {
  let making: SceneMaking
  let around: SceneMaking.Around

  struct Sizes {
    var width: Double
    var height: Double
    var xStep: Double?
    var yStep: Double?
  }

  private var style: PictureStyle { making.style }

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
      plot.marks += try MarkMaking(unit, around.frames, scales, style).items()
    case .layer(let children):
      for child in children {
        let (inner, innerScales) = try self.inner(child, around, scales, sizes)
        try collect(child, inner, innerScales, sizes, into: &plot, legends: &legends)
      }
    case .facet, .concat: preconditionFailure("plots hold units and layers")
    }
  }

  /// The scales of a layer, with those that it keeps to itself.
  private func inner(
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

  /// The axes of a view in Vega-Lite's order: the x axes before the y axes.
  func axes(
    of view: ViewModel,
    _ scales: PlotScales,
    _ sizes: Sizes
  ) throws(Diagnostic) -> [AxisGuide] {
    let components = try components(of: view, around, scales, sizes)
    return [Channel.x, .y].flatMap { channel in
      (components[channel] ?? []).compactMap {
        AxisMaking(scales: $0.scales, style: style).axis($0)
      }
    }
  }

  private func components(
    of view: ViewModel,
    _ around: SceneMaking.Around,
    _ scales: PlotScales,
    _ sizes: Sizes
  ) throws(Diagnostic) -> [Channel: [AxisComponent]] {
    var all: [Channel: [AxisComponent]] = [:]
    switch view.kind {
    case .unit(let unit):
      for channel in [Channel.x, .y] {
        guard let bound = unit.channels[channel] else { continue }
        let maker = AxisMaking(scales: scales, style: style)
        if let component = maker.component(channel, (unit, bound)) { all[channel] = [component] }
      }
    case .layer(let children):
      var layers: [[Channel: [AxisComponent]]] = []
      for child in children {
        let (inner, innerScales) = try self.inner(child, around, scales, sizes)
        layers.append(try components(of: child, inner, innerScales, sizes))
      }
      var counts: [AxisGuide.Side: Int] = [:]
      for channel in [Channel.x, .y] {
        let lists = layers.compactMap { $0[channel] }
        let isShared =
          around.scales[channel] != nil && !view.independentGuides.contains(channel)
        var axes =
          (isShared ? AxisComponent.shared(lists) : nil)
          ?? AxisComponent.independent(lists, counts: &counts)
        for index in axes.indices.dropFirst() { axes[index].hidesGrid = true }
        all[channel] = axes
      }
    case .facet, .concat: break
    }
    return all
  }

  /// Says in the plot of a report that there is nothing to see.
  private func emptyNote(_ sizes: Sizes) -> MarkItems {
    let text = style.locale.choose("no data", "데이터 없음")
    var geometry = TextGeometry(
      x: .one(sizes.width / 2),
      y: .one(sizes.height / 2),
      text: .one([text])
    )
    geometry.align = .one("center")
    geometry.baseline = .one("middle")
    var note = MarkItems(shape: .text(geometry), count: 1, name: "note")
    note.fill = .one(.role(.quiet, "#666"))
    return note
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

  /// Width and height of the plot: as the view or the first of its layers says, else by its scales.
  func sizes(of view: ViewModel) -> Sizes {
    let plots = view.plotViews
    func size(_ dimension: PlotSize.Dimension) -> (Double, Double?) {
      let config = PlotSize(config: style.config, theme: style.theme)
      let written = plots.lazy.compactMap {
        dimension == .width ? $0.specification.width : $0.specification.height
      }.first
      let scale = around.scales[dimension.channel] ?? innerScale(dimension.channel, view)
      let fitted = dimension == .width ? view.fittedWidth : view.fittedHeight
      if let fitted { return (fitted, nil) }
      let wish = config.wish(
        dimension,
        written: written,
        scale: scale,
        hasArc: view.units.contains { $0.type == .arc },
        available: dimension == .width ? making.available.width : making.available.height
      )
      switch wish {
      case .pixels(let pixels): return (pixels, nil)
      case .step(let step, let isForOffset):
        guard let scale else { return (step, step) }
        var unitStep = step
        let offset: Channel = dimension == .width ? .xOffset : .yOffset
        if isForOffset, scale.type == .band,
          let inner = around.scales[offset] ?? innerScale(offset, view),
          inner.type.isDiscreteDomain
        {
          let paddings = scale.paddings
          unitStep = PlotSize.length(inner, count: inner.count, step: step) / (1 - paddings.inner)
        }
        return (PlotSize.length(scale, count: scale.count, step: unitStep), unitStep)
      }
    }
    let (width, xStep) = size(.width)
    let (height, yStep) = size(.height)
    return Sizes(width: width, height: height, xStep: xStep, yStep: yStep)
  }

  /// A scale that a layer keeps to itself: it too can decide the size.
  private func innerScale(_ channel: Channel, _ view: ViewModel) -> SettledScale? {
    for child in view.children where child.isPlot {
      if let model = child.scales[channel] {
        let settling = ScaleSettling(
          frames: around.frames,
          params: style.params,
          config: style.config
        )
        return try? settling.settle(model)
      }
      if let scale = innerScale(channel, child) { return scale }
    }
    return nil
  }
}

extension ViewModel {
  /// The view and the layers in it, outer before inner.
  var plotViews: [ViewModel] {
    isPlot ? [self] + children.flatMap(\.plotViews) : children.flatMap(\.plotViews)
  }
}

extension AxisGuide.Side {
  var opposite: AxisGuide.Side {
    switch self {
    case .top: .bottom
    case .bottom: .top
    case .left: .right
    case .right: .left
    }
  }
}

extension Properties where Key == ViewKey {
  var stroke: Property? { self[.stroke] }
}
