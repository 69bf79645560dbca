import Foundation
import Testing

@testable import Modelling

/// Data at the edge of what can be fitted gives a right result or an error that says why.
struct LinearDegenerateTests {
  let y: [Double] = [1, 3, 2, 5, 4]
  let a: [Double] = [1, 2, 3, 4, 5]
  let b: [Double] = [2, 1, 5, 3, 3]

  private func code(
    _ x: DesignMatrix,
    _ y: [Double],
    weights: [Double]? = nil,
    penalty: Penalty = .none
  ) -> String? {
    do throws(ModelError) {
      _ = try LinearRegression.fit(x, y, weights: weights, penalty: penalty)
      return nil
    } catch {
      return error.code
    }
  }

  @Test func `of terms that are sums of others the later has no coefficient`() throws {
    let sum = zip(a, b).map { 2 * $0 - $1 + 7 }
    let x = matrix([
      "a": a, "twice a": a.map { $0 * 2 }, "b": b, "one": [1, 1, 1, 1, 1], "sum": sum,
    ])
    let fit = try LinearRegression.fit(x, y)
    let plain = try LinearRegression.fit(matrix(["a": a, "b": b]), y)
    #expect(fit.aliased == ["twice a", "one", "sum"])
    #expect(fit.rank == 3)
    #expect(difference(fit.intercept, plain.intercept) < 1e-13)
    #expect(difference(fit.coefficients[0], plain.coefficients[0] ?? 0) < 1e-13)
    #expect(difference(fit.coefficients[2], plain.coefficients[1] ?? 0) < 1e-13)
    let (inference, wanted) = (try #require(fit.inference), try #require(plain.inference))
    #expect(inference.degreesOfFreedom == 2)
    #expect(inference.terms[1] == nil && inference.varianceInflation[1] == nil)
    let error = inference.terms[2]?.standardError
    #expect(difference(error, wanted.terms[1]?.standardError ?? 0) < 1e-13)
    #expect(try difference(fit.predict(x), plain.predict(matrix(["a": a, "b": b]))) < 1e-13)
  }

  @Test func `a sum that is rounded for its size is still found`() throws {
    // Around 1e9 numbers are 1.2e-7 apart: the third column is the sum but for that.
    let left = a.map { 1e9 + $0 / 3 }
    let right = b.map { 2e9 + $0 / 7 }
    let x = matrix(["left": left, "right": right, "sum": zip(left, right).map { $0 + $1 }])
    #expect(try LinearRegression.fit(x, y).aliased == ["sum"])
  }

  @Test func `more terms than rows leave no degrees of freedom`() throws {
    let x = matrix(["a": [1, 2, 4], "b": [3, 1, 1], "c": [0, 1, 0], "d": [5, 5, 4]])
    let fit = try LinearRegression.fit(x, [1, 2, 4])
    #expect(fit.rank == 3)
    #expect(fit.aliased == ["c", "d"])
    #expect(fit.inference == nil)
    #expect(try difference(fit.predict(x), [1, 2, 4]) < 1e-12)
  }

  @Test func `more terms than rows are fine with a penalty`() throws {
    // (X'X + I) b = X'y of the centred columns, by hand: 2 rows, columns (0, 2) and (0, 4), y (0, 10).
    let x = matrix(["a": [0, 2], "b": [0, 4], "c": [1, 1]])
    let ridge = try LinearRegression.fit(x, [0, 10], penalty: .ridge(alpha: 1))
    #expect(difference(ridge.coefficients, [10.0 / 11, 20.0 / 11, 0]) < 1e-14)
    #expect(difference(ridge.intercept, 5 - 10.0 / 11 - 2 * 20.0 / 11) < 1e-13)
    // The larger column does all: |slope| 2 * 4 * ... of (1/4)(10 - 4 b)² / ... + |b|: b = 10/4 - 2/8.
    let lasso = try LinearRegression.fit(x, [0, 10], penalty: .lasso(alpha: 1))
    #expect(difference(lasso.coefficients, [0, 2.25, 0]) < 1e-14)
    #expect(lasso.descent?.hasConverged == true)
  }

  @Test func `equal columns share a lasso's coefficient in some way`() throws {
    let one = try LinearRegression.fit(matrix(["a": a]), y, penalty: .lasso(alpha: 0.1))
    let two = try LinearRegression.fit(matrix(["a": a, "same": a]), y, penalty: .lasso(alpha: 0.1))
    #expect(two.descent?.hasConverged == true)
    let sum = two.coefficients.reduce(0) { $0 + ($1 ?? .nan) }
    #expect(difference(sum, one.coefficients[0] ?? 0) < 1e-12)
  }

  @Test func `a strong penalty leaves the mean`() throws {
    let x = matrix(["a": a, "b": b])
    for penalty in [Penalty.lasso(alpha: 100), .elasticNet(alpha: 1e300, l1Ratio: 0.5)] {
      let fit = try LinearRegression.fit(x, y, penalty: penalty)
      #expect(fit.coefficients == [0, 0])
      #expect(difference(fit.intercept, 3) < 1e-15)
      #expect(difference(fit.rSquared, 0) < 1e-15)
    }
    let ridge = try LinearRegression.fit(x, y, penalty: .ridge(alpha: 1e300))
    #expect(difference(ridge.intercept, 3) < 1e-15)
  }

  @Test func `a penalty of nothing is ordinary least squares`() throws {
    let x = matrix(["a": a, "b": b])
    let plain = try LinearRegression.fit(x, y)
    for penalty in [Penalty.ridge(alpha: 0), .lasso(alpha: 0), .elasticNet(alpha: 0, l1Ratio: 0.5)]
    {
      let fit = try LinearRegression.fit(x, y, penalty: penalty)
      #expect(fit.coefficients == plain.coefficients && fit.inference == plain.inference)
    }
    // An elastic net without L1 is a ridge of the sum of weights times alpha.
    let net = try LinearRegression.fit(x, y, penalty: .elasticNet(alpha: 0.4, l1Ratio: 0))
    let ridge = try LinearRegression.fit(x, y, penalty: .ridge(alpha: 2))
    #expect(net.coefficients == ridge.coefficients)
  }

  @Test func `one row is its target`() throws {
    let fit = try LinearRegression.fit(matrix(["a": [3]]), [7])
    #expect(fit.intercept == 7 && fit.coefficients == [nil] && fit.rank == 1)
    #expect(fit.inference == nil && fit.rSquared == nil)
  }

  @Test func `no terms give the mean`() throws {
    let fit = try LinearRegression.fit(DesignMatrix(names: [], columns: [], rowCount: 5), y)
    #expect(difference(fit.intercept, 3) < 1e-15)
    let inference = try #require(fit.inference)
    // The standard error of a mean: the root of 10 / 4 / 5.
    #expect(difference(inference.intercept.standardError, 0.5.squareRoot()) < 1e-14)
    #expect(inference.fStatistic == nil)
    let ridge = try LinearRegression.fit(
      DesignMatrix(names: [], columns: [], rowCount: 5),
      y,
      penalty: .lasso(alpha: 1)
    )
    #expect(difference(ridge.intercept, 3) < 1e-15)
  }

  @Test(arguments: [Penalty.none, .ridge(alpha: 1), .lasso(alpha: 0.1)])
  func `a constant target has no R²`(penalty: Penalty) throws {
    let target = [Double](repeating: 0.1, count: 5)
    let fit = try LinearRegression.fit(matrix(["a": a, "b": b]), target, penalty: penalty)
    #expect(fit.intercept == 0.1 && fit.coefficients == [0, 0])
    #expect(fit.rSquared == nil && fit.totalSumOfSquares == 0)
    #expect(fit.inference?.adjustedRSquared == nil && fit.inference?.logLikelihood == nil)
    #expect(fit.inference?.terms[0]?.p == nil)
  }

  @Test func `rows of weight 0 are as good as absent`() throws {
    let x = matrix(["a": a + [99, -5], "b": b + [1e6, 0]])
    let fit = try LinearRegression.fit(x, y + [-1, 1e9], weights: [1, 1, 1, 1, 1, 0, 0])
    let plain = try LinearRegression.fit(matrix(["a": a, "b": b]), y)
    #expect(fit.rowCount == 5 && fit.weightSum == 5)
    #expect(difference(fit.coefficients, plain.coefficients.map { $0 ?? 0 }) < 1e-9)
    let (inference, wanted) = (try #require(fit.inference), try #require(plain.inference))
    #expect(inference.degreesOfFreedom == wanted.degreesOfFreedom)
    #expect(difference(inference.sigma, wanted.sigma) < 1e-9)
    #expect(difference(inference.logLikelihood, wanted.logLikelihood ?? 0) < 1e-9)
  }

  @Test(arguments: [1e-200, 1e-30, 1e12, 1e150])
  func `units of measurement do not matter`(unit: Double) throws {
    let plain = try LinearRegression.fit(matrix(["a": a, "b": b]), y)
    let x = matrix(["a": a.map { $0 * unit }, "b": b])
    let fit = try LinearRegression.fit(x, y)
    #expect(difference(fit.coefficients[0].map { $0 * unit }, plain.coefficients[0] ?? 0) < 1e-12)
    #expect(difference(fit.coefficients[1], plain.coefficients[1] ?? 0) < 1e-12)
    let wanted = plain.inference?.terms[0]?.p ?? 0
    #expect(difference(fit.inference?.terms[0]?.p, wanted) < 1e-12)
    let weights = [Double](repeating: unit, count: 5)
    let weighted = try LinearRegression.fit(matrix(["a": a, "b": b]), y, weights: weights)
    #expect(difference(weighted.inference?.terms[0]?.p, wanted) < 1e-12)
    #expect(difference(weighted.residualSumOfSquares / unit, plain.residualSumOfSquares) < 1e-12)
    // Ridge in other units: the penalty of the coefficient of a is another one.
    let ridge = try LinearRegression.fit(
      matrix(["a": a]),
      y.map { $0 * unit },
      penalty: .ridge(alpha: 2)
    )
    // Σ (a - ā)² is 10, Σ (a - ā)(y - ȳ) is 8.
    #expect(difference(ridge.coefficients[0].map { $0 / unit }, 8.0 / 12) < 1e-13)
  }

  @Test func `what all numbers have in common costs no digits`() throws {
    let seconds = a.map { 1.7e9 + $0 }
    let fit = try LinearRegression.fit(matrix(["t": seconds]), y.map { $0 + 1e6 })
    #expect(difference(fit.coefficients, [0.8]) < 1e-14)
    #expect(difference(fit.inference?.terms[0]?.standardError, (3.6 / 3 / 10).squareRoot()) < 1e-13)
  }

  @Test func `a perfect fit has no test`() throws {
    let fit = try LinearRegression.fit(matrix(["a": a]), a.map { 2 * $0 + 1 })
    #expect(difference(fit.coefficients, [2]) < 1e-14 && difference(fit.intercept, 1) < 1e-13)
    #expect(difference(fit.rSquared, 1) < 1e-15)
  }

  @Test func `what cannot be fitted says why`() {
    let x = matrix(["a": a])
    #expect(code(DesignMatrix(names: ["a"], columns: [[]], rowCount: 0), []) == "no-rows")
    #expect(code(x, [1]) == "lengths-differ")
    #expect(code(x, y, weights: [1]) == "lengths-differ")
    #expect(code(x, y, weights: [0, 0, 0, 0, 0]) == "bad-weight")
    #expect(code(x, y, weights: [1, 1, -1, 1, 1]) == "bad-weight")
    #expect(code(x, y, weights: [1, 1, .nan, 1, 1]) == "bad-weight")
    #expect(code(x, y, weights: [1, 1, .infinity, 1, 1]) == "bad-weight")
    #expect(code(x, y, penalty: .ridge(alpha: -1)) == "bad-penalty")
    #expect(code(x, y, penalty: .lasso(alpha: .infinity)) == "bad-penalty")
    #expect(code(x, y, penalty: .elasticNet(alpha: 1, l1Ratio: 1.5)) == "bad-penalty")
    #expect(code(x, y, penalty: .elasticNet(alpha: 1, l1Ratio: .nan)) == "bad-penalty")
    #expect(code(x, [1, 2, .infinity, 4, 5]) == "not-finite")
    #expect(code(x, [1, 2, .nan, 4, 5]) == "not-finite")
    #expect(code(matrix(["a": [1, 2, -.infinity, 4, 5]]), y) == "not-finite")
    #expect(code(matrix(["a": [.nan, 2, 3, 4, 5]]), y) == "not-finite")
    let names = (0...5000).map { "x\($0)" }
    let many = DesignMatrix(names: names, columns: names.map { _ in [1] }, rowCount: 1)
    #expect(code(many, [1]) == "too-many-terms")
  }

  @Test func `an infinite number is named`() throws {
    let x = matrix(["a": a, "b": [1, 2, .infinity, 4, 5]])
    let error = #expect(throws: ModelError.self) { _ = try LinearRegression.fit(x, y) }
    #expect(
      error?.message == "'b' has a number that is missing, infinite or too large to calculate with"
    )
  }

  @Test func `other terms are refused`() throws {
    let fit = try LinearRegression.fit(matrix(["a": a]), y)
    let error = #expect(throws: ModelError.self) { _ = try fit.predict(matrix(["b": a])) }
    #expect(error?.message == "the model has the terms a, the data has b")
    #expect(try fit.predict(DesignMatrix(names: ["a"], columns: [[]], rowCount: 0)) == [])
  }

  @Test func `a fit survives JSON`() throws {
    let x = matrix(["a": a, "twice": a.map { $0 * 2 }, "b": b])
    for penalty in [Penalty.none, .elasticNet(alpha: 0.1, l1Ratio: 0.5)] {
      let fit = try LinearRegression.fit(x, y, penalty: penalty)
      let data = try JSONEncoder().encode(fit)
      #expect(try JSONDecoder().decode(LinearFit.self, from: data) == fit)
    }
  }
}
