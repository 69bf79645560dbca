import Diagnostics

extension SceneMaking {
  /// Legend channels whose scale lives in this view and whose legend is shared by all below.
  func shared(_ view: ViewModel, _ around: Around) -> Set<Channel> {
    Set(
      around.scales.keys.filter { channel in
        channel.hasLegend && !view.independentGuides.contains(channel)
          && !around.legendsOutside.contains(channel)
          && view.units.contains { $0.channels[channel] != nil }
      }
    )
  }

  /// The legends of channels, for the plots below a view.
  func legends(
    _ channels: Set<Channel>,
    _ view: ViewModel,
    _ around: Around
  ) throws(Diagnostic) -> [LegendGuide] {
    guard !channels.isEmpty else { return [] }
    let sizes = PlotMaking(making: self, around: around).sizes(of: view)
    let scales = plotScales(around.scales, sizes)
    let parts = parts(channels, view, around, scales)
    let guides = LegendMaking(style: style).legends(parts, scales)
    return try guides.map { (guide) throws(Diagnostic) in
      var guide = guide
      if let unit = guide.unit, let plot = view.plot(of: unit) {
        let sizes = try self.sizes(of: plot, below: view, around)
        guide.plotSize = (sizes.width, sizes.height)
      }
      return guide
    }
  }

  /// The size of a plot further down, whose place scales may be its own.
  private func sizes(
    of plot: ViewModel,
    below view: ViewModel,
    _ around: Around
  ) throws(Diagnostic) -> PlotMaking.Sizes {
    var inner = around
    let settling = ScaleSettling(
      frames: around.frames,
      params: style.params,
      config: style.config
    )
    for step in view.path(to: plot).dropFirst() {
      for channel in [Channel.x, .y, .xOffset, .yOffset] {
        if let model = step.scales[channel] { inner.scales[channel] = try settling.settle(model) }
      }
    }
    return PlotMaking(making: self, around: inner).sizes(of: plot)
  }

  func parts(
    _ channels: Set<Channel>,
    _ view: ViewModel,
    _ around: Around,
    _ scales: PlotScales
  ) -> [LegendMaking.Part] {
    view.legendChannels.compactMap { channel in
      guard channels.contains(channel), let settled = around.scales[channel],
        let scale = scales[channel]
      else { return nil }
      let uses = settled.model.uses.filter { use in view.units.contains { $0 === use.unit } }
      return LegendMaking.Part(
        channel: channel,
        settled: settled,
        scale: scale,
        uses: uses.map { ($0.unit, $0.bound) }
      )
    }
  }
}
