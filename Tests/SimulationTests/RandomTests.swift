import Testing

@testable import Simulation

/// Random words against another implementation.
struct RandomTests {
  @Test
  func `Philox gives the words of NumPy's Philox and of the Random123 test vectors`() {
    // The first is also in Random123's kat_vectors ("philox4x64 10", all zeros).
    let zeros = Philox.block((0, 0, 0, 0), key: (0, 0))
    #expect(
      zeros == (
        0x1655_4D9E_CA36_314C, 0xDB20_FE9D_672D_0FDC, 0xD7E7_72CE_E186_176B,
        0x7E68_B68A_EC7B_A23B
      )
    )
    let other = Philox.block((3, 41, 2, 0), key: (7, 0x1234_5678_90AB_CDEF))
    #expect(
      other == (
        0xDCC5_918E_B42E_3B6D, 0x586E_A280_6A4A_EEDD, 0xFB63_DD86_A485_71B0,
        0x7C8A_F962_C6EC_A5E6
      )
    )
  }

  @Test
  func `A row's numbers are the blocks of its counter, one after the other`() {
    var random = RowRandom(seed: 0, stream: RandomStream("t"), row: 5, part: 2)
    let words = (0..<8).map { _ in random.next() }
    let first = Philox.block((0, 5, 2, 0), key: (0, RandomStream("t").key))
    let second = Philox.block((1, 5, 2, 0), key: (0, RandomStream("t").key))
    #expect(
      words == [
        first.0, first.1, first.2, first.3, second.0, second.1, second.2, second.3,
      ]
    )
  }

  @Test
  func `Units and whole numbers stay inside their bounds and reach all of them`() {
    var random = RowRandom(seed: 1, stream: RandomStream("bounds"), row: 0)
    var seen = Set<Int>()
    for _ in 0..<10_000 {
      let unit = random.unit()
      #expect(unit >= 0 && unit < 1)
      let positive = random.positiveUnit()
      #expect(positive > 0 && positive <= 1)
      seen.insert(random.below(7))
    }
    #expect(seen == Set(0..<7))
  }

  @Test(arguments: [[1.0], [8.1, 14.1, 23.4, 40.1, 50.4], [0, 1, 0, 3], [1e-9, 1, 1e9]])
  func `An alias table draws each outcome as often as its weight says`(weights: [Double]) {
    let table = AliasTable(weights)
    var random = RowRandom(seed: 3, stream: RandomStream("alias"), row: 0)
    let count = 200_000
    var drawn = [Int](repeating: 0, count: weights.count)
    for _ in 0..<count { drawn[table.draw(&random)] += 1 }
    let sum = weights.reduce(0, +)
    for (weight, hits) in zip(weights, drawn) {
      let share = weight / sum
      let deviation = (share * (1 - share) * Double(count)).squareRoot()
      #expect(abs(Double(hits) - share * Double(count)) <= 5 * deviation + 0.5)
    }
  }
}
