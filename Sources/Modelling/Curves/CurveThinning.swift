/// The choice of a few vertices that keep what a ROC and a precision–recall curve look like.
///
/// Between two kept points the ROC curve, which only rises, lies within their rectangle, so its area
/// differs from the straight line's by at most half of that; the average precision differs by at
/// most the recall between them times the range of precision there. Starting from the two ends,
/// the stretch with the greatest sum of both is parted where the sum becomes least, until there are
/// as many points as allowed.
struct CurveThinning {
  let steps: [RankedScores.Step]
  let areaError: Double
  let precisionError: Double

  private struct Stretch {
    let first: Int
    let last: Int
    let area: Double
    let precision: Double
    var loss: Double { area + precision }
    var canBeParted: Bool { last - first > 1 }
  }

  init(_ candidates: CurveVertices, limit: Int) {
    let vertices = candidates.vertices
    guard vertices.count > 1 else {
      steps = vertices.map(\.step)
      (areaError, precisionError) = (0, 0)
      return
    }
    var stretches = [Self.stretch(vertices, 0, vertices.count - 1)]
    if vertices.count <= limit {
      stretches = (1..<vertices.count).map { Self.stretch(vertices, $0 - 1, $0) }
    }
    while stretches.count + 1 < limit {
      var worst: Int?
      for (place, stretch) in stretches.enumerated()
      where stretch.canBeParted && stretch.loss > worst.map({ stretches[$0].loss }) ?? 0 {
        worst = place
      }
      guard let worst else { break }
      stretches.replaceSubrange(worst...worst, with: Self.parts(vertices, of: stretches[worst]))
    }
    steps = [vertices[0].step] + stretches.map { vertices[$0.last].step }
    areaError = stretches.reduce(0) { $0 + $1.area }
    precisionError = stretches.reduce(0) { $0 + $1.precision }
  }

  private typealias Vertex = CurveVertices.Vertex

  private static func stretch(_ vertices: [Vertex], _ first: Int, _ last: Int) -> Stretch {
    var range = vertices[last].precisions
    for index in (first + 1)..<(last + 1) { range = union(range, vertices[index].precisions) }
    return stretch(vertices, first, last, range)
  }

  private static func stretch(
    _ vertices: [Vertex],
    _ first: Int,
    _ last: Int,
    _ precisions: ClosedRange<Double>
  ) -> Stretch {
    let (from, to) = (vertices[first], vertices[last])
    let isExact = last - first == 1 && !to.isAfterGap
    return Stretch(
      first: first,
      last: last,
      area: isExact ? 0 : (to.x - from.x) * (to.y - from.y) / 2,
      precision: (to.y - from.y) * (precisions.upperBound - precisions.lowerBound)
    )
  }

  /// The two parts that together lose the least.
  private static func parts(_ vertices: [Vertex], of stretch: Stretch) -> [Stretch] {
    let inner = (stretch.first + 1)..<stretch.last
    var after: [ClosedRange<Double>] = []
    var range = vertices[stretch.last].precisions
    for index in inner.reversed() {
      after.append(range)
      range = union(range, vertices[index].precisions)
    }
    var best: (first: Stretch, second: Stretch)?
    range = vertices[stretch.first + 1].precisions
    for (place, index) in inner.enumerated() {
      range = union(range, vertices[index].precisions)
      let first = Self.stretch(vertices, stretch.first, index, range)
      let second = Self.stretch(vertices, index, stretch.last, after[inner.count - 1 - place])
      if best.map({ first.loss + second.loss < $0.first.loss + $0.second.loss }) ?? true {
        best = (first, second)
      }
    }
    return best.map { [$0.first, $0.second] } ?? [stretch]
  }

  private static func union(
    _ one: ClosedRange<Double>,
    _ other: ClosedRange<Double>
  ) -> ClosedRange<Double> {
    min(one.lowerBound, other.lowerBound)...max(one.upperBound, other.upperBound)
  }
}
