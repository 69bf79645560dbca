import Testing

@testable import Modelling

struct RegressionDiagnosticsTests {
  private struct Distributions: Decodable {
    struct Plot: Decodable {
      let errors: [Double]
      let normal: [Double]
      let ordered: [Double]
    }

    let normal: [[Double]]
    let plot: Plot
  }

  private func random(_ count: Int, seed: UInt64) -> [Double] {
    var random = FixedRandom(state: seed)
    return (0..<count).map { _ in (0..<12).reduce(-6) { sum, _ in sum + random.unit() } }
  }

  @Test func `Normal quantiles and the plot's places equal scipy's`() throws {
    let expected: Distributions = try reference("drift_distributions.json")
    for pair in expected.normal {
      #expect(isClose(Normal.quantile(pair[0]), pair[1]), "\(pair[0])")
    }
    let plot = QuantileQuantile(expected.plot.errors)
    #expect(areClose(plot.points.map(\.normal), expected.plot.normal))
    #expect(plot.points.map(\.error) == expected.plot.ordered)
    // Quartiles −0.5 and 2.5, and 2 · 0.67448975 between those of the normal distribution.
    #expect(isClose(plot.slope, 3 / 1.3489795003921634))
    #expect(isClose(plot.intercept, 1))
  }

  @Test func `A thinned Q–Q plot has few points, both ends, and those of the whole`() throws {
    let errors = random(20_000, seed: 3)
    let whole = QuantileQuantile(errors, limit: .max)
    let plot = QuantileQuantile(errors)
    #expect(whole.points.count == 20_000)
    #expect((100...200).contains(plot.points.count))
    #expect(plot.points.first == whole.points.first && plot.points.last == whole.points.last)
    #expect(Set(plot.points).isSubset(of: Set(whole.points)))
    let steps = zip(plot.points, plot.points.dropFirst()).map { $1.normal - $0.normal }
    #expect((steps.max() ?? 1) < 0.5)
  }

  @Test func `Weighted errors stand in the middle of their weight`() {
    let plot = QuantileQuantile([5, -1, 9], weights: [1, 3, 0])
    #expect(plot.points.map(\.error) == [-1, 5])
    #expect(isClose(plot.points[0].normal, Normal.quantile(0.375)))
    #expect(isClose(plot.points[1].normal, Normal.quantile(0.875)))
    // Weights so far apart that the places of both ends round to 0 and 1.
    let apart = QuantileQuantile([1, 2, 3], weights: [1e-300, 1e300, 1e-300])
    #expect(apart.points.map(\.error) == [1, 2, 3])
    #expect(apart.points.allSatisfy { $0.normal.isFinite })
    #expect(apart.points[1].normal == 0)
    #expect(QuantileQuantile([1, 2], weights: [1e308, 1e308]).points.isEmpty)
    #expect(QuantileQuantile([1, .nan, 2]).points.isEmpty)
    #expect(QuantileQuantile([]).points.isEmpty)
    #expect(QuantileQuantile([3]).points.map(\.normal) == [0])
    #expect(QuantileQuantile([3, 3, 3]).slope == nil)
  }

  @Test func `The worst rows are those that sorting everything finds`() throws {
    var random = FixedRandom(state: 4)
    let errors = (0..<500).map { _ in Double(Int.random(in: -40...40, using: &random)) }
    let weights = (0..<500).map { _ in Double(Int.random(in: 0...2, using: &random)) }
    let rows = try RegressionPredictions(
      actual: errors,
      predicted: errors.map { _ in 0 },
      weights: weights
    )
    let sorted = (0..<500).filter { weights[$0] > 0 }
      .sorted { (abs(errors[$1]), $0) < (abs(errors[$0]), $1) }
    for count in [0, 1, 7, 100, 499, 1000] {
      #expect(rows.worst(count) == Array(sorted.prefix(count)))
    }
    #expect(rows.mostOverestimated(9).allSatisfy { errors[$0] < 0 })
    #expect(
      errors[rows.mostUnderestimated(1)[0]] == zip(errors, weights).filter { $1 > 0 }.map(\.0).max()
    )
    let high = try RegressionPredictions(actual: [1, 1], predicted: [2, 1])
    #expect(high.mostUnderestimated(2).isEmpty && high.mostOverestimated(2) == [0])
  }

  @Test func `A histogram has Freedman and Diaconis' width made nice, and counts everything`()
    throws
  {
    let errors = random(10_000, seed: 6)
    let histogram = try #require(Histogram(errors))
    // The range between a normal distribution's quartiles is 1.349: 2 · 1.349 / ∛10000 = 0.125.
    #expect(isClose(histogram.edges[1] - histogram.edges[0], 0.1) || histogram.edges.count < 61)
    #expect(histogram.edges.contains(0))
    #expect(histogram.weights.reduce(0, +) == 10_000)
    for (place, weight) in histogram.weights.enumerated() {
      let (lower, upper) = (histogram.edges[place], histogram.edges[place + 1])
      #expect(Double(errors.filter { $0 >= lower && $0 < upper }.count) == weight)
    }
  }

  @Test func `A histogram keeps to its limit with outliers, ties, one value and far from 0`() throws
  {
    let outlier = try #require(Histogram(random(1000, seed: 7) + [1e6]))
    #expect(outlier.weights.count <= 60 && outlier.weights.reduce(0, +) == 1001)
    // Sturges' 1 + log₂ 10 bins are 5, of 1.6 each.
    let ties = try #require(Histogram([0, 0, 0, 0, 0, 0, 0, 0, 1, 8]))
    #expect(ties.edges == [0, 2, 4, 6, 8])
    #expect(ties.weights == [9, 0, 0, 1])
    let one = try #require(Histogram([3, 3]))
    #expect(one.edges == [2.5, 3.5] && one.weights == [2])
    let far = try #require(Histogram([1e17, 1e17 + 64, 1e17 + 128]))
    #expect(far.weights.reduce(0, +) == 3)
    #expect(zip(far.edges, far.edges.dropFirst()).allSatisfy(<))
    #expect(try #require(Histogram([-3, 4], limit: 1)).weights.count <= 2)
    let tiny = try #require(Histogram([0, .leastNonzeroMagnitude, 3 * .leastNonzeroMagnitude]))
    #expect(tiny.weights.reduce(0, +) == 3)
    #expect(Histogram([]) == nil)
    #expect(Histogram([1, .nan]) == nil)
    #expect(Histogram([-1e308, 1e308]) == nil)
    let weighted = try #require(Histogram([1, 2, 3], weights: [2, 0, 0.5]))
    #expect(weighted.weights.reduce(0, +) == 2.5)
  }
}
