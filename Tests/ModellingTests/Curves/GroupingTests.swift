import Testing

@testable import Modelling

struct GroupingTests {
  @Test func `Groups of categories are in order, the rare together, the missing last`() throws {
    let grouping = try Grouping(
      codes: [2, 0, 2, -1, 3, 0, 4, 2],
      levels: ["a", "unused", "c", "d", "e"],
      limit: 2
    )
    #expect(grouping.groups == [.level("a"), .level("c"), .others, .missing])
    #expect(grouping.places == [1, 0, 1, 3, 2, 0, 2, 1])
    let all = try Grouping(codes: [1, 0], levels: ["a", "b"])
    #expect(all.groups == [.level("a"), .level("b")])
    #expect(throws: ModelError.self) { try Grouping(codes: [1], levels: ["a"]) }
  }

  @Test func `Errors by group are those of the group's rows`() throws {
    let grouping = try Grouping(codes: [0, 1, 0, 1], levels: ["a", "b"])
    let rows = try RegressionPredictions(
      actual: [1, 2, 3, 4],
      predicted: [0, 4, 6, 4],
      weights: [1, 1, 3, 0]
    )
    let scores = try grouping.scores(.regression(rows))
    // Errors 1 and −3 (weight 3); −2 and 0 (weight 0).
    #expect(scores.map(\.rows) == [2, 2])
    #expect(scores.map(\.weight) == [4, 1])
    #expect(scores.map(\.bias) == [-2, -2])
    #expect(scores.map(\.mae) == [2.5, 2])
    #expect(areClose(scores.map(\.rmse), [Double(7).squareRoot(), 2]))
    #expect(scores.allSatisfy { $0.accuracy == nil && $0.logLoss == nil })
  }

  @Test func `Groups of classified rows have accuracy and loss, and together the whole's`() throws {
    var random = FixedRandom(state: 12)
    let probability = (0..<300).map { _ in random.unit() }
    let actual = probability.map { random.unit() < $0 }
    let feature = (0..<300).map { $0 % 29 == 0 ? Double.nan : random.unit() * 90 }
    let grouping = Grouping(values: feature, bins: 6)
    #expect(grouping.groups.count == 7)
    let two = try BinaryPredictions(actual: actual, probability: probability)
    let three = try MulticlassPredictions(
      actual: actual.map { $0 ? 1 : 0 },
      probabilities: probability.flatMap { [1 - $0, $0, 0] },
      classes: ["a", "b", "c"]
    )
    for predictions in [Predictions.binary(two), .multiclass(three)] {
      let scores = try grouping.scores(predictions)
      for (name, path) in [("accuracy", \GroupScores.accuracy), ("log_loss", \.logLoss)] {
        let metric = try #require(Metric.named(name, for: predictions.task))
        let mean = scores.reduce(0) { $0 + ($1[keyPath: path] ?? 0) * $1.weight } / 300
        #expect(isClose(mean, metric.value(of: predictions)))
      }
    }
    #expect(throws: ModelError.self) {
      try grouping.scores(.binary(try BinaryPredictions(actual: [true], probability: [1])))
    }
  }

  @Test func `Quantile bins hold about as many rows, between short edges`() throws {
    var random = FixedRandom(state: 2)
    let values = (0..<10_000).map { _ in random.unit() * random.unit() * 1000 }
    let bins = try #require(QuantileBins(of: values))
    #expect(bins.count == 10)
    var counts = [Int](repeating: 0, count: 10)
    for value in values { counts[bins.place(of: value)] += 1 }
    #expect(counts.allSatisfy { (600...1400).contains($0) })
    #expect(bins.inner.allSatisfy { "\($0)".count <= 5 })
    #expect(zip(bins.inner, bins.inner.dropFirst()).allSatisfy(<))
  }

  @Test func `A frequent number has a bin of its own`() throws {
    let bins = try #require(QuantileBins(of: [Double](repeating: 0, count: 90) + [3, 5, 8, 13]))
    #expect(bins.place(of: 0) == 0)
    #expect(bins.place(of: 3) == 1)
    // The quartiles of whole numbers are 2.25, 3 and 4.
    let counts = try #require(QuantileBins(of: [1, 2, 2, 3, 3, 3, 4, 4, 4, 4], count: 4))
    #expect(counts.inner == [3, 4])
    let same = try #require(QuantileBins(of: [7, 7, 7]))
    #expect(same.count == 1 && same.edges(of: 0) == (7, 7))
  }

  @Test func `A number that is missing or infinite does not disturb the bins`() {
    let grouping = Grouping(values: [1, 2, .nan, 3, 4, .infinity, -.infinity], bins: 2)
    #expect(grouping.groups.last == .missing)
    #expect(grouping.places == [0, 0, 2, 1, 1, 1, 0])
    let none = Grouping(values: [.nan, .infinity])
    #expect(none.groups == [.missing] && none.places == [0, 0])
    #expect(Grouping(values: []).groups.isEmpty)
  }
}
