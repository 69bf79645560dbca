#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Counts of numbers in bins of equal, nice width.
public struct Histogram: Sendable, Hashable {
  /// Ascending; a bin holds its lower edge, the last one its upper edge too.
  public let edges: [Double]
  /// The weight of each bin's numbers, one fewer than edges.
  public let weights: [Double]

  /// Bins as wide as Freedman and Diaconis (1981) advise: 2 · interquartile range / ∛n.
  ///
  /// The width becomes a nice one (1, 2 or 5 times a power of ten, so that 0 is an edge where it is
  /// within), and grows until there are at most `limit` bins, two at least. Where half of the numbers are equal,
  /// the number of bins is Sturges' (1926), 1 + log₂ n. Equal numbers get one bin around them.
  ///
  /// Nil when there is nothing to count, a number is NaN or infinite, or the range is too large.
  public init?(_ values: [Double], weights: [Double]? = nil, limit: Int = 60) {
    guard values.allSatisfy(\.isFinite) else { return nil }
    self.init(sorted: SortedSample(values, weights: weights), limit: limit)
  }

  init?(sorted sample: SortedSample, limit: Int) {
    guard let edges = Self.edges(for: [sample], limit: limit) else { return nil }
    self.init(sample, edges: edges)
  }

  /// Counts in bins that are there already; what lies outside goes into the outermost ones.
  init(_ sample: SortedSample, edges: [Double]) {
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: edges.count - 1)
    var place = 0
    for (row, value) in sample.values.enumerated() {
      while place + 2 < edges.count, value >= edges[place + 1] { place += 1 }
      sums[place].add(sample.weights.isEmpty ? 1 : sample.weights[row])
    }
    self.edges = edges
    self.weights = sums.map(\.value)
  }

  /// Edges that suit the first sample and cover all of them.
  static func edges(for samples: [SortedSample], limit: Int) -> [Double]? {
    guard let least = samples.compactMap(\.values.first).min(),
      let greatest = samples.compactMap(\.values.last).max(),
      let sample = samples.first(where: { !$0.values.isEmpty })
    else { return nil }
    let range = greatest - least
    guard range.isFinite else { return nil }
    guard range > 0 else { return around(least) }
    let quartiles = sample.quantiles([0.25, 0.75]) ?? [0, 0]
    let count = Double(sample.values.count)
    var width = 2 * (quartiles[1] - quartiles[0]) / cbrt(count)
    if !(width > 0) { width = range / (1 + log2(count)).rounded(.up) }
    let most = Double(max(2, limit))
    var step = NiceStep(near: max(width, range / (2 * most)))
    while true {
      let first = (least / step.width).rounded(.down)
      let last = max((greatest / step.width).rounded(.up), first + 1)
      // Far from 0 the multiples of a small step are not apart: the range itself is divided.
      if abs(first) > 0x1p50 || abs(last) > 0x1p50 || !step.width.isNormal {
        return divided(least, greatest, Int(min(most, 10)))
      }
      if last - first <= most {
        return (0...Int(last - first)).map { step.multiple(first + Double($0)) }
      }
      step = step.next
    }
  }

  private static func divided(_ least: Double, _ greatest: Double, _ count: Int) -> [Double] {
    let inner = (1..<max(2, count)).map {
      least + (greatest - least) * (Double($0) / Double(count))
    }
    var edges = [least]
    for edge in inner where edge > (edges.last ?? edge) && edge < greatest { edges.append(edge) }
    return edges + [greatest]
  }

  private static func around(_ value: Double) -> [Double] {
    let half = max(abs(value) / 20, 0.5)
    return [value - half, value + half].allSatisfy(\.isFinite)
      ? [value - half, value + half] : [value, value]
  }
}
