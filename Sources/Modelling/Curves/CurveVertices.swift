#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Some thousand places of a walk down the scores, close enough together to choose points from.
///
/// A place is kept before the walk would go further than a small stride in the sum of true positive
/// rate, false positive rate and the logarithm of the rows passed: the last because precision moves
/// fast while few rows are passed. A walk of up to four thousand steps is kept whole.
struct CurveVertices {
  struct Vertex {
    let step: RankedScores.Step
    /// Both rates of the ROC curve, 0 when the class does not occur.
    let x: Double
    let y: Double
    /// The least and the greatest precision from the vertex before, that not included, to this one.
    var precisions: ClosedRange<Double>
    /// Whether steps between the vertex before and this one were left out.
    var isAfterGap: Bool
  }

  private(set) var vertices: [Vertex] = []
  private static let stride = 3.0 / 2000
  private let positives: Double
  private let negatives: Double
  private let logarithm: Double
  private var way = 0.0
  private var pending: Vertex?
  private var pendingWay = 0.0
  private var seen = 0
  private let isWhole: Bool

  init(_ ranked: RankedScores, distinctCount: Int) {
    positives = ranked.positives
    negatives = ranked.negatives
    logarithm = ranked.count > 1 ? log(Double(ranked.count)) : 1
    isWhole = distinctCount <= 4000
    vertices.reserveCapacity(min(ranked.count, 4000) + 2)
    let start = RankedScores.Step(score: .infinity, truePositives: 0, falsePositives: 0, rows: 0)
    vertices.append(Vertex(step: start, x: 0, y: 0, precisions: 0...0, isAfterGap: false))
  }

  mutating func add(_ step: RankedScores.Step) {
    let x = negatives > 0 ? step.falsePositives / negatives : 0
    let y = positives > 0 ? step.truePositives / positives : 0
    let precision = step.truePositives / (step.truePositives + step.falsePositives)
    let passed = isWhole ? 0 : x + y + log(Double(step.rows)) / logarithm
    if pending != nil, isWhole || passed - way > Self.stride { keepPending() }
    var range = precision...precision
    if let pending {
      range =
        min(
          precision,
          pending.precisions.lowerBound
        )...max(
          precision,
          pending.precisions.upperBound
        )
    }
    pending = Vertex(step: step, x: x, y: y, precisions: range, isAfterGap: pending != nil)
    pendingWay = passed
  }

  /// Keeps the last step, which is the end of the curve.
  mutating func close() { keepPending() }

  private mutating func keepPending() {
    guard let vertex = pending else { return }
    vertices.append(vertex)
    way = pendingWay
    pending = nil
  }
}
