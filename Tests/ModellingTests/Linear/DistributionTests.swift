import Testing

@testable import Modelling

/// Tails and quantiles are right to 12 digits, also where they are tiny.
///
/// Wanted are numbers of mpmath with 50 digits: scipy keeps 9 to 12 at some places of the grid.
struct DistributionTests {
  struct Reference: Decodable {
    let t, tQuantiles, f, chiSquared, normal, normalQuantiles: [[Double]]
  }

  let reference: Reference

  init() throws { reference = try LinearReference.read("linear-distributions.json") }

  @Test func `Student's t`() {
    for row in reference.t {
      let student = StudentT(degreesOfFreedom: row[1])
      #expect(difference(student.twoSided(row[0]), row[2]) < 1e-12, "\(row)")
      #expect(student.twoSided(-row[0]) == student.twoSided(row[0]))
      #expect(difference(student.cumulative(-row[0]), row[2] / 2) < 1e-12, "\(row)")
      #expect(difference(student.cumulative(row[0]), 1 - row[2] / 2) < 1e-12, "\(row)")
    }
    #expect(StudentT(degreesOfFreedom: 3).twoSided(.infinity) == 0)
    // The Cauchy distribution: 1 - 2 atan(t) / π, about 2 / (π t).
    #expect(difference(StudentT(degreesOfFreedom: 1).twoSided(1e100), 2e-100 / .pi) < 1e-12)
  }

  @Test func `quantiles of Student's t`() {
    for row in reference.tQuantiles {
      let found = StudentT(degreesOfFreedom: row[1]).quantile(level: row[0])
      #expect(difference(found, row[2]) < 1e-12, "\(row)")
    }
  }

  @Test func `Fisher's F`() {
    for row in reference.f {
      let fisher = FDistribution(row[1], row[2])
      #expect(difference(fisher.upperTail(row[0]), row[3]) < 1e-12, "\(row)")
      #expect(difference(fisher.cumulative(row[0]), row[4]) < 1e-12, "\(row)")
    }
    #expect(FDistribution(2, 3).upperTail(0) == 1)
    #expect(FDistribution(2, 3).upperTail(.infinity) == 0)
  }

  @Test func `chi-squared`() {
    for row in reference.chiSquared {
      let chi = ChiSquared(degreesOfFreedom: row[1])
      #expect(difference(chi.upperTail(row[0]), row[2]) < 1e-12, "\(row)")
      #expect(difference(chi.cumulative(row[0]), row[3]) < 1e-12, "\(row)")
    }
    #expect(ChiSquared(degreesOfFreedom: 2).upperTail(0) == 1)
    #expect(ChiSquared(degreesOfFreedom: 2).upperTail(.infinity) == 0)
  }

  @Test func `the normal distribution`() {
    for row in reference.normal {
      #expect(difference(Normal.twoSided(row[0]), row[1]) < 1e-12, "\(row)")
      #expect(difference(Normal.cumulative(row[0]), row[2]) < 1e-12, "\(row)")
    }
    for row in reference.normalQuantiles {
      #expect(difference(Normal.quantile(row[0]), row[1]) < 1e-12, "\(row)")
    }
    #expect(difference(Normal.quantile(level: 0.95), 1.959963984540054) < 1e-14)
  }
}
