import Diagnostics

extension PlotMaking {
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
