/// Sums that are kept while values come and go; the variance is Welford's, which does not cancel.
struct RunningSummary: Sendable {
  private(set) var count = 0.0
  private var sum = 0.0
  private var product = 1.0
  private var mean = 0.0
  private var squares = 0.0

  mutating func add(_ value: Double) {
    count += 1
    sum += value
    product *= value
    let delta = value - mean
    mean += delta / count
    squares += delta * (value - mean)
  }

  /// Takes a value away that was added before; the product is not kept up.
  mutating func remove(_ value: Double) {
    count -= 1
    guard count > 0 else {
      self = RunningSummary()
      return
    }
    sum -= value
    let delta = value - mean
    mean -= delta / count
    squares -= delta * (value - mean)
  }

  /// NaN of too few values, or of an operation that is not kept.
  func value(_ operation: AggregateOperation) -> Double {
    guard count > 0 else { return .nan }
    switch operation {
    case .sum: return sum
    case .product: return product
    case .mean, .average: return sum / count
    default: break
    }
    guard count > 1 else { return .nan }
    let variance = max(0, squares) / (count - 1)
    return switch operation {
    case .variance: variance
    case .variancep: max(0, squares) / count
    case .stdev: variance.squareRoot()
    case .stdevp: (max(0, squares) / count).squareRoot()
    case .stderr: (variance / count).squareRoot()
    default: .nan
    }
  }
}
