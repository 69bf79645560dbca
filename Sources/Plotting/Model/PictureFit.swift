import Diagnostics

/// Gives plots their sizes where these come from outside: from a container, from `autosize: fit`,
/// or from the column of a report.
///
/// What stands around plots is known only when they are laid out, so the picture is settled once
/// for a guess, measured without its marks, and settled again.
struct PictureFit {
  let top: TopSpecification
  let view: ViewModel
  let style: PictureStyle

  func scene() throws(Diagnostic) -> SceneView {
    let autosize = top.autosize ?? top.config.autosize
    let container = style.theme.outerWidth == nil && view.isPlot ? containerKind : nil
    let kind = autosize?.kind ?? container ?? .pad
    // Plots of a container's size have the padding inside it.
    let contains = autosize?.contains ?? (container == nil ? .content : .padding)
    if view.isPlot, kind != .pad, kind != .none { return try fitted(kind, contains: contains) }
    if view.isPlot, kind == .none, contains == .padding {
      return try fitted(kind, contains: contains)
    }
    guard let outer = style.theme.outerWidth else {
      if kind == .fit || kind == .fitX { return try shared(within: 300, padding) }
      return try scene(nil, nil)
    }
    return try shared(within: outer, TopSpecification.Padding(left: 0, top: 0, right: 0, bottom: 0))
  }

  /// A plot whose width or height is the container's is sized as `autosize: fit` does.
  private var containerKind: TopSpecification.Autosize.Kind? {
    func isContainer(_ size: SizeOption?) -> Bool {
      if case .container? = size { true } else { false }
    }
    let views = view.plotViews.map(\.specification)
    switch (views.contains { isContainer($0.width) }, views.contains { isContainer($0.height) }) {
    case (true, true): return .fit
    case (true, false): return .fitX
    case (false, true): return .fitY
    case (false, false): return nil
    }
  }

  private var padding: TopSpecification.Padding {
    top.padding ?? top.config.padding ?? TopSpecification.Padding()
  }

  private func scene(_ width: Double?, _ height: Double?) throws(Diagnostic) -> SceneView {
    try SceneMaking(
      style: style,
      available: (width, height),
      background: style.config.view
    ).scene(view)
  }

  /// Plots without a width of their own share one: what guides and fixed plots leave of it.
  private func shared(
    within outer: Double,
    _ padding: TopSpecification.Padding
  ) throws(Diagnostic) -> SceneView {
    let columns = Double(max(1, view.columnCount))
    let height = view.plotHeight(style.theme)
    let guess = max(60, outer / columns - 60)
    let first = try scene(guess, height)
    guard view.isStretchable else { return first }
    let taken = first.outerWidth(style.theme) + padding.left + padding.right - columns * guess
    let room = (outer - max(0, taken)) / columns
    return try scene(max(60, room.rounded(.down)), height)
  }

  /// `autosize: fit`: the width and height written are those of the picture, guides included.
  private func fitted(
    _ kind: TopSpecification.Autosize.Kind,
    contains: TopSpecification.Autosize.Contains
  ) throws(Diagnostic) -> SceneView {
    let first = try scene(nil, nil)
    guard case .plot(let plot) = first.content else { return first }
    let around = first.withoutMarks.measure(style.theme)
    let isPadded = contains == .padding
    var kind = kind
    // Where steps decide a size, only the other one can be fitted.
    switch (plot.hasStepWidth, plot.hasStepHeight) {
    case _ where kind == .none: break
    case (true, true): return first
    case (true, false): kind = .fitY
    case (false, true): kind = .fitX
    case (false, false): break
    }
    if kind == .none {
      let size = (
        plot.width - padding.left - padding.right, plot.height - padding.top - padding.bottom
      )
      view.override(width: max(1, size.0), height: max(1, size.1))
      return try scene(size.0, size.1)
    }
    let across = around.left + around.right + (isPadded ? padding.left + padding.right : 0)
    let down = around.top + around.bottom + (isPadded ? padding.top + padding.bottom : 0)
    let width: Double? = kind == .fit || kind == .fitX ? max(1, plot.width - across) : nil
    let height: Double? = kind == .fit || kind == .fitY ? max(1, plot.height - down) : nil
    view.override(width: width, height: height)
    return try scene(width, height)
  }
}

extension SceneView {
  /// The same picture without its marks: quick to lay out.
  fileprivate var withoutMarks: SceneView {
    var copy = self
    switch content {
    case .plot(var plot):
      plot.marks = []
      copy.content = .plot(plot)
    case .grid(var grid):
      grid.cells = grid.cells.map(\.withoutMarks)
      copy.content = .grid(grid)
    }
    return copy
  }

  /// The width of the whole with its guides.
  fileprivate func outerWidth(_ theme: Theme) -> Double {
    let layout = withoutMarks.layout(
      in: DrawingContext(theme: theme, locale: .english, id: "measure")
    )
    return layout.insets.left + layout.width + layout.insets.right
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

extension ViewModel {
  /// The height of plots in a report that say none: less where they stand above one another.
  fileprivate func plotHeight(_ theme: Theme) -> Double? {
    guard let height = theme.height else { return nil }
    return rowCount > 1 ? max(120, (height * 1.8 / Double(rowCount)).rounded()) : height
  }

  /// How many plots stand above one another.
  private var rowCount: Int {
    switch kind {
    case .unit, .layer: return 1
    case .concat(let children, .horizontal): return children.map(\.rowCount).max() ?? 1
    case .concat(let children, .vertical): return children.map(\.rowCount).reduce(0, +)
    case .concat(let children, .wrapped):
      let columns = max(1, specification.grid.columns ?? children.count)
      return (children.count + columns - 1) / columns
    case .facet(let facet):
      if let row = facet.row?.column { return max(1, frame[row]?.distinct.count ?? 1) }
      guard let wrapped = facet.wrapped?.column else { return 1 }
      let count = frame[wrapped]?.distinct.count ?? 1
      return (count + columnCount - 1) / max(1, columnCount)
    }
  }
}
