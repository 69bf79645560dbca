#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The density of values, each spread out as a normal distribution.
///
/// Source: vega-statistics' `kde`, and for the bandwidth D. W. Scott (1992), Multivariate Density
/// Estimation.
struct KernelDensity: Sendable {
  private let values: [Double]
  private let bandwidth: Double

  /// - Parameters:
  ///   - values: NaN, which stands for null, counts as 0.
  ///   - bandwidth: the standard deviation of the kernel; 0 is estimated.
  init(_ values: [Double], bandwidth: Double = 0) {
    self.values = values.map { $0.isNaN ? 0 : $0 }
    self.bandwidth = bandwidth > 0 ? bandwidth : Self.estimate(values)
  }

  private static func estimate(_ values: [Double]) -> Double {
    let sorted = values.filter { !$0.isNaN }.sorted()
    var running = RunningSummary()
    for value in sorted { running.add(value) }
    let deviation = running.value(.stdev)
    let lower = Summary.quantile(0.25, of: sorted)
    let spread = (Summary.quantile(0.75, of: sorted) - lower) / 1.34
    let candidates = [min(deviation, spread), deviation, abs(lower), 1]
    let width = candidates.first { $0 > 0 && $0.isFinite } ?? 1
    return 1.06 * width * pow(Double(max(1, values.count)), -0.2)
  }

  func density(_ x: Double) -> Double {
    var sum = 0.0
    for value in values {
      let z = (x - value) / bandwidth
      sum += exp(-0.5 * z * z)
    }
    return sum / (2 * Double.pi).squareRoot() / bandwidth / Double(values.count)
  }

  /// The part of the values that lies below.
  func cumulative(_ x: Double) -> Double {
    var sum = 0.0
    for value in values { sum += 0.5 * erfc((value - x) / bandwidth / 2.0.squareRoot()) }
    return sum / Double(values.count)
  }
}
