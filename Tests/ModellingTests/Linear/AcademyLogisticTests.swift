import Testing

@testable import Modelling

/// Logistic models of the academy's features have the coefficients of statsmodels and scikit-learn.
@Suite(
  .enabled(
    if: AcademyFeatures.isHere,
    "needs ../shared/data/academy/features_reference.csv, which is not part of the project"
  )
)
struct AcademyLogisticTests {
  let features: AcademyFeatures
  let reference: LinearReference.Academy

  init() throws {
    features = try AcademyFeatures()
    reference = try LinearReference.read("linear-academy.json")
  }

  private var online: DesignMatrix { features.matrix(without: ["is_online", "off_line_numbers"]) }

  @Test func `two classes without penalty are those of statsmodels`() throws {
    let wanted = reference.logit
    let fit = try LogisticRegression.fit(
      online,
      classes: features.online,
      classCount: 2,
      l2: 0,
      workers: 2
    )
    #expect(fit.hasConverged && !fit.isSeparated)
    let equation = try #require(fit.equations.first)
    #expect(fit.equations.count == 1)
    #expect(difference([equation.intercept] + equation.coefficients, wanted.coefficients) < 1e-8)
    let inference = try #require(equation.inference)
    let tests = [inference.intercept] + inference.terms
    #expect(difference(tests.map { $0?.standardError }, wanted.standardErrors) < 1e-8)
    #expect(difference(tests.map { $0?.statistic }, wanted.statistics) < 1e-8)
    #expect(difference(tests.map { $0?.p }, wanted.p) < 1e-8)
    let intervals = inference.intervals(level: 0.9)
    let all = [intervals.intercept] + intervals.terms
    #expect(difference(all.map { $0?.lowerBound }, wanted.low) < 1e-8)
    #expect(difference(all.map { $0?.upperBound }, wanted.high) < 1e-8)
    #expect(difference(fit.logLikelihood, wanted.logLikelihood) < 1e-12)
    #expect(difference(fit.nullLogLikelihood, wanted.nullLogLikelihood) < 1e-12)
    #expect(difference(fit.pseudoRSquared, wanted.pseudoRSquared) < 1e-10)
    #expect(difference(fit.likelihoodRatio?.statistic, wanted.likelihoodRatio) < 1e-10)
    #expect(difference(fit.likelihoodRatio?.p, wanted.likelihoodRatioP) < 1e-8)
    #expect(difference(fit.aic, wanted.aic) < 1e-12)
    #expect(difference(fit.bic, wanted.bic) < 1e-12)
  }

  @Test func `weights count rows as those of statsmodels' GLM`() throws {
    let wanted = reference.logitWeighted
    let fit = try LogisticRegression.fit(
      online,
      classes: features.online,
      classCount: 2,
      weights: features.weights,
      l2: 0
    )
    let equation = try #require(fit.equations.first)
    #expect(difference([equation.intercept] + equation.coefficients, wanted.coefficients) < 1e-8)
    let inference = try #require(equation.inference)
    let tests = [inference.intercept] + inference.terms
    #expect(difference(tests.map { $0?.standardError }, wanted.standardErrors) < 1e-8)
    #expect(difference(fit.logLikelihood, wanted.logLikelihood) < 1e-12)
  }

  @Test(arguments: [false, true])
  func `two classes with a penalty are those of scikit-learn`(isWeighted: Bool) throws {
    let wanted = isWeighted ? reference.logisticL2Weighted : reference.logisticL2
    let fit = try LogisticRegression.fit(
      online,
      classes: features.online,
      classCount: 2,
      weights: isWeighted ? features.weights : nil,
      l2: 2
    )
    #expect(fit.hasConverged)
    #expect(difference(fit.equations.map(\.intercept), wanted.intercepts) < 1e-8)
    for (equation, wanted) in zip(fit.equations, wanted.coefficients) {
      #expect(difference(equation.coefficients, wanted) < 1e-8)
      #expect(equation.inference == nil)
    }
  }

  @Test(arguments: [false, true])
  func `five classes with a penalty are those of scikit-learn`(isWeighted: Bool) throws {
    let wanted = isWeighted ? reference.multinomialL2Weighted : reference.multinomialL2
    let x = standardized(features.matrix(without: ["grade"]))
    let fit = try LogisticRegression.fit(
      x,
      classes: features.grades,
      classCount: 5,
      weights: isWeighted ? features.weights : nil,
      l2: 2,
      workers: 2
    )
    #expect(fit.hasConverged)
    #expect(fit.equations.map(\.classNumber) == [0, 1, 2, 3, 4])
    #expect(difference(fit.equations.map(\.intercept), wanted.intercepts) < 1e-8)
    for (equation, wanted) in zip(fit.equations, wanted.coefficients) {
      #expect(difference(equation.coefficients, wanted) < 1e-8)
    }
    let probabilities = try fit.predict(x, workers: 2)
    #expect(probabilities.count == 5)
    for row in 0..<x.rowCount {
      #expect(abs(probabilities.reduce(0) { $0 + $1[row] } - 1) < 1e-14)
    }
  }

  @Test func `five classes without penalty are those of statsmodels, added up to 0`() throws {
    let wanted = reference.multinomial
    let names: Set = ["sex = M", "age", "purchases", "spent", "actions"]
    let fit = try LogisticRegression.fit(
      features.matrix(without: ["grade"], only: names),
      classes: features.grades,
      classCount: 5,
      l2: 0
    )
    #expect(fit.hasConverged && !fit.isSeparated)
    for (place, equation) in fit.equations.enumerated() {
      let found = [equation.intercept] + equation.coefficients
      #expect(difference(found, wanted.coefficients[place]) < 1e-8)
      let inference = try #require(equation.inference)
      let errors = ([inference.intercept] + inference.terms).map { $0?.standardError }
      #expect(difference(errors, wanted.standardErrors[place]) < 1e-8)
    }
    #expect(difference(fit.logLikelihood, wanted.logLikelihood) < 1e-12)
    #expect(difference(fit.nullLogLikelihood, wanted.nullLogLikelihood) < 1e-12)
  }
}
