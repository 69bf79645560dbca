import Testing

@testable import Plotting

@Suite struct LabelOverlapTests {
  private func row(_ starts: [Double], width: Double = 10) -> [Bounds] {
    starts.map { Bounds($0, 0, $0 + width, 10) }
  }

  @Test func parityHidesEverySecondAndKeepsTheLastOfTwo() {
    let bounds = row([0, 8, 16, 24, 32])
    #expect(LabelOverlap.parity.kept(bounds) == [true, false, true, false, true])
    // Four that touch: of the two that stay the later gives way to the last.
    #expect(LabelOverlap.parity.kept(row([0, 4, 8, 12])) == [true, false, false, true])
  }

  @Test func greedyKeepsWhatFits() {
    let bounds = row([0, 4, 11, 30, 33])
    #expect(LabelOverlap.greedy.kept(bounds) == [true, false, true, true, false])
  }

  @Test func twoLabelsAndEmptyOnesAreLeftAlone() {
    #expect(LabelOverlap.parity.kept(row([0, 4])) == [true, true])
    let empty = [Bounds(0, 0, 0, 10), Bounds(0, 0, 10, 10), Bounds(5, 0, 15, 10)]
    #expect(LabelOverlap.parity.kept(empty) == [true, true, true])
    #expect(LabelOverlap.none.kept(row([0, 1, 2])) == [true, true, true])
  }

  @Test func separationIsKept() {
    let bounds = row([0, 12, 24, 36, 48])
    #expect(LabelOverlap.parity.kept(bounds) == [true, true, true, true, true])
    #expect(LabelOverlap.parity.kept(bounds, separation: 3) == [true, false, true, false, true])
  }
}
