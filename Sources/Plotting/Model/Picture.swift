import Diagnostics
import Markup
import Tables

/// A settled tree of views, written: sized to its container where it is to fit one.
struct Picture {
  let svg: Node
  let width: Double
  let height: Double
  let markCount: Int
  let description: String
  private let theme: Theme

  init(
    _ top: TopSpecification,
    _ view: ViewModel,
    _ style: PictureStyle,
    _ options: DrawingOptions
  ) throws(Diagnostic) {
    theme = options.theme
    let scene = try Self.fitted(top, view, style)
    description = ChartDescription(view, style).text
    let context = DrawingContext(theme: style.theme, locale: style.locale, id: options.id)
    let drawn = scene.drawing(
      context,
      padding: top.padding ?? top.config.padding ?? TopSpecification.Padding(),
      background: Self.background(top, style.theme),
      label: options.label ?? top.view.description ?? description,
      cutsOff: (top.autosize ?? top.config.autosize)?.kind == TopSpecification.Autosize.Kind.none
    )
    svg = drawn.svg
    width = drawn.width
    height = drawn.height
    markCount = context.markCount
  }

  private static func background(_ top: TopSpecification, _ theme: Theme) -> String? {
    switch top.background {
    case .given(let colour): return colour
    case .none: return nil
    case .standard: break
    }
    switch top.config.background {
    case .given(let colour): return colour
    case .none: return nil
    case .standard: return theme.usesClasses ? nil : "white"
    }
  }

  /// The scene with plots as large as they are asked to be, or as what is around them leaves.
  private static func fitted(
    _ top: TopSpecification,
    _ view: ViewModel,
    _ style: PictureStyle
  ) throws(Diagnostic) -> SceneView {
    func scene(_ available: (Double?, Double?)) throws(Diagnostic) -> SceneView {
      try SceneMaking(style: style, available: available, background: style.config.view).scene(view)
    }
    let autosize = top.autosize ?? top.config.autosize
    let fits = autosize?.kind ?? .pad
    if fits != .pad, fits != .none, view.isPlot {
      return try fit(top, view, fits, contains: autosize?.contains ?? .content, style, scene)
    }
    guard let outer = style.theme.outerWidth else { return try scene((nil, nil)) }
    // The report's column is the container: plots of no width of their own share it.
    let first = try scene((outer - 80, style.theme.plotHeight))
    let around = first.measure(style.theme, fits: false)
    let room = (outer - around.left - around.right) / Double(max(1, view.columnCount))
    guard view.isStretchable else { return first }
    return try scene((max(80, room), style.theme.plotHeight))
  }

  /// `autosize: fit`: the width and height written are those of the picture, guides included.
  private static func fit(
    _ top: TopSpecification,
    _ view: ViewModel,
    _ kind: TopSpecification.Autosize.Kind,
    contains: TopSpecification.Autosize.Contains,
    _ style: PictureStyle,
    _ scene: ((Double?, Double?)) throws(Diagnostic) -> SceneView
  ) throws(Diagnostic) -> SceneView {
    let first = try scene((nil, nil))
    guard case .plot(let plot) = first.content else { return first }
    let around = first.measure(style.theme)
    let padding = top.padding ?? top.config.padding ?? TopSpecification.Padding()
    let isPadded = contains == .padding
    let across = around.left + around.right + (isPadded ? padding.left + padding.right : 0)
    let down = around.top + around.bottom + (isPadded ? padding.top + padding.bottom : 0)
    let width: Double? = kind == .fit || kind == .fitX ? max(1, plot.width - across) : nil
    let height: Double? = kind == .fit || kind == .fitY ? max(1, plot.height - down) : nil
    view.override(width: width, height: height)
    return try scene((width, height))
  }

  func warnings(at span: SourceSpan) -> [Diagnostic] {
    markCount > theme.markLimit ? [.manyMarks(markCount, at: span)] : []
  }
}

extension ViewModel {
  /// How many plots stand side by side.
  var columnCount: Int {
    switch kind {
    case .unit, .layer: return 1
    case .concat(let children, .horizontal):
      return children.map(\.columnCount).reduce(0, +)
    case .concat(let children, .vertical): return children.map(\.columnCount).max() ?? 1
    case .concat(let children, .wrapped):
      return min(specification.grid.columns ?? children.count, children.count)
    case .facet(let facet):
      if let column = facet.column ?? facet.wrapped, let name = column.column {
        let count = frame[name]?.distinct.count ?? 1
        let wrap = specification.grid.columns ?? facet.wrapped?.definition.grid.columns ?? count
        return max(1, facet.wrapped == nil ? count : min(wrap, count))
      }
      return 1
    }
  }

  /// Whether any plot below takes the width that it is given.
  var isStretchable: Bool {
    plotViews.contains { view in
      switch view.specification.width {
      case .pixels?, .step?: false
      case .container?, nil: true
      }
    }
  }
}
