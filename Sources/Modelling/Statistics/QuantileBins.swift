/// Bins that hold about as many numbers each.
///
/// A bin holds its lower edge and not its upper one; the outermost bins are open outwards.
public struct QuantileBins: Sendable, Hashable {
  /// Ascending, between the bins: one fewer than there are bins.
  public let inner: [Double]
  /// The least and the greatest number that the bins were made from.
  public let range: ClosedRange<Double>

  public var count: Int { inner.count + 1 }

  /// The bin of a number.
  @inline(__always)
  public func place(of value: Double) -> Int { countOf(inner, atMost: value) }

  /// The edges of a bin, closed at the ends of the range.
  public func edges(of place: Int) -> (lower: Double, upper: Double) {
    (
      place == 0 ? range.lowerBound : inner[place - 1],
      place == inner.count ? range.upperBound : inner[place]
    )
  }

  /// Bins of a sample; nil when it is empty.
  ///
  /// A number so frequent that it fills a bin gets one of its own: the next edge is the next greater
  /// number. So there may be fewer bins than wanted.
  ///
  /// - Parameters:
  ///   - sample: Finite numbers.
  ///   - count: How many bins are wanted.
  ///   - nice: Whether edges are rounded to short numbers, by a quarter of the way to the next edge
  ///     at most.
  init?(_ sample: SortedSample, count: Int, nice: Bool) {
    guard let least = sample.values.first, let greatest = sample.values.last else { return nil }
    let wanted = max(1, count)
    let shares = (1..<max(2, wanted)).map { Double($0) / Double(wanted) }
    var edges: [Double] = []
    var last = least
    var before = least
    for edge in wanted == 1 ? [] : sample.quantiles(shares) ?? [] {
      let isAgain = edge == before
      before = edge
      let next = isAgain ? Self.next(after: edge, in: sample.values) : edge
      // An edge between two numbers parts them as the greater one does, which is shorter.
      guard let next, let number = Self.atLeast(next, in: sample.values), number > last else {
        continue
      }
      edges.append(nice ? number : next)
      last = number
    }
    inner = nice ? Self.rounded(edges, least, greatest) : edges
    range = least...greatest
  }

  /// Bins of the numbers of a feature, with short edges; NaN and infinities are passed over.
  public init?(of values: [Double], weights: [Double]? = nil, count: Int = 10) {
    guard values.contains(where: { !$0.isFinite }) else {
      self.init(SortedSample(values, weights: weights), count: count, nice: true)
      return
    }
    let rows = values.indices.filter { values[$0].isFinite }
    let sample = SortedSample(
      rows.map { values[$0] },
      weights: weights.map { w in rows.map { w[$0] } }
    )
    self.init(sample, count: count, nice: true)
  }

  private static func atLeast(_ value: Double, in ascending: [Double]) -> Double? {
    let place = countOf(ascending, below: value)
    return place < ascending.count ? ascending[place] : nil
  }

  private init(inner: [Double], range: ClosedRange<Double>) {
    self.inner = inner
    self.range = range
  }

  /// The same, but where all numbers are equal what is less and what is more gets bins too.
  var partingConstant: QuantileBins {
    let value = range.lowerBound
    return value == range.upperBound
      ? QuantileBins(inner: [value, value.nextUp], range: range) : self
  }

  private static func next(after value: Double, in ascending: [Double]) -> Double? {
    let place = countOf(ascending, atMost: value)
    return place < ascending.count ? ascending[place] : nil
  }

  private static func rounded(_ edges: [Double], _ least: Double, _ greatest: Double) -> [Double] {
    let all = [least] + edges + [greatest]
    return edges.indices.map { place in
      let edge = edges[place]
      let gap = min(edge - all[place], all[place + 2] - edge)
      guard gap > 0, gap.isFinite else { return edge }
      let step = NiceStep(atMost: gap / 2)
      let count = (edge / step.width).rounded()
      return abs(count) < 0x1p50 && step.width.isNormal ? step.multiple(count) : edge
    }
  }
}
