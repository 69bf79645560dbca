/// How the probabilities of the positive and of the negative rows are spread over 0 to 1.
public struct ProbabilityHistogram: Sendable, Hashable {
  /// Equally far apart; a bin holds its lower edge, the last one also 1.
  public let edges: [Double]
  /// The weight of each bin's rows.
  public let positive: [Double]
  public let negative: [Double]

  public init(_ rows: BinaryPredictions, bins: Int = 20) {
    let count = max(1, bins)
    edges = (0...count).map { Double($0) / Double(count) }
    var positive = [CompensatedSum](repeating: CompensatedSum(), count: count)
    var negative = positive
    for row in 0..<rows.actual.count {
      let place = min(count - 1, countOf(edges, atMost: rows.probability[row]) - 1)
      let weight = rows.weights?[row] ?? 1
      if rows.actual[row] { positive[place].add(weight) } else { negative[place].add(weight) }
    }
    self.positive = positive.map(\.value)
    self.negative = negative.map(\.value)
  }
}
