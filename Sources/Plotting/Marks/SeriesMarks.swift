import Markup

/// Marks that join rows: one path for each series.
extension MarkItems {
  func lines(_ line: LineGeometry, _ role: String, _ context: DrawingContext) -> Node {
    var look = self
    let isReport = context.theme.usesClasses
    if isReport {
      // Round ends and corners, which also show a point that stands alone.
      look.strokeJoin = strokeJoin ?? "round"
      if strokeDash.constant == [] { look.strokeCap = strokeCap ?? "round" }
    }
    let limit = thinningLimit(line.isHorizontal, context)
    let series = look.series("line", role, context) {
      SeriesPath.line(line, $0, limit: limit).bytes
    }
    guard isReport else { return series }
    let isPlaced = { (row: Int) in
      line.isDefined?[row] ?? true && line.x[row].isFinite && line.y[row].isFinite
    }
    return .fragment([
      series, loners(isPlaced, line, context), hits(isPlaced, line.x, line.y, context),
    ])
  }

  func areas(_ area: AreaGeometry, _ role: String, _ context: DrawingContext) -> Node {
    let limit = thinningLimit(area.isHorizontal, context)
    let series = series("area", role, context) {
      SeriesPath.area(area, $0, limit: limit).bytes
    }
    guard context.theme.usesClasses else { return series }
    let isPlaced = { (row: Int) in
      area.isDefined?[row] ?? true && area.x[row].isFinite && area.y[row].isFinite
    }
    return .fragment([series, hits(isPlaced, area.x, area.y, context)])
  }

  func trails(_ trail: TrailGeometry, _ role: String, _ context: DrawingContext) -> Node {
    let series = series("trail", role, context) { SeriesPath.trail(trail, $0).bytes }
    guard context.theme.usesClasses else { return series }
    let isPlaced = { (row: Int) in
      trail.isDefined?[row] ?? true && trail.x[row].isFinite && trail.y[row].isFinite
    }
    return .fragment([series, hits(isPlaced, trail.x, trail.y, context)])
  }

  /// How many points a line may have before it is thinned: four for each pixel.
  ///
  /// A plain picture, which may be looked at closely, keeps a good many more.
  private func thinningLimit(_ isHorizontal: Bool, _ context: DrawingContext) -> Int {
    let length = isHorizontal ? context.plotHeight : context.plotWidth
    let visible = length.isFinite ? Int(min(max(length, 100), 100_000)) * 4 : 400
    return context.theme.usesClasses ? visible : max(visible, 20_000)
  }

  /// One container for one path, and a group with a container for each of several.
  private func series(
    _ kind: StaticString,
    _ role: String,
    _ context: DrawingContext,
    _ data: ([Int]) -> [UInt8]
  ) -> Node {
    // A path is of many rows: only what holds for all of them is its tooltip.
    let tooltips = tooltip.isConstant ? paths.count : 0
    var writer = MarkWriter(self, role: role, tooltipCount: tooltips, in: context)
    let isGrouped = paths.count > 1
    if isGrouped { writer.openPathGroup() } else { writer.open(kind) }
    let background = isGrouped ? Self.background(context) : []
    for rows in paths {
      guard let first = rows.first else { continue }
      let data = data(rows)
      if data.isEmpty { continue }
      if isGrouped {
        writer.bytes.append(contentsOf: background)
        writer.open(kind, isInner: true)
      }
      writer.item(
        first,
        "path",
        { bytes in
          bytes.appendData(data)
          return true
        }
      )
      if isGrouped {
        writer.close()
        writer.bytes.append("</g></g>")
      }
      context.count(rows.count)
    }
    writer.close()
    return writer.node
  }

  /// What stands before the container of a series in its group.
  private static func background(_ context: DrawingContext) -> [UInt8] {
    var path = PathData()
    path.rect(0, 0, context.plotWidth, context.plotHeight)
    var bytes: [UInt8] = []
    bytes.append("<g transform=\"translate(0,0)\"><path class=\"background\" aria-hidden=\"true\"")
    bytes.appendData(path.bytes)
    bytes.append(" fill=\"none\" stroke=\"none\"/><g>")
    return bytes
  }
}
