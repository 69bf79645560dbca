import Diagnostics
import Tables

/// Numbers with a fraction, of one of the distributions.
struct NumberSource: ColumnSource {
  enum Law: Sendable {
    /// `min` ≤ x < `max`.
    case uniform(min: Double, max: Double)
    case normal(mean: Double, deviation: Double)
    case lognormal(mu: Double, sigma: Double)
    case exponential(mean: Double)
    case gamma(shape: Double, scale: Double)
    case beta(Double, Double)
  }

  let law: Law
  /// Numbers outside are put at the nearer end.
  let limits: ClosedRange<Double>
  /// Digits behind the point; nil for all a double has.
  let digits: Int?
  let stream: RandomStream

  var type: DataType { .float64 }

  func column(_ making: Making) throws(Diagnostic) -> Column {
    switch law {
    case .uniform(let low, let high):
      // Not low + unit * (high - low): the difference may be too large for a double.
      fill(making) { random in
        let unit = random.unit()
        return low * (1 - unit) + high * unit
      }
    case .normal(let mean, let deviation): fill(making) { mean + deviation * $0.normal() }
    case .lognormal(let mu, let sigma): fill(making) { $0.lognormal(mu: mu, sigma: sigma) }
    case .exponential(let mean): fill(making) { mean * $0.exponential() }
    case .gamma(let shape, let scale): fill(making) { scale * $0.gamma(shape: shape) }
    case .beta(let a, let b): fill(making) { $0.beta(a, b) }
    }
  }

  @inline(__always)
  private func fill(_ making: Making, _ draw: (inout RowRandom) -> Double) -> Column {
    let builder = FixedWidthBuilder<Double>(capacity: making.rows.count)
    let rounding = digits.map { Rounding(digits: $0) }
    for row in making.rows {
      var random = making.random(stream, row: row)
      // An infinite number (too large parameters) is at the nearer end too.
      let number = min(max(draw(&random), limits.lowerBound), limits.upperBound)
      builder.append(rounding.map { $0(number) } ?? number)
    }
    return builder.finish()
  }
}
