/// Whether two samples of numbers may come from one distribution.
public struct KolmogorovSmirnov: Sendable, Hashable {
  /// The greatest distance between the two empirical distribution functions.
  public let statistic: Double
  /// The probability of such a distance or a greater one, were the distributions equal.
  public let pValue: Double
  /// Whether `pValue` counts all arrangements of the rows, rather than approximating.
  public let isExact: Bool

  public enum Method: Sendable, Hashable {
    /// Exact when the product of the samples' sizes is no more than four million.
    case automatic
    case exact
    /// As scipy's `ks_2samp(method='asymp')`: the distribution of one sample's distance at the size
    /// n·m / (n + m), rounded.
    case asymptotic
  }

  /// The two-sided test; nil when a sample is empty or has a NaN.
  ///
  /// Ties are allowed; both ways are then conservative, as scipy's are.
  public init?(_ one: [Double], _ other: [Double], _ method: Method = .automatic) {
    guard !one.contains(where: \.isNaN), !other.contains(where: \.isNaN) else { return nil }
    self.init(SortedSample(one), SortedSample(other), method)
  }

  /// - Parameters:
  ///   - one: A sample without weights.
  ///   - other: Another.
  ///   - method: How the probability is computed; exactly takes time as the product of the sizes.
  init?(_ one: SortedSample, _ other: SortedSample, _ method: Method) {
    let (n, m) = (one.values.count, other.values.count)
    guard n > 0, m > 0 else { return nil }
    statistic = Self.distance(one.values, other.values)
    let (cells, isTooLarge) = n.multipliedReportingOverflow(by: m)
    isExact =
      switch method {
      case .automatic: !isTooLarge && cells <= 4_000_000
      case .exact: !isTooLarge
      case .asymptotic: false
      }
    if isExact {
      pValue = Self.exactTail(statistic, n, m)
    } else {
      let size = Double(n) * Double(m) / (Double(n) + Double(m))
      let rounded = max(1, Int(size.rounded(.toNearestOrEven)))
      pValue = KolmogorovDistribution.tail(statistic, rounded)
    }
  }

  private static func distance(_ one: [Double], _ other: [Double]) -> Double {
    let (n, m) = (Double(one.count), Double(other.count))
    var (i, j, greatest) = (0, 0, 0.0)
    one.withUnsafeBufferPointer { one in
      other.withUnsafeBufferPointer { other in
        // Past the end of either, the distance only falls.
        while i < one.count, j < other.count {
          let value = min(one[i], other[j])
          while i < one.count, one[i] == value { i += 1 }
          while j < other.count, other[j] == value { j += 1 }
          greatest = max(greatest, abs(Double(i) / n - Double(j) / m))
        }
      }
    }
    return greatest
  }

  /// The share of all orders of n and m rows whose distance is so great.
  ///
  /// An order is a path from (0, 0) to (n, m). From each place the share of the ways on that leave
  /// the band of smaller distances is the mean of its two successors', weighted by how likely each
  /// step is; summing up what leaves, rather than what stays, keeps small probabilities precise.
  static func exactTail(_ distance: Double, _ n: Int, _ m: Int) -> Double {
    let divisor = greatestCommonDivisor(n, m)
    let (stepN, stepM) = (m / divisor, n / divisor)
    // Distances are multiples of 1 / lcm(n, m).
    let band = Int((distance * Double(n) * Double(m / divisor)).rounded())
    guard band > 0 else { return 1 }
    var leaving = [Double](repeating: 0, count: m + 1)
    for i in stride(from: n, through: 0, by: -1) {
      for j in stride(from: m, through: 0, by: -1) {
        if abs(i * stepN - j * stepM) >= band {
          leaving[j] = 1
        } else if i == n, j == m {
          leaving[j] = 0
        } else {
          // leaving[j] still is of i + 1; that of j + 1 is of this i already.
          let (right, up) = (Double(n - i), Double(m - j))
          let share = (i < n ? right * leaving[j] : 0) + (j < m ? up * leaving[j + 1] : 0)
          leaving[j] = share / (right + up)
        }
      }
    }
    return leaving[0]
  }

  private static func greatestCommonDivisor(_ one: Int, _ other: Int) -> Int {
    other == 0 ? one : greatestCommonDivisor(other, one % other)
  }
}
