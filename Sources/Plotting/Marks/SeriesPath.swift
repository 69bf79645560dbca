/// The paths of marks that join rows: lines, areas and trails, broken where a row has no place.
enum SeriesPath {
  /// Path data of a line through `rows`, in that order.
  ///
  /// With more rows than `limit` it is thinned where that cannot be seen.
  static func line(_ shape: LineGeometry, _ rows: [Int], limit: Int) -> PathData {
    let curve = Curve(shape.interpolation, tension: shape.tension, isHorizontal: shape.isHorizontal)
    var path = PathData()
    runs(rows, shape.isDefined, { Point(shape.x[$0], shape.y[$0]) }) { run in
      var run = run
      if curve.isLocal, rows.count > limit,
        let kept = Thinning.kept(run, isHorizontal: shape.isHorizontal)
      {
        run = kept.map { run[$0] }
      }
      curve.append(run, .line, to: &path)
    }
    return path
  }

  /// Path data of the outline between the two edges of an area.
  static func area(_ shape: AreaGeometry, _ rows: [Int], limit: Int) -> PathData {
    let curve = Curve(shape.interpolation, tension: shape.tension, isHorizontal: shape.isHorizontal)
    var path = PathData()
    let isThinned = curve.isLocal && rows.count > limit
    var base: [Point] = []
    func close(_ top: [Point]) {
      var top = top
      if isThinned, let kept = Thinning.kept(top, base, isHorizontal: shape.isHorizontal) {
        top = kept.map { top[$0] }
        base = kept.map { base[$0] }
      }
      base.reverse()
      curve.append(top, .top, to: &path)
      curve.append(base, .base, to: &path)
      base.removeAll(keepingCapacity: true)
    }
    var top: [Point] = []
    for row in rows {
      let one = Point(shape.x[row], shape.y[row])
      let two = Point(shape.x2[row], shape.y2[row])
      if shape.isDefined?[row] ?? true, one.isFinite, two.isFinite {
        top.append(one)
        base.append(two)
      } else if !top.isEmpty {
        close(top)
        top.removeAll(keepingCapacity: true)
      }
    }
    if !top.isEmpty { close(top) }
    return path
  }

  /// Calls `body` with each run of rows that have a place.
  static func runs(
    _ rows: [Int],
    _ isDefined: [Bool]?,
    _ place: (Int) -> Point,
    _ body: ([Point]) -> Void
  ) {
    var run: [Point] = []
    run.reserveCapacity(rows.count)
    for row in rows {
      let point = place(row)
      if isDefined?[row] ?? true, point.isFinite {
        run.append(point)
      } else if !run.isEmpty {
        body(run)
        run.removeAll(keepingCapacity: true)
      }
    }
    if !run.isEmpty { body(run) }
  }
}

extension Point {
  var isFinite: Bool { x.isFinite && y.isFinite }
}
