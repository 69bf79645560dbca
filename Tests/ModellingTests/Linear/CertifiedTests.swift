import Testing

@testable import Modelling

/// Least squares keeps its digits where terms nearly are sums of each other.
struct CertifiedTests {
  @Test func `Longley's regression has eleven of NIST's digits`() throws {
    typealias Data = CertifiedData.Longley
    let names = ["deflator", "product", "unemployed", "armed", "population", "year"]
    let x = DesignMatrix(names: names, columns: Data.columns, rowCount: 16)
    let fit = try LinearRegression.fit(x, Data.target)
    #expect(difference([fit.intercept] + fit.coefficients, Data.coefficients) < 1e-11)
    let inference = try #require(fit.inference)
    let errors = ([inference.intercept] + inference.terms).map { $0?.standardError }
    #expect(difference(errors, Data.standardErrors) < 1e-11)
    #expect(difference(fit.rSquared, Data.rSquared) < 1e-13)
    #expect(difference(inference.sigma, Data.sigma) < 1e-12)
    #expect(difference(inference.fStatistic, Data.f) < 1e-12)
  }

  /// The condition number is 1.8e15, and the data itself is not exact in binary: solvers with 16 digits are left
  /// with 7 or 8, or drop a term, as R does.
  @Test func `Filippelli's polynomial has seven of NIST's digits`() throws {
    typealias Data = CertifiedData.Filip
    var columns: [[Double]] = []
    var power = [Double](repeating: 1, count: Data.place.count)
    for _ in 1...10 {
      power = zip(power, Data.place).map { $0 * $1 }
      columns.append(power)
    }
    let names = (1...10).map { "x^\($0)" }
    let x = DesignMatrix(names: names, columns: columns, rowCount: power.count)
    let fit = try LinearRegression.fit(x, Data.target)
    #expect(fit.aliased.isEmpty)
    #expect(difference([fit.intercept] + fit.coefficients, Data.coefficients) < 1e-7)
    let inference = try #require(fit.inference)
    let errors = ([inference.intercept] + inference.terms).map { $0?.standardError }
    #expect(difference(errors, Data.standardErrors) < 1e-7)
    #expect(difference(fit.rSquared, Data.rSquared) < 1e-10)
    #expect(difference(inference.sigma, Data.sigma) < 1e-8)
  }
}
