/// Local regression: a line through the neighbours of each point, the near ones weighing most, and
/// twice more with those that lie far off the line weighing less.
///
/// Sources: W. S. Cleveland (1979), Robust locally weighted regression, with the details of
/// vega-statistics' `loess`.
enum Loess {
  /// Smoothed points in the order of x, one for each distinct x.
  ///
  /// The points are without NaN; the bandwidth is the part of them (at least two) that counts as
  /// neighbours.
  static func smoothed(_ points: [CurvePoint], bandwidth: Double) -> [CurvePoint] {
    guard points.count > 1 else { return points }
    let order = points.indices.sorted {
      points[$0].x == points[$1].x ? $0 < $1 : points[$0].x < points[$1].x
    }
    let count = Double(points.count)
    let centre = (
      x: points.reduce(0) { $0 + $1.x } / count, y: points.reduce(0) { $0 + $1.y } / count
    )
    let centred = order.map { (x: points[$0].x - centre.x, y: points[$0].y - centre.y) }
    let width = min(points.count, max(2, Int(bandwidth * count)))
    let fitted = fit(centred, width: width)
    var out: [CurvePoint] = []
    var repeats = 0.0
    for (index, y) in fitted.enumerated() {
      let x = points[order[index]].x
      if let last = out.last, last.x == x {
        repeats += 1
        // Vega divides by the repeats and not by the points: the mean leans to the later ones.
        out[out.count - 1].y += (y + centre.y - last.y) / repeats
      } else {
        repeats = 0
        out.append((x, y + centre.y))
      }
    }
    return out
  }

  private static let least = 1e-12

  private static func fit(_ points: [CurvePoint], width: Int) -> [Double] {
    let count = points.count
    var fitted = Array(repeating: 0.0, count: count)
    var residuals = fitted
    var weights = Array(repeating: 1.0, count: count)
    for round in 0...2 {
      var low = 0
      var high = width - 1
      for index in 0..<count {
        fitted[index] = line(points, low...high, at: index, weights)
        residuals[index] = abs(points[index].y - fitted[index])
        // The neighbours of the next point: step on while the new one is as near as the old.
        let next = index + 1
        guard next < count else { break }
        let x = points[next].x
        while high + 1 < count, next > low, points[high + 1].x - x <= x - points[low].x {
          low += 1
          high += 1
        }
      }
      guard round < 2 else { break }
      let median = Summary.quantile(0.5, of: residuals.sorted())
      if median < least { break }
      for index in 0..<count {
        let part = residuals[index] / (6 * median)
        weights[index] = part >= 1 ? least : (1 - part * part) * (1 - part * part)
      }
    }
    return fitted
  }

  private static func line(
    _ points: [CurvePoint],
    _ window: ClosedRange<Int>,
    at index: Int,
    _ weights: [Double]
  ) -> Double {
    let x = points[index].x
    let below = x - points[window.lowerBound].x
    let above = points[window.upperBound].x - x
    let farthest = abs(below > above ? below : above)
    let scale = 1 / (farthest == 0 ? 1 : farthest)
    var sums = (w: 0.0, x: 0.0, y: 0.0, xy: 0.0, xx: 0.0)
    for neighbour in window {
      let point = points[neighbour]
      let distance = abs(x - point.x) * scale
      let closeness = 1 - distance * distance * distance
      let weight = closeness * closeness * closeness * weights[neighbour]
      sums.w += weight
      sums.x += weight * point.x
      sums.y += weight * point.y
      sums.xy += weight * point.x * point.y
      sums.xx += weight * point.x * point.x
    }
    let mean = (x: sums.x / sums.w, y: sums.y / sums.w)
    let variance = sums.xx / sums.w - mean.x * mean.x
    let slope = abs(variance) < 1e-24 ? 0 : (sums.xy / sums.w - mean.x * mean.y) / variance
    return mean.y + slope * (x - mean.x)
  }
}
