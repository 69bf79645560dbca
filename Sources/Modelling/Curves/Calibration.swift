/// Whether what was given a probability happens as often as that.
///
/// As scikit-learn's `calibration_curve`, with weights besides.
public struct Calibration: Sendable, Hashable {
  public enum Bins: String, Sendable, Hashable {
    /// Of equal width from 0 to 1.
    case uniform
    /// Of equal numbers of rows (of equal weight, where rows are weighted).
    case quantile
  }

  public struct Bin: Sendable, Hashable {
    /// The bin holds probabilities above `lower` and up to `upper`; the first one also its lower.
    public let lower: Double
    public let upper: Double
    public let rows: Int
    public let weight: Double
    /// The mean probability, and the share that was positive.
    public let predicted: Double
    public let actual: Double
  }

  /// The bins that have rows.
  public let bins: [Bin]

  /// The mean distance of `actual` from `predicted`, bins counting by weight.
  ///
  /// The expected calibration error (Naeini, Cooper and Hauskrecht, 2015). Nil without rows.
  public var expectedError: Double? {
    let weight = bins.reduce(0) { $0 + $1.weight }
    return ratio(bins.reduce(0) { $0 + $1.weight * abs($1.actual - $1.predicted) }, weight)
  }

  /// The largest of these distances.
  public var maximumError: Double? { bins.map { abs($0.actual - $0.predicted) }.max() }

  public init(_ rows: BinaryPredictions, _ kind: Bins = .uniform, count: Int = 10) {
    let shares = (0...max(1, count)).map { Double($0) * (1 / Double(max(1, count))) }
    let sample = kind == .quantile ? SortedSample(rows.probability, weights: rows.weights) : nil
    let edges = sample.map { $0.quantiles(shares) ?? [0, 1] } ?? shares
    let inner = Array(edges.dropFirst().dropLast())
    var sums = [(CompensatedSum, CompensatedSum, CompensatedSum, Int)](
      repeating: (CompensatedSum(), CompensatedSum(), CompensatedSum(), 0),
      count: inner.count + 1
    )
    for row in 0..<rows.actual.count {
      let weight = rows.weights?[row] ?? 1
      let place = countOf(inner, below: rows.probability[row])
      sums[place].0.add(weight)
      sums[place].1.add(weight * rows.probability[row])
      if rows.actual[row] { sums[place].2.add(weight) }
      sums[place].3 += 1
    }
    bins = sums.enumerated().compactMap { place, sum in
      guard let predicted = ratio(sum.1.value, sum.0.value),
        let actual = ratio(sum.2.value, sum.0.value)
      else { return nil }
      return Bin(
        lower: edges[place],
        upper: edges[place + 1],
        rows: sum.3,
        weight: sum.0.value,
        predicted: predicted,
        actual: actual
      )
    }
  }
}

/// How many of some ascending numbers are below a value.
@inline(__always)
func countOf(_ ascending: [Double], below value: Double) -> Int {
  var (low, high) = (0, ascending.count)
  while low < high {
    let middle = (low + high) / 2
    if ascending[middle] < value { low = middle + 1 } else { high = middle }
  }
  return low
}
