import Testing

@testable import Modelling

/// Linear models of the academy's features have the coefficients of statsmodels and scikit-learn.
@Suite(
  .enabled(
    if: AcademyFeatures.isHere,
    "needs ../shared/data/academy/features_reference.csv, which is not part of the project"
  )
)
struct AcademyLinearTests {
  let features: AcademyFeatures
  let reference: LinearReference.Academy

  init() throws {
    features = try AcademyFeatures()
    reference = try LinearReference.read("linear-academy.json")
  }

  @Test(arguments: [false, true])
  func `ordinary least squares is that of statsmodels`(isWeighted: Bool) throws {
    let wanted = isWeighted ? reference.weighted : reference.ordinary
    let weights = isWeighted ? features.weights : nil
    let x = features.matrix()
    #expect(x.names == reference.terms)
    let fit = try LinearRegression.fit(x, features.target, weights: weights, workers: 2)
    #expect(difference([fit.intercept] + fit.coefficients, wanted.coefficients) < 1e-10)
    #expect(difference(fit.rSquared, wanted.rSquared) < 1e-12)
    #expect(difference(fit.residualSumOfSquares, wanted.residualSumOfSquares) < 1e-11)
    #expect(difference(fit.totalSumOfSquares, wanted.totalSumOfSquares) < 1e-11)
    let inference = try #require(fit.inference)
    let tests = [inference.intercept] + inference.terms
    #expect(difference(tests.map { $0?.coefficient }, wanted.coefficients) < 1e-10)
    #expect(difference(tests.map { $0?.standardError }, wanted.standardErrors) < 1e-10)
    #expect(difference(tests.map { $0?.statistic }, wanted.statistics) < 1e-10)
    #expect(difference(tests.map { $0?.p }, wanted.p) < 1e-8)
    let intervals = inference.intervals(level: 0.9)
    let all = [intervals.intercept] + intervals.terms
    #expect(difference(all.map { $0?.lowerBound }, wanted.low) < 1e-8)
    #expect(difference(all.map { $0?.upperBound }, wanted.high) < 1e-8)
    #expect(difference(inference.varianceInflation, wanted.varianceInflation) < 1e-9)
    #expect(difference(inference.adjustedRSquared, wanted.adjustedRSquared) < 1e-12)
    #expect(difference(inference.sigma, wanted.sigma) < 1e-11)
    #expect(difference(inference.fStatistic, wanted.f) < 1e-10)
    #expect(difference(inference.fP, wanted.fP) < 1e-8)
    #expect(difference(inference.logLikelihood, wanted.logLikelihood) < 1e-11)
    #expect(difference(inference.aic, wanted.aic) < 1e-11)
    #expect(difference(inference.bic, wanted.bic) < 1e-11)
    #expect(fit.rank == x.columnCount + 1)
    #expect(fit.aliased.isEmpty)
  }

  @Test(arguments: ["ridge", "lasso", "elasticNet"], [false, true])
  func `a penalty gives the coefficients of scikit-learn`(
    kind: String,
    isWeighted: Bool
  ) throws {
    let penalty: Penalty
    let wanted: LinearReference.Penalized
    switch kind {
    case "ridge":
      penalty = .ridge(alpha: 3)
      wanted = isWeighted ? reference.ridgeWeighted : reference.ridge
    case "lasso":
      penalty = .lasso(alpha: 0.25)
      wanted = isWeighted ? reference.lassoWeighted : reference.lasso
    default:
      penalty = .elasticNet(alpha: 0.5, l1Ratio: 0.3)
      wanted = isWeighted ? reference.elasticNetWeighted : reference.elasticNet
    }
    let weights = isWeighted ? features.weights : nil
    let fit = try LinearRegression.fit(
      features.matrix(),
      features.target,
      weights: weights,
      penalty: penalty
    )
    #expect(difference(fit.intercept, wanted.intercept) < 1e-9)
    #expect(difference(fit.coefficients, wanted.coefficients) < 1e-8)
    #expect(fit.inference == nil)
    #expect(fit.descent.map(\.hasConverged) ?? true)
    #expect((fit.descent?.dualityGap ?? 0) < 1e-13)
    // What the small triangle says of the residuals is what the rows say.
    let predicted = try fit.predict(features.matrix())
    let rows = zip(features.target, predicted).enumerated().map { row, pair in
      (pair.0 - pair.1) * (pair.0 - pair.1) * (weights?[row] ?? 1)
    }
    #expect(difference(fit.residualSumOfSquares, rows.reduce(0, +)) < 1e-10)
  }
}
