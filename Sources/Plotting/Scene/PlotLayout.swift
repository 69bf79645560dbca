import Markup

extension SceneView {
  /// Lays out a unit or a layer: its marks and what stands around them.
  ///
  /// `header`: the label of a wrapped facet's cell, which is a title of its own.
  func layout(
    _ plot: Plot,
    header: TitleBox? = nil,
    in context: DrawingContext
  ) -> ViewLayout {
    let theme = context.theme
    var contents = ViewContents(width: plot.width, height: plot.height)
    for axis in plot.axes where axis.showsGrid && axis.part != .labels {
      contents.add(axis.gridDrawing(width: plot.width, height: plot.height, in: context))
    }
    for axis in plot.axes where axis.part != .grid {
      contents.add(axis.drawing(width: plot.width, height: plot.height, in: context))
    }
    context.plotWidth = plot.width
    context.plotHeight = plot.height
    for marks in plot.marks {
      contents.addMarks(marks.drawing(context), marks.bounds(slack: theme.textSlack))
    }
    contents.add(legendBoxes(width: plot.width, height: plot.height, in: context))
    let room = titleRoom(contents.bounds, theme)
    if let title = header ?? titleBox(isPlot: true, room: room, theme) {
      contents.add(title, in: context)
    }
    contents.finish()
    return ViewLayout(
      name: name,
      width: plot.width,
      height: plot.height,
      frame: ViewFrame(plot.background, in: context),
      contents: contents,
      description: description
    )
  }

  /// The legends, measured; a gradient is as long as the plot, within limits.
  func legendBoxes(width: Double, height: Double, in context: DrawingContext) -> [LegendBox] {
    legends.map { legend in
      let size = legend.plotSize ?? (width, height)
      let length = legend.gradientLength(width: size.width, height: size.height)
      return LegendBox(legend, length: length, in: context)
    }
  }

  func titleBox(isPlot: Bool, room: Double?, _ theme: Theme) -> TitleBox? {
    title?.box(isPlot: isPlot, room: room, theme: theme)
  }

  /// The width that titles wrap to in reports.
  func titleRoom(_ bounds: Bounds, _ theme: Theme) -> Double? {
    theme.usesClasses ? max(bounds.width, 240) : nil
  }
}

extension LegendGuide {
  /// The length of a gradient's bar beside or above a plot of that size.
  ///
  /// Source: Vega-Lite's `gradientLength` (`src/compile/legend/properties.ts`).
  func gradientLength(width: Double, height: Double) -> Double {
    let reader = GuideReader(properties, scope.values)
    if let length = reader.number(.gradientLength) { return length }
    // Only a continuous scale's bar follows the plot.
    guard leadingScale?.type.isDiscretizing != true else { return 200 }
    let shortest = reader.number(.gradientHorizontalMinLength) ?? 100
    if !isVertical(reader) {
      guard orient == .top || orient == .bottom else { return shortest }
      return min(max(width, shortest), reader.number(.gradientHorizontalMaxLength) ?? 200)
    }
    let lowest = reader.number(.gradientVerticalMinLength) ?? 64
    return min(max(height, lowest), reader.number(.gradientVerticalMaxLength) ?? 200)
  }
}
