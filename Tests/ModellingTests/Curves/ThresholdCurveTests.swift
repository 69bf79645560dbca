import Testing

@testable import Modelling

struct ThresholdCurveTests {
  /// Rows of a model of some skill; scores in `levels` steps.
  private func rows(
    _ count: Int,
    seed: UInt64,
    power: Double,
    levels: Double = 1e9,
    isWeighted: Bool = false
  ) throws -> BinaryPredictions {
    var random = FixedRandom(state: seed)
    let scores = (0..<count).map { _ in (random.unit() * levels).rounded() / levels }
    let actual = scores.map { score in
      var chance = score
      for _ in 1..<Int(power) { chance *= score }
      return random.unit() < chance
    }
    let weights = isWeighted ? (0..<count).map { _ in random.unit() * 3 } : nil
    return try BinaryPredictions(actual: actual, probability: scores, weights: weights)
  }

  @Test(arguments: [(1, 3.0), (2, 1.0), (3, 12.0)], [500, 5000, 60_000])
  func `Thinning keeps both areas within the bound that it tells`(
    skill: (seed: UInt64, power: Double),
    count: Int
  ) throws {
    for isWeighted in [false, true] {
      let rows = try rows(count, seed: skill.seed, power: skill.power, isWeighted: isWeighted)
      for limit in [2, 3, 20, 100, 400] {
        let curve = ThresholdCurve(rows, limit: limit)
        #expect(curve.points.count <= limit)
        #expect(curve.points.first?.share == 0 && isClose(curve.points.last?.share, 1))
        let area = try #require(curve.ranking.area)
        let precision = try #require(curve.ranking.averagePrecision)
        #expect(abs(self.area(curve.points) - area) <= curve.areaError + 1e-12)
        #expect(abs(self.precision(curve.points) - precision) <= curve.precisionError + 1e-12)
        if limit < 20 { continue }
        // The bound is a promise of use: it shrinks with the points.
        #expect(curve.areaError <= 1 / Double(limit))
        #expect(abs(self.area(curve.points) - area) <= 0.3 / Double(limit))
        if limit == 400 {
          #expect(abs(self.precision(curve.points) - precision) < 0.01)
        }
      }
    }
  }

  @Test func `The bounds of two points are those worked out by hand`() throws {
    // Of the upper score 10 of 10 are positive, of both 20 of 100.
    let curve = ThresholdCurve(
      try BinaryPredictions(
        actual: [true, true, false],
        probability: [0.9, 0.2, 0.2],
        weights: [10, 10, 80]
      ),
      limit: 2
    )
    #expect(curve.points.map(\.threshold) == [.infinity, 0.2])
    #expect(isClose(curve.precisionError, 1 - 0.2))
    #expect(curve.areaError == 0.5)
    // Recall 0.5 at precision 1, then as much at 0.2.
    #expect(isClose(curve.ranking.averagePrecision, 0.6))
    #expect(isClose(curve.ranking.area, 0.75))
  }

  private func area(_ points: [ThresholdPoint]) -> Double {
    zip(points, points.dropFirst()).reduce(0) { sum, pair in
      let (one, other) = (pair.0.confusion, pair.1.confusion)
      let width = (other.falsePositiveRate ?? 0) - (one.falsePositiveRate ?? 0)
      return sum + width * ((one.recall ?? 0) + (other.recall ?? 0)) / 2
    }
  }

  private func precision(_ points: [ThresholdPoint]) -> Double {
    zip(points, points.dropFirst()).reduce(0) { sum, pair in
      let rise = (pair.1.confusion.recall ?? 0) - (pair.0.confusion.recall ?? 0)
      return sum + rise * (pair.1.confusion.precision ?? 0)
    }
  }

  @Test(arguments: [false, true])
  func `Each threshold's counts are those of its rows, and sum to all`(isWeighted: Bool) throws {
    let rows = try rows(3000, seed: 8, power: 2, levels: 700, isWeighted: isWeighted)
    let curve = ThresholdCurve(rows, limit: 50)
    #expect(curve.points.count == 50)
    let total = rows.weights?.reduce(0, +) ?? 3000
    for point in curve.points {
      let direct = BinaryConfusion(
        try BinaryPredictions(
          actual: rows.actual,
          probability: rows.probability,
          weights: rows.weights,
          threshold: point.threshold
        )
      )
      #expect(isClose(point.confusion.total, total))
      #expect(isClose(point.confusion.truePositives, direct.truePositives))
      #expect(isClose(point.confusion.falsePositives, direct.falsePositives))
      #expect(isClose(point.confusion.trueNegatives, direct.trueNegatives, within: 1e-9))
      #expect(isClose(point.confusion.falseNegatives, direct.falseNegatives, within: 1e-9))
    }
    let best = try #require(curve.best?.confusion.f1)
    let all = ThresholdCurve(rows, limit: 700).points
    #expect(all.count == curve.distinctCount + 1)
    #expect(isClose(all.compactMap(\.confusion.f1).max(), best))
  }

  @Test func `A table of chosen thresholds is exact, whatever their order`() throws {
    let rows = try rows(500, seed: 9, power: 1, levels: 10)
    let thresholds = [0.5, 0.1, 0.9, 0.5, -1, 2, .infinity]
    let table = ThresholdPoint.table(rows, thresholds: thresholds)
    #expect(table.map(\.threshold) == thresholds)
    for point in table {
      let direct = BinaryConfusion(
        try BinaryPredictions(
          actual: rows.actual,
          probability: rows.probability,
          threshold: point.threshold
        )
      )
      #expect(point.confusion == direct)
    }
  }

  @Test func `Lift and gain are those counted by hand`() throws {
    // Of the two best of five, one is positive; of all, two are.
    let rows = try BinaryPredictions(
      actual: [true, false, false, true, false],
      probability: [0.9, 0.8, 0.7, 0.6, 0.1]
    )
    let point = ThresholdCurve(rows).points[2]
    #expect(point.threshold == 0.8)
    #expect(point.share == 0.4)
    #expect(point.gain == 0.5)
    #expect(isClose(point.lift, 0.5 / 0.4))
  }

  @Test func `Curves of no row, one row and one class have ends and no areas`() throws {
    let none = ThresholdCurve(try BinaryPredictions(actual: [], probability: []))
    #expect(none.points.count == 1 && none.best == nil && none.ranking.area == nil)
    let one = ThresholdCurve(try BinaryPredictions(actual: [true], probability: [0.3]))
    #expect(one.points.map(\.threshold) == [.infinity, 0.3])
    #expect(one.ranking.area == nil && one.ranking.averagePrecision == 1)
    let negative = ThresholdCurve(
      try BinaryPredictions(actual: [false, false], probability: [0.3, 0.4])
    )
    #expect(negative.points.count == 3)
    #expect(negative.best == nil && negative.ranking.averagePrecision == nil)
    #expect(negative.points.allSatisfy { $0.confusion.recall == nil })
    let tied = try ThresholdCurve(
      actual: (0..<5000).map { $0 % 2 == 0 },
      scores: .init(repeating: -7, count: 5000)
    )
    #expect(tied.points.count == 2)
  }

  @Test func `A class of several has the curve of itself against the rest`() throws {
    let rows = try MulticlassPredictions(
      actual: [0, 1, 2],
      probabilities: [0.6, 0.3, 0.1, 0.2, 0.7, 0.1, 0.5, 0.1, 0.4],
      classes: ["a", "b", "c"]
    )
    let one = rows.against(2)
    #expect(one.actual == [false, false, true])
    #expect(one.probability == [0.1, 0.1, 0.4])
    #expect(one.classes[1] == "c")
    #expect(ThresholdCurve(one).ranking.area == 1)
  }
}
