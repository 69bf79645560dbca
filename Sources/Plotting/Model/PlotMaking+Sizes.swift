extension PlotMaking {
  struct Sizes {
    var width: Double
    var height: Double
    var xStep: Double?
    var yStep: Double?
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
