import Markup

/// Points: a symbol for each row that has a place on both axes.
///
/// Beyond the theme's limit the symbols of one colour become a single path of circles, which keeps
/// the page small. What is lost: their tooltips, shapes other than circles, and that overlapping
/// translucent points darken one another.
struct PointMark: Mark {
  func drawing(of plot: Plot) -> (nodes: [Node], itemCount: Int) {
    let unit = plot.unit
    let x = plot.centres(.x)
    let y = plot.centres(.y)
    let sizes = unit.symbols.sizes?.values
    let rows = (0..<unit.frame.rowCount).filter { row in
      x[row].isFinite && y[row].isFinite && sizes.map { $0[row].isFinite } ?? true
    }
    let paints = unit.colour.paints(rowCount: unit.frame.rowCount)
    let isStroked = unit.isStroked
    func style(_ row: Int) -> [Attribute] {
      var attributes = paints[row].attributes(isStroked ? .stroke : .fill, plot.theme)
      if isStroked {
        let width = Coordinate.text(plot.mark.strokeWidth ?? 2)
        attributes += [Attribute("fill", "none"), Attribute("stroke-width", width)]
      }
      return attributes + plot.opacity(row)
    }
    if rows.count > plot.theme.symbolLimit {
      let isDotted = !isStroked && sizes == nil
      let nodes = merged(rows, x, y, isDotted ? [] : sizes, paints, unit).map { path, row in
        guard isDotted else { return SVG.path(path.text, style(row)) }
        // A line of no length with a round cap is a disc, at a quarter of the bytes.
        let width = Coordinate.text(max(0, unit.symbols.constantSize).squareRoot())
        return SVG.path(
          path.text,
          paints[row].attributes(.stroke, plot.theme)
            + [
              Attribute("stroke-width", width), Attribute("stroke-linecap", "round"),
              Attribute("fill", "none"),
            ] + plot.opacity(row)
        )
      }
      return ([plot.container("symbol", nodes)], rows.count)
    }
    let tooltips = Tooltips(unit, markCount: rows.count)
    var outlines: [SymbolShape: String] = [:]
    let items = rows.map { row -> Node in
      let shape = unit.symbols.shape(at: row)
      let outline: String
      if let sizes {
        outline = shape.path(size: sizes[row])
      } else {
        outline = outlines[shape] ?? shape.path(size: unit.symbols.constantSize)
        outlines[shape] = outline
      }
      return SVG.path(
        outline,
        [SVG.translation(x[row], y[row])] + style(row),
        plot.tooltip(tooltips, row)
      )
    }
    return ([plot.container("symbol", items)], items.count)
  }

  /// One path for each paint, with a row that has it: discs of the given sizes, outlines of the
  /// constant size where there are none, or mere places where the list of sizes is empty.
  private func merged(
    _ rows: [Int],
    _ x: [Double],
    _ y: [Double],
    _ sizes: [Double]?,
    _ paints: [Paint],
    _ unit: Unit
  ) -> [(PathData, Int)] {
    var index: [Paint: Int] = [:]
    var paths: [(path: PathData, row: Int)] = []
    let radius = max(0, unit.symbols.constantSize).squareRoot() / 2
    for row in rows {
      let place = index[paints[row]] ?? paths.count
      if place == paths.count {
        index[paints[row]] = place
        paths.append((PathData(), row))
      }
      if let sizes, sizes.isEmpty {
        paths[place].path.move(x[row], y[row])
        paths[place].path.stay()
      } else {
        let size = sizes.map { max(0, $0[row]).squareRoot() / 2 } ?? radius
        paths[place].path.circle(x: x[row], y: y[row], radius: size)
      }
    }
    return paths.map { ($0.path, $0.row) }
  }
}
