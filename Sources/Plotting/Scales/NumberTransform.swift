#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What makes a continuous scale straight: the value itself, its logarithm or a power of it.
///
/// Source: d3-scale 4 (https://d3js.org/d3-scale).
enum NumberTransform: Sendable, Hashable {
  case identity
  /// The natural logarithm, whatever the scale's base; of negative domains that of the magnitude.
  case log(isNegative: Bool)
  /// The sign is kept, so that -4 under a square root is -2.
  case power(Double)
  /// Straight around zero, a logarithm beyond `constant` on both sides (J. Webber, 2013).
  case symlog(Double)

  func callAsFunction(_ value: Double) -> Double {
    switch self {
    case .identity: value
    case .log(let isNegative): isNegative ? -Self.log(-value) : Self.log(value)
    case .power(let exponent): Self.raised(value, exponent)
    case .symlog(let constant):
      value.sign == .minus ? -log1p(abs(value / constant)) : log1p(abs(value / constant))
    }
  }

  func inverse(_ value: Double) -> Double {
    switch self {
    case .identity: value
    case .log(let isNegative): isNegative ? -exp(-value) : exp(value)
    case .power(let exponent): Self.raised(value, 1 / exponent)
    case .symlog(let constant):
      (value.sign == .minus ? -expm1(abs(value)) : expm1(abs(value))) * constant
    }
  }

  private static func log(_ value: Double) -> Double {
    value > 0 ? naturalLogarithm(value) : value == 0 ? -.infinity : .nan
  }

  private static func raised(_ value: Double, _ exponent: Double) -> Double {
    if exponent == 0.5 { return value < 0 ? -(-value).squareRoot() : value.squareRoot() }
    return value < 0 ? -pow(-value, exponent) : pow(value, exponent)
  }

  /// A domain scaled about its middle, as it looks on the page: Vega's `zoomLinear` and its kin.
  func zoomed(_ low: Double, _ high: Double, by factor: Double) -> (Double, Double) {
    let (a, b) = (self(low), self(high))
    let middle = (a + b) / 2
    return (inverse(middle + (a - middle) * factor), inverse(middle + (b - middle) * factor))
  }
}

/// The C library's `log`, under a name that the enum's own members do not hide.
private func naturalLogarithm(_ value: Double) -> Double { log(value) }
