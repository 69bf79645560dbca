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
