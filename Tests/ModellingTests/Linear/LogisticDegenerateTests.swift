import Foundation
import Testing

@testable import Modelling

/// Logistic models at the edge: separated classes, absent ones, columns that say nothing.
struct LogisticDegenerateTests {
  let a: [Double] = [1, 2, 3, 4, 5, 6, 7, 8]
  let b: [Double] = [2, 1, 5, 3, 3, 0, 1, 4]
  let classes: [Int32] = [0, 0, 1, 0, 1, 0, 1, 1]

  @Test func `a group in two halves has the odds of its counts`() throws {
    // 1 of 4 and 3 of 4: the intercept is log(1/3), the difference log(3) - log(1/3).
    let x = matrix(["second": [0, 0, 0, 0, 1, 1, 1, 1]])
    let fit = try LogisticRegression.fit(x, classes: classes, classCount: 2, l2: 0)
    let equation = try #require(fit.equations.first)
    #expect(fit.hasConverged && equation.classNumber == 1)
    #expect(
      difference([equation.intercept] + equation.coefficients, [-log(3), 2 * log(3)]) < 1e-13
    )
    // 1/1 + 1/3 in each group.
    let error = equation.inference?.terms[0]?.standardError
    #expect(difference(error, (8.0 / 3).squareRoot()) < 1e-13)
    let probabilities = try fit.predict(x)
    #expect(difference(probabilities[1], [0.25, 0.25, 0.25, 0.25, 0.75, 0.75, 0.75, 0.75]) < 1e-13)
  }

  @Test func `separated classes are said to be so, and predicted`() throws {
    let separated: [Int32] = [0, 0, 0, 0, 1, 1, 1, 1]
    let x = matrix(["a": a, "b": b])
    let fit = try LogisticRegression.fit(x, classes: separated, classCount: 2, l2: 0)
    #expect(fit.isSeparated && !fit.hasConverged)
    #expect(fit.equations[0].inference == nil)
    let probabilities = try fit.predict(x)
    for (row, probability) in probabilities[1].enumerated() {
      #expect(abs(probability - Double(separated[row])) < 1e-7)
    }
    let penalized = try LogisticRegression.fit(x, classes: separated, classCount: 2, l2: 1e-6)
    #expect(penalized.hasConverged && !penalized.isSeparated)
  }

  @Test func `classes that one level separates are said to be so`() throws {
    // Where the level is 1 all rows are of class 1; elsewhere 2 of 6.
    let x = matrix(["level": [0, 0, 0, 0, 0, 0, 1, 1]])
    let fit = try LogisticRegression.fit(x, classes: classes, classCount: 2, l2: 0)
    #expect(fit.isSeparated && !fit.hasConverged)
    #expect(
      difference(try fit.predict(x)[1].prefix(6).map { $0 }, [Double](repeating: 1.0 / 3, count: 6))
        < 1e-6
    )
    #expect(difference(fit.logLikelihood, 2 * log(1.0 / 3) + 4 * log(2.0 / 3)) < 1e-7)
  }

  @Test func `three classes of which one is separated`() throws {
    let numbers: [Int32] = [0, 1, 0, 1, 1, 0, 2, 2]
    let fit = try LogisticRegression.fit(matrix(["a": a]), classes: numbers, classCount: 3, l2: 0)
    #expect(fit.isSeparated)
    let probabilities = try fit.predict(matrix(["a": a]))
    #expect(probabilities[2][7] > 1 - 1e-7 && probabilities[2][0] < 1e-7)
  }

  @Test func `rare classes and large steps still converge`() throws {
    // One row in 4,000 is of class 1, and it lies far out but not alone.
    var numbers = SeededNumbers(5)
    let column = (0..<4_000).map { _ in numbers.uniform() * 20 }
    var rare = [Int32](repeating: 0, count: 4_000)
    rare[7] = 1
    let fit = try LogisticRegression.fit(matrix(["x": column]), classes: rare, classCount: 2, l2: 0)
    #expect(fit.hasConverged && !fit.isSeparated)
    // At the optimum probabilities add up to the counts.
    let sum = try fit.predict(matrix(["x": column]))[1].reduce(0, +)
    #expect(difference(sum, 1) < 1e-10)
  }

  @Test func `a class without rows has the probability 0`() throws {
    let x = matrix(["a": a, "b": b])
    let two = try LogisticRegression.fit(x, classes: classes, classCount: 2, l2: 1)
    let shifted = classes.map { $0 == 0 ? Int32(1) : 3 }
    let fit = try LogisticRegression.fit(x, classes: shifted, classCount: 5, l2: 1)
    #expect(fit.classes == [1, 3] && fit.equations.map(\.classNumber) == [3])
    #expect(fit.equations[0].coefficients == two.equations[0].coefficients)
    let (found, wanted) = (try fit.predict(x), try two.predict(x))
    let none = [Double](repeating: 0, count: 8)
    #expect(found == [none, wanted[0], none, wanted[1], none])
  }

  @Test func `a class whose rows have weight 0 is absent`() throws {
    let x = matrix(["a": a])
    var numbers = classes
    numbers[0] = 2
    let weights: [Double] = [0, 1, 1, 1, 1, 1, 1, 1]
    let fit = try LogisticRegression.fit(
      x,
      classes: numbers,
      classCount: 3,
      weights: weights,
      l2: 1
    )
    #expect(fit.classes == [0, 1] && fit.rowCount == 7)
  }

  @Test func `terms that say nothing have no coefficient, or 0 with a penalty`() throws {
    let x = matrix(["a": a, "one": [Double](repeating: 0.1, count: 8), "twice": a.map { 2 * $0 }])
    let plain = try LogisticRegression.fit(matrix(["a": a]), classes: classes, classCount: 2, l2: 0)
    let fit = try LogisticRegression.fit(x, classes: classes, classCount: 2, l2: 0)
    #expect(fit.aliased == ["one", "twice"] && fit.parameterCount == 2)
    #expect(
      difference(fit.equations[0].coefficients[0], plain.equations[0].coefficients[0] ?? 0) < 1e-12
    )
    let penalized = try LogisticRegression.fit(x, classes: classes, classCount: 2, l2: 1)
    #expect(penalized.equations[0].coefficients[1] == 0)
    #expect(penalized.equations[0].coefficients[2] != nil)
  }

  @Test func `no terms give the shares`() throws {
    let none = DesignMatrix(names: [], columns: [], rowCount: 8)
    let numbers: [Int32] = [0, 0, 0, 0, 1, 1, 1, 2]
    let fit = try LogisticRegression.fit(none, classes: numbers, classCount: 3, l2: 0)
    #expect(fit.likelihoodRatio == nil)
    #expect(difference(fit.logLikelihood, fit.nullLogLikelihood) < 1e-14)
    #expect(difference(try fit.predict(none).map { $0[0] }, [0.5, 0.375, 0.125]) < 1e-14)
  }

  @Test(arguments: [1e-100, 1e9, 1e100])
  func `the unit of weights matters to nothing but sums`(unit: Double) throws {
    let x = matrix(["a": a, "b": b])
    let plain = try LogisticRegression.fit(x, classes: classes, classCount: 2, l2: 0)
    let weights = [Double](repeating: unit, count: 8)
    let fit = try LogisticRegression.fit(
      x,
      classes: classes,
      classCount: 2,
      weights: weights,
      l2: 0
    )
    let wanted = plain.equations[0].coefficients.map { $0 ?? 0 }
    #expect(difference(fit.equations[0].coefficients, wanted) < 1e-12)
    #expect(difference(fit.logLikelihood / unit, plain.logLikelihood) < 1e-12)
    let error = plain.equations[0].inference?.terms[0]?.standardError ?? 0
    let found = fit.equations[0].inference?.terms[0]?.standardError ?? 0
    #expect(difference(found * unit.squareRoot(), error) < 1e-12)
  }

  @Test func `timestamps and small units converge`() throws {
    let plain = try LogisticRegression.fit(matrix(["a": a]), classes: classes, classCount: 2, l2: 0)
    let wanted = plain.equations[0].coefficients[0] ?? 0
    for (shift, unit) in [(1.7e9, 1.0), (0, 1e-150), (0, 1e150)] {
      let x = matrix(["a": a.map { $0 * unit + shift }])
      let fit = try LogisticRegression.fit(x, classes: classes, classCount: 2, l2: 0)
      #expect(fit.hasConverged)
      #expect(difference(fit.equations[0].coefficients[0].map { $0 * unit }, wanted) < 1e-11)
    }
  }

  @Test func `too few iterations are said`() throws {
    let fit = try LogisticRegression.fit(
      matrix(["a": a]),
      classes: classes,
      classCount: 2,
      l2: 0,
      maximumIterations: 1
    )
    #expect(!fit.hasConverged && fit.iterations == 1 && fit.equations[0].inference == nil)
  }

  @Test func `what cannot be fitted says why`() {
    let x = matrix(["a": a])
    func code(_ classes: [Int32], _ count: Int = 2, l2: Double = 1, x: DesignMatrix) -> String? {
      do throws(ModelError) {
        _ = try LogisticRegression.fit(x, classes: classes, classCount: count, l2: l2)
        return nil
      } catch {
        return error.code
      }
    }
    #expect(code([1, 1, 1, 1, 1, 1, 1, 1], x: x) == "one-class")
    #expect(code([0, 1, 2, 0, 1, 1, 1, 1], x: x) == "bad-class")
    #expect(code([0, 1, -1, 0, 1, 1, 1, 1], x: x) == "bad-class")
    #expect(code(classes, 0, x: x) == "bad-class")
    #expect(code([0], x: x) == "lengths-differ")
    #expect(code(classes, l2: -1, x: x) == "bad-penalty")
    #expect(code(classes, l2: .nan, x: x) == "bad-penalty")
    #expect(code([], x: DesignMatrix(names: [], columns: [], rowCount: 0)) == "no-rows")
    #expect(code(classes, x: matrix(["a": [1, 2, 3, .nan, 5, 6, 7, 8]])) == "not-finite")
    let names = (0..<2_600).map { "x\($0)" }
    let wide = DesignMatrix(
      names: names,
      columns: names.map { _ in [1, 2, 3] },
      rowCount: 3
    )
    #expect(code([0, 1, 2], 3, x: wide) == "too-many-terms")
  }

  @Test func `a fit survives JSON`() throws {
    let x = matrix(["a": a, "twice": a.map { $0 * 2 }])
    let fit = try LogisticRegression.fit(x, classes: classes, classCount: 2, l2: 0)
    let data = try JSONEncoder().encode(fit)
    #expect(try JSONDecoder().decode(LogisticFit.self, from: data) == fit)
  }
}
