import Testing

@testable import Simulation

struct ZipfLawTests {
  struct Case: Sendable {
    let count: Int
    let exponent: Double
    /// Ranks and how likely one up to them is: SciPy 1.17.1, `stats.zipfian(exponent, count).cdf`.
    let points: [(rank: Int, share: Double)]
  }

  @Test(arguments: [
    Case(
      count: 10,
      exponent: 0.7,
      points: [(1, 0.2518202806), (2, 0.4068338463), (3, 0.5235432433), (5, 0.7005881259)]
    ),
    Case(
      count: 1000,
      exponent: 1,
      points: [
        (1, 0.1335921305), (2, 0.2003881957), (3, 0.2449189059), (5, 0.3050353646),
        (10, 0.3912871092), (30, 0.5336988421), (100, 0.6929928143),
      ]
    ),
    Case(
      count: 100000,
      exponent: 1.5,
      points: [
        (1, 0.3837223727), (2, 0.5193887187), (3, 0.5932361237), (5, 0.6755225927),
        (10, 0.7656552537), (30, 0.863469169), (100, 0.9258737743), (1000, 0.9781641992),
        (10000, 0.9947526117),
      ]
    ),
  ])
  func `Ranks are drawn as often as their power says`(law: Case) {
    let zipf = ZipfLaw(law.count, exponent: law.exponent)
    var random = RowRandom(seed: 2, stream: RandomStream("zipf"), row: 0)
    let draws = 100_000
    var cells = [Int](repeating: 0, count: law.points.count + 1)
    for _ in 0..<draws {
      let rank = zipf.draw(&random)
      #expect((1...law.count).contains(rank))
      cells[law.points.firstIndex { rank <= $0.rank } ?? law.points.count] += 1
    }
    let shares = [0] + law.points.map(\.share) + [1]
    var squares = 0.0
    for (cell, hits) in cells.enumerated() {
      let expected = (shares[cell + 1] - shares[cell]) * Double(draws)
      squares += (Double(hits) - expected) * (Double(hits) - expected) / expected
    }
    // The 99.99 % point of χ² with 9 degrees of freedom is 33.7, of fewer less.
    #expect(squares < 33.7)
  }

  @Test
  func `Extreme counts and exponents stay in range`() {
    var random = RowRandom(seed: 2, stream: RandomStream("zipf"), row: 1)
    for count in [1, 2, 1 << 50] {
      for exponent in [1e-12, 0.5, 0.999_999_999, 1, 1.000_000_001, 3, 20] {
        let zipf = ZipfLaw(count, exponent: exponent)
        for _ in 0..<500 { #expect((1...count).contains(zipf.draw(&random))) }
      }
    }
  }
}

struct PermutationTests {
  @Test(arguments: [1, 2, 3, 4, 5, 16, 17, 1_000, 4_096, 65_537])
  func `A shuffle gives every number once`(count: Int) {
    let shuffle = Permutation(count, seed: 5, stream: RandomStream("shuffle"))
    var seen = [Bool](repeating: false, count: count)
    for place in 0..<count {
      let found = shuffle(place)
      #expect(!seen[found])
      seen[found] = true
    }
  }

  @Test
  func `A shuffle leaves few numbers in place and differs from stream to stream`() {
    let first = Permutation(100_000, seed: 5, stream: RandomStream("a"))
    let second = Permutation(100_000, seed: 5, stream: RandomStream("b"))
    // As many as chance has it: about one each.
    #expect((0..<100_000).count { first($0) == $0 } < 10)
    #expect((0..<100_000).count { first($0) == second($0) } < 10)
    // The first tenth is spread over all tenths.
    let tenths = (0..<10_000).reduce(into: [Int](repeating: 0, count: 10)) {
      $0[first($1) / 10_000] += 1
    }
    for tenth in tenths { #expect(abs(tenth - 1_000) < 160) }
  }

  @Test
  func `Large shuffles stay inside`() {
    for count in [1 << 40, (1 << 62) - 1, 1 << 62] {
      let shuffle = Permutation(count, seed: 1, stream: RandomStream("large"))
      for place in [0, 1, count / 2, count - 1] { #expect((0..<count).contains(shuffle(place))) }
    }
  }
}
