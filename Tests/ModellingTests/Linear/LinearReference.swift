import Foundation

/// What scikit-learn, statsmodels and scipy computed: scripts/model_reference_linear.py.
enum LinearReference {
  static func read<Value: Decodable>(_ name: String, as _: Value.Type = Value.self) throws -> Value
  {
    let folder = #filePath.components(separatedBy: "/Linear/")[0] + "/Reference/"
    let data = try Data(contentsOf: URL(fileURLWithPath: folder + name))
    return try JSONDecoder().decode(Value.self, from: data)
  }

  struct Academy: Decodable {
    let terms: [String]
    let ordinary: Ordinary
    let weighted: Ordinary
    let ridge: Penalized
    let ridgeWeighted: Penalized
    let lasso: Penalized
    let lassoWeighted: Penalized
    let elasticNet: Penalized
    let elasticNetWeighted: Penalized
    let logit: Logit
    let logitWeighted: WeightedLogit
    let logisticL2: Logistic
    let logisticL2Weighted: Logistic
    let multinomial: Multinomial
    let multinomialL2: Logistic
    let multinomialL2Weighted: Logistic
  }

  /// Lists start with the intercept.
  struct Ordinary: Decodable {
    let coefficients, standardErrors, statistics, p, low, high: [Double]
    let varianceInflation: [Double]
    let rSquared, adjustedRSquared, residualSumOfSquares, totalSumOfSquares, sigma: Double
    let f, fP, logLikelihood, aic, bic: Double
  }

  struct Penalized: Decodable {
    let intercept: Double
    let coefficients: [Double]
  }

  /// Lists start with the intercept.
  struct Logit: Decodable {
    let coefficients, standardErrors, statistics, p, low, high: [Double]
    let logLikelihood, nullLogLikelihood, pseudoRSquared, likelihoodRatio, likelihoodRatioP: Double
    let aic, bic: Double
  }

  struct WeightedLogit: Decodable {
    let coefficients, standardErrors: [Double]
    let logLikelihood: Double
  }

  struct Multinomial: Decodable {
    let coefficients, standardErrors: [[Double]]
    let logLikelihood, nullLogLikelihood: Double
  }

  struct Logistic: Decodable {
    let intercepts: [Double]
    let coefficients: [[Double]]
  }
}

/// The largest relative difference; infinite when lists differ in length or a number is missing.
func difference(_ found: [Double?], _ wanted: [Double]) -> Double {
  guard found.count == wanted.count else { return .infinity }
  return zip(found, wanted).map { found, wanted in
    guard let found, found.isFinite else { return .infinity }
    return found == wanted ? 0 : abs(found - wanted) / abs(wanted)
  }.max() ?? 0
}

func difference(_ found: Double?, _ wanted: Double) -> Double { difference([found], [wanted]) }
