import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension FunctionLibrary {
  /// Distributions, with mean and deviation (or bounds) as optional arguments.
  ///
  /// Source: Vega's "Statistical functions".
  static let statistics: [Function] = [
    distribution("densityNormal", Normal.density),
    distribution("cumulativeNormal", Normal.cumulative),
    distribution("quantileNormal", Normal.quantile),
    distribution("densityLogNormal") { x, mean, deviation in
      x > 0 ? Normal.density(log(x), mean, deviation) / x : 0
    },
    distribution("cumulativeLogNormal") { x, mean, deviation in
      x > 0 ? Normal.cumulative(log(x), mean, deviation) : 0
    },
    distribution("quantileLogNormal") { p, mean, deviation in
      exp(Normal.quantile(p, mean, deviation))
    },
    uniform("densityUniform") { x, low, high in x >= low && x <= high ? 1 / (high - low) : 0 },
    uniform("cumulativeUniform") { x, low, high in
      x < low ? 0 : x > high ? 1 : (x - low) / (high - low)
    },
    uniform("quantileUniform") { p, low, high in
      p >= 0 && p <= 1 ? low + p * (high - low) : .nan
    },
    Function("sum", 1...1) { values, _ throws(Complaint) in
      try listed(values, 0).filter { !Comparison.isMissing($0) }
        .reduce(.int(0)) { Arithmetic.sum($0, numeric($1)) }
    },
    Function("mean", 1...1) { values, _ throws(Complaint) in
      let present = try listed(values, 0).filter { !Comparison.isMissing($0) }
      guard !present.isEmpty else { return .null }
      return .double(present.reduce(0) { $0 + number($1) } / Double(present.count))
    },
  ]

  private static func numeric(_ value: Value) -> Value {
    value.number == nil ? .double(number(value)) : value
  }

  private static func distribution(
    _ name: String,
    _ body: @escaping @Sendable (Double, Double, Double) -> Double
  ) -> Function {
    Function(name, 1...3) { values, _ in
      let mean = values.count > 1 ? number(values[1]) : 0
      return .double(body(number(values[0]), mean, values.count > 2 ? number(values[2]) : 1))
    }
  }

  /// With one bound given it is the upper one, and the lower is 0.
  private static func uniform(
    _ name: String,
    _ body: @escaping @Sendable (Double, Double, Double) -> Double
  ) -> Function {
    Function(name, 1...3) { values, _ in
      let bounds = values.dropFirst().map(number)
      switch bounds.count {
      case 0: return .double(body(number(values[0]), 0, 1))
      case 1: return .double(body(number(values[0]), 0, bounds[0]))
      default: return .double(body(number(values[0]), bounds[0], bounds[1]))
      }
    }
  }
}

/// The normal distribution.
enum Normal {
  static func density(_ x: Double, _ mean: Double, _ deviation: Double) -> Double {
    let z = (x - mean) / deviation
    return exp(-0.5 * z * z) / (deviation * (2 * Double.pi).squareRoot())
  }

  static func cumulative(_ x: Double, _ mean: Double, _ deviation: Double) -> Double {
    0.5 * erfc(-(x - mean) / (deviation * 2.0.squareRoot()))
  }

  /// The value that a share `p` lies below: Acklam's rational approximation
  /// (https://web.archive.org/web/20151030215612/http://home.online.no/~pjacklam/notes/invnorm/),
  /// made exact to the last digits by one step of Halley's method.
  static func quantile(_ p: Double, _ mean: Double, _ deviation: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    if p == 0 { return -.infinity }
    if p == 1 { return .infinity }
    let first = approximation(p)
    let error = cumulative(first, 0, 1) - p
    let step = error * (2 * Double.pi).squareRoot() * exp(first * first / 2)
    return mean + deviation * (first - step / (1 + first * step / 2))
  }

  private static func approximation(_ p: Double) -> Double {
    let a = [
      -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
      1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00,
    ]
    let b = [
      -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
      6.680131188771972e+01, -1.328068155288572e+01, 1,
    ]
    let c = [
      -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
      -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00,
    ]
    let d = [
      7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
      3.754408661907416e+00, 1,
    ]
    func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
      coefficients.reduce(0) { $0 * x + $1 }
    }
    if p < 0.02425 || p > 1 - 0.02425 {
      let q = (-2 * log(min(p, 1 - p))).squareRoot()
      let tail = polynomial(c, q) / polynomial(d, q)
      return p < 0.5 ? tail : -tail
    }
    let q = p - 0.5
    return q * polynomial(a, q * q) / polynomial(b, q * q)
  }
}
