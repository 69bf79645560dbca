extension ViewModel {
  /// The channels of legends below the view in Vega-Lite's order: of one unit after the other.
  var legendChannels: [Channel] {
    var all: [Channel] = []
    for unit in units {
      for channel in Self.legendOrder where unit.channels[channel] != nil && !all.contains(channel)
      {
        all.append(channel)
      }
    }
    return all
  }

  /// Opacities of fills and outlines alone have no legends.
  private static let legendOrder: [Channel] = [
    .color, .size, .shape, .fill, .stroke, .strokeDash, .strokeWidth, .opacity,
  ]

  /// The views from this one down to another; empty where that is not below.
  func path(to view: ViewModel) -> [ViewModel] {
    if self === view { return [self] }
    for child in children {
      let path = child.path(to: view)
      if !path.isEmpty { return [self] + path }
    }
    return []
  }

  /// The unit or the outermost layer that a unit is drawn in.
  func plot(of unit: Int) -> ViewModel? {
    guard units.contains(where: { $0.index == unit }) else { return nil }
    if isPlot { return self }
    for child in children { if let plot = child.plot(of: unit) { return plot } }
    return nil
  }
}
