import Diagnostics
import Expressions
import Tables

/// Settles a tree of views into a picture: domains, sizes, marks and guides, from the top down.
struct SceneMaking {
  let style: PictureStyle
  /// The size of plots whose width or height is the container's.
  let available: (width: Double?, height: Double?)
  let background: Properties<ViewKey>

  /// What is settled above a view.
  struct Around {
    var frames = Frames()
    var scales: [Channel: SettledScale] = [:]
    /// Axes that headers of a facet show: only their grids are drawn inside.
    var axesInHeaders: Set<Channel> = []
    /// Legends that a view above shows.
    var legendsOutside: Set<Channel> = []
    var names = "view"
  }

  func scene(_ view: ViewModel, _ around: Around = Around()) throws(Diagnostic) -> SceneView {
    var around = around
    let settling = ScaleSettling(
      frames: around.frames,
      params: style.params,
      config: style.config
    )
    for (channel, model) in view.scales {
      around.scales[channel] = try settling.settle(model)
      around.legendsOutside.remove(channel)
    }
    var scene: SceneView
    switch view.kind {
    case .unit, .layer: scene = try plot(view, around)
    case .concat(let children, let columns): scene = try concat(view, children, columns, around)
    case .facet(let facet): scene = try FacetMaking(making: self).scene(view, facet, around)
    }
    scene.title = title(view)
    scene.description = view.specification.description
    scene.name = view.specification.name ?? around.names
    return scene
  }

  private func concat(
    _ view: ViewModel,
    _ children: [ViewModel],
    _ columns: Specification.ConcatColumns,
    _ around: Around
  ) throws(Diagnostic) -> SceneView {
    var inner = around
    let shared = shared(view, around)
    inner.legendsOutside.formUnion(shared)
    var cells: [SceneView] = []
    for (index, child) in children.enumerated() {
      inner.names = "concat_\(index)"
      cells.append(try scene(child, inner))
    }
    let options = view.specification.grid.over(style.config.concat)
    let count: Int? =
      switch columns {
      case .horizontal: nil
      case .vertical: 1
      case .wrapped: options.columns
      }
    var scene = SceneView(
      content: .grid(SceneView.Grid(cells: cells, columns: count, options: options, headers: nil))
    )
    scene.legends = try legends(shared, view, around)
    return scene
  }

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

  func plotScales(
    _ settled: [Channel: SettledScale],
    _ sizes: PlotMaking.Sizes
  ) -> PlotScales {
    PlotScales(
      settled,
      width: sizes.width,
      height: sizes.height,
      steps: (sizes.xStep, sizes.yStep),
      config: style.config,
      theme: style.theme,
      params: style.params
    )
  }

  private func plot(_ view: ViewModel, _ around: Around) throws(Diagnostic) -> SceneView {
    try PlotMaking(making: self, around: around).scene(view)
  }

  private func title(_ view: ViewModel) -> TitleGuide? {
    guard let written = view.specification.title else {
      // A plot whose own view has no title shows that of the first layer with one.
      return view.isPlot ? view.children.lazy.compactMap { title($0) }.first : nil
    }
    let properties = written.over(style.config.title)
    let lines = resolved(properties[.text])
    guard !lines.isEmpty else { return nil }
    return TitleGuide(
      text: lines,
      subtitle: resolved(properties[.subtitle]),
      properties: properties
    )
  }

  private func resolved(_ property: Property?) -> [String] {
    let value: Value
    switch property {
    case .value(let constant)?: value = constant
    case .expression(let expression)?: value = (try? expression.evaluate(in: style.params)) ?? .null
    default: return []
    }
    switch value {
    case .null: return []
    case .list(let lines): return lines.map(\.displayText)
    default: return [value.displayText]
    }
  }
}

extension GridOptions {
  /// These options over those of config.
  func over(_ base: GridOptions) -> GridOptions {
    var all = self
    all.columns = columns ?? base.columns
    all.rowSpacing = rowSpacing ?? base.rowSpacing
    all.columnSpacing = columnSpacing ?? base.columnSpacing
    all.rowAlign = rowAlign ?? base.rowAlign
    all.columnAlign = columnAlign ?? base.columnAlign
    all.rowCenter = rowCenter ?? base.rowCenter
    all.columnCenter = columnCenter ?? base.columnCenter
    all.bounds = bounds ?? base.bounds
    return all
  }
}
