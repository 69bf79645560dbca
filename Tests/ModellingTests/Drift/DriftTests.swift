import Testing

@testable import Modelling

struct DriftTests {
  @Test func `The exact probability is the share of all orders, counted one by one`() throws {
    // Of the 10 orders of 3 and 2 rows, those whose distance is so great.
    for (distance, expected) in [(1.0, 0.2), (2.0 / 3, 0.6), (0.5, 0.9), (1.0 / 3, 1)] {
      var found = 0.0
      for places in 0..<32 where places.nonzeroBitCount == 2 {
        var (i, j, greatest) = (0, 0, 0.0)
        for bit in 0..<5 {
          if places >> bit & 1 == 1 { j += 1 } else { i += 1 }
          greatest = max(greatest, abs(Double(i) / 3 - Double(j) / 2))
        }
        if greatest >= distance - 1e-12 { found += 0.1 }
      }
      #expect(isClose(found, expected))
      #expect(isClose(KolmogorovSmirnov.exactTail(distance, 3, 2), found))
      #expect(isClose(KolmogorovSmirnov.exactTail(distance, 2, 3), found))
    }
  }

  @Test func `Samples too large for counting are approximated, and close to it`() throws {
    var random = FixedRandom(state: 1)
    let one = (0..<1500).map { _ in random.unit() }
    let other = (0..<1400).map { _ in random.unit() * 1.06 }
    let exact = try #require(KolmogorovSmirnov(one, other, .automatic))
    let asymptotic = try #require(KolmogorovSmirnov(one, other, .asymptotic))
    #expect(exact.isExact && !asymptotic.isExact)
    #expect(abs(exact.pValue - asymptotic.pValue) < 0.01)
    let large = try #require(KolmogorovSmirnov(one + one, other, .automatic))
    #expect(!large.isExact)
  }

  @Test func `Equal columns have not drifted, in any measure`() throws {
    let values: [Double] = [3, 1, 4, 1, 5, 9, 2, 6]
    let drift = try NumericDrift(reference: values, current: values.reversed())
    #expect(drift.test?.statistic == 0 && drift.test?.pValue == 1)
    #expect(drift.stability == 0 && drift.jensenShannon == 0 && drift.wasserstein == 0)
    #expect(drift.verdict == .none)
    let histograms = try #require(drift.histograms)
    #expect(histograms.reference == histograms.current)
    let categories = CategoryCounts(["a": 3, "b": 4])
    let same = CategoricalDrift(reference: categories, current: categories)
    #expect(same.stability == 0 && same.test?.pValue == 1 && same.verdict == .none)
  }

  @Test func `Columns without anything in common have drifted as far as can be`() throws {
    let drift = try NumericDrift(
      reference: (0..<50).map(Double.init),
      current: (100..<150).map(Double.init)
    )
    #expect(drift.test?.statistic == 1)
    #expect(drift.verdict == .strong)
    #expect(drift.wasserstein == 100)
    let histograms = try #require(drift.histograms)
    #expect(histograms.reference.edges == histograms.current.edges)
    #expect(histograms.reference.weights.reduce(0, +) == 50)
    #expect(histograms.current.weights.reduce(0, +) == 50)
    let apart = CategoricalDrift(
      reference: CategoryCounts(["a": 50]),
      current: CategoryCounts(["b": 50])
    )
    #expect(apart.jensenShannon == 1 && apart.verdict == .strong)
    #expect(apart.new.map(\.name) == ["b"] && apart.vanished.map(\.name) == ["a"])
  }

  @Test func `A change of few rows, which chance explains, is none`() throws {
    let drift = try NumericDrift(reference: [1, 2, 3, 4], current: [2, 3, 9])
    #expect((drift.stability ?? 0) > 0.2)
    #expect(drift.verdict == .none)
    #expect(DriftVerdict(stability: 0.3, pValue: 0.2) == .none)
    #expect(DriftVerdict(stability: 0.3, pValue: 0.04) == .strong)
    #expect(DriftVerdict(stability: 0.3, pValue: 0.04, alpha: 0.01) == .none)
    #expect(DriftVerdict(stability: 0.2, pValue: 0) == .some)
    #expect(DriftVerdict(stability: 0.1, pValue: 0) == .some)
    #expect(DriftVerdict(stability: 0.099, pValue: 0) == .none)
    #expect(DriftVerdict(stability: nil, pValue: nil) == .none)
  }

  @Test func `More missing values are drift, though the others are the same`() throws {
    let values = (0..<100).map(Double.init)
    let drift = try NumericDrift(
      reference: values + [.nan],
      current: values + [Double](repeating: .nan, count: 60)
    )
    #expect(drift.stability == 0)
    #expect(drift.missing.currentShare == 60.0 / 160)
    #expect(drift.missing.verdict == .strong && drift.verdict == .strong)
    let categories = CategoricalDrift(
      reference: CategoryCounts(["a": 100]),
      current: CategoryCounts([String?](repeating: nil, count: 40) + ["a"])
    )
    #expect(categories.verdict == .strong && categories.test == nil)
  }

  @Test func `Empty, missing and constant columns have what can be told of them`() throws {
    for (reference, current) in [([], [1, 2]), ([1, 2], []), ([.nan], [1]), ([], [])]
      as [([Double], [Double])]
    {
      let drift = try NumericDrift(reference: reference, current: current)
      #expect(drift.test == nil && drift.stability == nil && drift.wasserstein == nil)
    }
    #expect(KolmogorovSmirnov([1, .nan], [1]) == nil)
    let infinite = try #require(KolmogorovSmirnov([1, .infinity], [1, .infinity]))
    #expect(infinite.statistic == 0)
    let constant = try NumericDrift(reference: [4, 4, 4], current: [4, 4, 5])
    #expect(isClose(constant.wasserstein, 1.0 / 3))
    #expect(constant.normalisedWasserstein == nil)
    let empty = CategoricalDrift(reference: CategoryCounts([:]), current: CategoryCounts(["a": 1]))
    #expect(empty.test == nil && empty.stability == nil && empty.new.count == 1)
    #expect(throws: ModelError.self) { try NumericDrift(reference: [.infinity], current: [1]) }
    #expect(throws: ModelError.self) { try CategoryCounts(codes: [3], levels: ["a"]) }
  }

  @Test func `Categories are counted the same from codes and from values`() throws {
    let codes = try CategoryCounts(codes: [0, 2, -1, 0], levels: ["x", "y", "z"])
    #expect(codes == CategoryCounts(["x", "z", nil, "x"]))
    let drift = CategoricalDrift(
      reference: codes,
      current: CategoryCounts(["b": 1, "a": 1, "z": 5])
    )
    #expect(drift.categories.map(\.name) == ["x", "z", "a", "b"])
  }

  @Test func `A constant that has changed shows in the bins`() throws {
    let drift = try NumericDrift(
      reference: [Double](repeating: 1, count: 40),
      current: [Double](repeating: 2, count: 40)
    )
    #expect(drift.verdict == .strong)
  }
}
