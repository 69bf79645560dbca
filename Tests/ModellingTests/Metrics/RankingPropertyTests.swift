import Testing

@testable import Modelling

struct RankingPropertyTests {
  @Test(arguments: 0..<40)
  func `The area is the share of pairs in order, ties counting half`(seed: UInt64) throws {
    var random = FixedRandom(state: seed)
    let count = Int.random(in: 2...80, using: &random)
    // Coarse scores tie; some weights are 0.
    let levels = Double(Int.random(in: 1...30, using: &random))
    let scores = (0..<count).map { _ in (random.unit() * levels).rounded() / levels }
    let actual = scores.map { random.unit() < 0.2 + 0.6 * $0 }
    let weights = (0..<count).map { _ in (random.unit() * 4).rounded(.down) }
    for weights in [nil, weights] {
      let rows = try BinaryPredictions(actual: actual, probability: scores, weights: weights)
      var (ordered, pairs) = (0.0, 0.0)
      for one in 0..<count where actual[one] {
        for other in 0..<count where !actual[other] {
          let weight = (weights?[one] ?? 1) * (weights?[other] ?? 1)
          pairs += weight
          ordered +=
            weight * (scores[one] > scores[other] ? 1 : scores[one] == scores[other] ? 0.5 : 0)
        }
      }
      #expect(isClose(RankingScores(rows).area, pairs > 0 ? ordered / pairs : nil))
    }
  }

  @Test(arguments: [0, 1, 2, 2047, 2048, 2049, 10_000])
  func `Many numbers are sorted as few are, and companions stay with them`(count: Int) {
    var random = FixedRandom(state: UInt64(count))
    var values = (0..<count).map { row -> Double in
      switch row % 5 {
      case 0: Double(Int.random(in: -3...3, using: &random))
      case 1: Double.random(in: -1e300...1e300, using: &random)
      case 2: Double.random(in: -1e-300...1e-300, using: &random)
      case 3: row % 2 == 0 ? -0.0 : 0.0
      default: Double.random(in: -1...1, using: &random)
      }
    }
    let before = values
    var companions = (0..<count).map(Double.init)
    var alone = values
    RadixSort.sort(&values, carrying: &companions)
    RadixSort.sort(&alone)
    #expect(values == before.sorted())
    #expect(alone == values)
    #expect(companions.map { before[Int($0)] } == values)
    // Equal values keep their order.
    for row in 1..<max(1, count) where values[row - 1] == values[row] {
      #expect(companions[row - 1] < companions[row])
    }
  }
}
