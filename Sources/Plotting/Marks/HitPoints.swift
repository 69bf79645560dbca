import Markup

/// What a report shows of the rows of a line beside the line itself.
extension MarkItems {
  /// More points than this of a line have none that tell their values: they would stand closer
  /// than a pointer can tell apart.
  private static let hitLimit = 400

  /// Invisible points that tell the values to a pointer.
  func hits(
    _ isPlaced: (Int) -> Bool,
    _ x: [Double],
    _ y: [Double],
    _ context: DrawingContext
  ) -> Node {
    guard !tooltip.isConstant, paths.reduce(0, { $0 + $1.count }) <= Self.hitLimit else {
      return .empty
    }
    let rows = paths.joined().filter { isPlaced($0) && !tooltip[$0].isEmpty }
    guard !rows.isEmpty, context.takeTooltips(rows.count) else { return .empty }
    var bytes: [UInt8] = []
    bytes.append("<g class=\"q-hits\" fill=\"none\"")
    if isClipped { Attribute("clip-path", context.clipReference()).write(to: &bytes) }
    bytes.append(UInt8(ascii: ">"))
    for row in rows {
      bytes.append("<circle")
      bytes.appendAttribute("cx", x[row])
      bytes.appendAttribute("cy", y[row])
      bytes.append(" r=\"7\" class=\"q-hit\">")
      bytes.append(contentsOf: MarkWriter.title(tooltip[row]))
      bytes.append("</circle>")
    }
    bytes.append("</g>")
    return .trusted(String(decoding: bytes, as: UTF8.self))
  }

  /// Dots for points with a gap on both sides, which a line alone would hardly show.
  func loners(_ isPlaced: (Int) -> Bool, _ line: LineGeometry, _ context: DrawingContext) -> Node {
    var alone: [Int] = []
    var looks: [Int] = []
    for rows in paths {
      for (place, row) in rows.enumerated() where isPlaced(row) {
        let isFirst = place == 0 || !isPlaced(rows[place - 1])
        let isLast = place == rows.count - 1 || !isPlaced(rows[place + 1])
        if isFirst, isLast {
          alone.append(row)
          looks.append(rows[0])
        }
      }
    }
    guard !alone.isEmpty else { return .empty }
    let width = strokeWidth.rows(looks)
    var dots = MarkItems(
      shape: .symbol(
        SymbolGeometry(
          x: .each(alone.map { line.x[$0] }),
          y: .each(alone.map { line.y[$0] }),
          size: width.map { max(30, 4 * $0 * $0) },
          shape: .one("circle"),
          angle: .one(0)
        )
      ),
      count: alone.count,
      name: "alone"
    )
    dots.fill = stroke.rows(looks)
    dots.opacity = opacity.rows(looks)
    dots.fillOpacity = strokeOpacity.rows(looks)
    dots.isClipped = isClipped
    dots.isHiddenFromReaders = true
    return dots.drawing(context)
  }
}
