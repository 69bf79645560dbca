import Markup

/// Lines: one for each series, through its rows in the order of the dimension.
struct LineMark: Mark {
  func drawing(of plot: Plot) -> (nodes: [Node], itemCount: Int) {
    let paths = SeriesPaths(plot)
    var containers = [plot.container("line", paths.rows.map { paths.line($0) })]
    containers += paths.loners()
    containers += paths.overlay()
    return (containers, paths.count)
  }
}

/// Areas: the space between a series' values and the baseline, or the series below it.
struct AreaMark: Mark {
  func drawing(of plot: Plot) -> (nodes: [Node], itemCount: Int) {
    let paths = SeriesPaths(plot)
    var containers = [plot.container("area", paths.rows.map { paths.area($0) })]
    if plot.mark.showsLine {
      containers.append(plot.container("line", paths.rows.map { paths.line($0) }))
    }
    containers += paths.overlay()
    return (containers, paths.count)
  }
}

/// The rows of a plot as series of places, for the marks that join them.
struct SeriesPaths {
  let plot: Plot
  /// The rows of each series, in the order they are joined.
  let rows: [[Int]]
  private let x: [Double]
  private let y: [Double]
  private let base: [Double]
  private let paints: [Paint]
  private let shape: PathShape

  init(_ plot: Plot) {
    self.plot = plot
    let unit = plot.unit
    let along = plot.centres(unit.dimension)
    let across = plot.extents(unit.measure)
    x = unit.isVertical ? along : across.ends
    y = unit.isVertical ? across.ends : along
    base = across.starts
    paints = unit.colour.paints(rowCount: unit.frame.rowCount)
    shape = PathShape(
      interpolation: plot.mark.interpolation ?? .linear,
      isTransposed: !unit.isVertical
    )
    let order = unit.channel(.order).flatMap { unit.series(of: $0)?.doubles } ?? along
    rows = unit.series.rows.map { rows in
      rows.filter { along[$0].isFinite }.sorted { a, b in
        order[a] == order[b] ? a < b : order[a] < order[b]
      }
    }.filter { !$0.isEmpty }
  }

  func line(_ rows: [Int]) -> Node {
    let width = plot.mark.strokeWidth ?? 2
    let path = shape.line(rows.map { (x[$0], y[$0]) })
    var attributes = [Attribute("fill", "none")]
    attributes += paints[rows[0]].attributes(.stroke, plot.theme)
    attributes.append(Attribute("stroke-width", Coordinate.text(width)))
    attributes.append(Attribute("stroke-linejoin", "round"))
    attributes.append(Attribute("stroke-linecap", plot.mark.strokeDash == nil ? "round" : "butt"))
    if let dash = plot.mark.strokeDash {
      let text = dash.map { Coordinate.text($0) }.joined(separator: ",")
      attributes.append(Attribute("stroke-dasharray", text))
    }
    return SVG.path(path.text, attributes + plot.opacity(rows[0]))
  }

  func area(_ rows: [Int]) -> Node {
    let upper = rows.map { (x: x[$0], y: y[$0]) }
    let lower = rows.map { row in
      plot.unit.isVertical ? (x: x[row], y: base[row]) : (x: base[row], y: y[row])
    }
    let path = shape.area(upper: upper, lower: lower)
    // Overlapping areas let the ones behind them show.
    let isLayered = plot.unit.stack == nil && self.rows.count > 1
    let softened = isLayered || plot.mark.showsLine
    let opacity =
      plot.mark.opacity == nil && plot.unit.symbols.opacities == nil && softened
      ? [Attribute("opacity", "0.7")] : plot.opacity(rows[0])
    return SVG.path(path.text, paints[rows[0]].attributes(.fill, plot.theme) + opacity)
  }

  /// How many places the series have.
  var count: Int {
    rows.reduce(0) { $0 + $1.count { x[$0].isFinite && y[$0].isFinite } }
  }

  /// Dots for points with a gap on both sides, which a line alone would not show.
  func loners() -> [Node] {
    guard !plot.mark.showsPoints else { return [] }
    let alone = rows.flatMap { rows in
      rows.indices.filter { place in
        isFinite(rows[place])
          && (place == 0 || !isFinite(rows[place - 1]))
          && (place == rows.count - 1 || !isFinite(rows[place + 1]))
      }.map { rows[$0] }
    }
    return alone.isEmpty ? [] : [plot.container("symbol", alone.map { dot($0, nil) })]
  }

  private func isFinite(_ row: Int) -> Bool { x[row].isFinite && y[row].isFinite }

  /// Points on the joints where asked for, else invisible ones that tell the values to a pointer.
  func overlay() -> [Node] {
    let all = rows.joined().filter { isFinite($0) && $0 < plot.unit.dataRowCount }
    guard let tooltips = Tooltips(plot.unit, markCount: all.count) else {
      return plot.mark.showsPoints ? [plot.container("symbol", all.map { dot($0, nil) })] : []
    }
    if plot.mark.showsPoints {
      return [plot.container("symbol", all.map { dot($0, tooltips) })]
    }
    guard plot.theme.usesClasses, all.count <= Self.targetLimit else { return [] }
    let targets = all.map { row in
      Node.element(
        Element(
          "circle",
          [
            Attribute("cx", Coordinate.text(x[row])), Attribute("cy", Coordinate.text(y[row])),
            Attribute("r", "7"), Attribute("class", "q-hit"),
          ],
          plot.tooltip(tooltips, row)
        )
      )
    }
    return [SVG.group("q-hits", targets, attributes: [Attribute("fill", "none")])]
  }

  private static let targetLimit = 400

  private func dot(_ row: Int, _ tooltips: Tooltips?) -> Node {
    SVG.path(
      SymbolShape.circle.path(size: plot.mark.size ?? 30),
      [SVG.translation(x[row], y[row])] + paints[row].attributes(.fill, plot.theme),
      plot.tooltip(tooltips, row)
    )
  }
}
