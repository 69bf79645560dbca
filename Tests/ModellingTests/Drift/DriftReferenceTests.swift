import Testing

@testable import Modelling

/// Drift against scipy.
struct DriftReferenceTests {
  private struct Numeric: Decodable {
    let name: String
    let reference: [Double]
    let current: [Double]
    let statistic: Double
    let asymptotic: Double
    let exact: Double
    let wasserstein: Double
    let normalised: Double
    let before: [Double]
    let now: [Double]
    let stability: Double
    let jensenShannon: Double
  }

  private struct Categorical: Decodable {
    let reference: [Int]
    let current: [Int]
    let statistic: Double
    let pValue: Double
    let degreesOfFreedom: Int
    let leastExpected: Double
    let stability: Double
    let jensenShannon: Double
  }

  private struct Distributions: Decodable {
    let kolmogorov: [[Double]]
    let chiSquared: [[Double]]
  }

  @Test func `Drift of numbers equals scipy's measures`() throws {
    for each in try reference("drift_numeric.json", as: [Numeric].self) {
      let drift = try NumericDrift(reference: each.reference, current: each.current)
      let test = try #require(drift.test)
      #expect(isClose(test.statistic, each.statistic), "\(each.name)")
      #expect(test.isExact)
      #expect(isRelativelyClose(test.pValue, each.exact, within: 1e-9), "\(each.name)")
      let asymptotic = try #require(KolmogorovSmirnov(each.reference, each.current, .asymptotic))
      #expect(isRelativelyClose(asymptotic.pValue, each.asymptotic, within: 1e-9), "\(each.name)")
      #expect(isClose(drift.wasserstein, each.wasserstein), "\(each.name)")
      #expect(isClose(drift.normalisedWasserstein, each.normalised), "\(each.name)")
      #expect(isClose(drift.jensenShannon, each.jensenShannon), "\(each.name)")
      #expect(drift.referenceCounts == each.before && drift.currentCounts == each.now)
      #expect(isClose(drift.stability, each.stability), "\(each.name)")
    }
  }

  @Test func `Drift of categories equals scipy's measures`() throws {
    for each in try reference("drift_categorical.json", as: [Categorical].self) {
      func counts(_ values: [Int]) -> CategoryCounts {
        CategoryCounts(Dictionary(uniqueKeysWithValues: values.enumerated().map { ("\($0)", $1) }))
      }
      let drift = CategoricalDrift(
        reference: counts(each.reference),
        current: counts(each.current)
      )
      let test = try #require(drift.test)
      #expect(isClose(test.statistic, each.statistic))
      #expect(isRelativelyClose(test.pValue, each.pValue, within: 1e-11))
      #expect(test.degreesOfFreedom == each.degreesOfFreedom)
      #expect(isClose(test.leastExpected, each.leastExpected))
      #expect(isClose(drift.stability, each.stability))
      #expect(isClose(drift.jensenShannon, each.jensenShannon))
    }
  }

  @Test func `The Kolmogorov distribution equals scipy's at every size`() throws {
    let expected: Distributions = try reference("drift_distributions.json")
    #expect(expected.kolmogorov.count > 200)
    for row in expected.kolmogorov {
      let tail = KolmogorovDistribution.tail(row[1], Int(row[0]))
      #expect(
        isRelativelyClose(tail, row[2], within: 1e-9),
        "n \(row[0]), d \(row[1]), \(tail) for \(row[2])"
      )
    }
  }

  @Test func `The chi-squared distribution equals scipy's`() throws {
    let expected: Distributions = try reference("drift_distributions.json")
    for row in expected.chiSquared {
      let tail = ChiSquared(degreesOfFreedom: row[0]).upperTail(row[1])
      #expect(isRelativelyClose(tail, row[2], within: 1e-11), "\(row) \(tail)")
    }
  }

  private func isRelativelyClose(_ one: Double, _ other: Double, within tolerance: Double) -> Bool {
    abs(one - other) <= tolerance * abs(other)
  }
}
