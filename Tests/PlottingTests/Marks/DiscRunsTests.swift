import Testing

@testable import Plotting

@Suite struct DiscRunsTests {
  @Test func `discs that nearly cover one another are one line`() {
    var runs = DiscRuns(diameter: 6)
    for x in [10.2, 12.4, 15.0, 30, 10.3] { runs.add(x, 4.1) }
    // Three pixels apart at most: 10, 12 and 15 join; 30 stands alone.
    #expect(String(decoding: runs.path(), as: UTF8.self) == "m10 4h5m15 0h0")
  }

  @Test func `rows come from the top, also above and left of the plot`() {
    var runs = DiscRuns(diameter: 2)
    runs.add(-3, -2)
    runs.add(5, 7)
    runs.add(1e9, 0)
    runs.add(-3, 7)
    #expect(String(decoding: runs.path(), as: UTF8.self) == "m-3-2h0m0 9h0m8 0h0")
  }

  @Test func `no discs are no path`() {
    #expect(DiscRuns(diameter: 1).path().isEmpty)
  }
}
