import Tables
import Testing

@testable import Plotting

@Suite struct ScaleTests {
  @Test func `a linear scale goes straight, beyond its domain too`() {
    let scale = LinearScale(domain: (0, 200), range: (0, 640))
    #expect(scale.position(of: 50) == 160)
    #expect(scale.position(of: -100) == -320)
    #expect(scale.position(of: .nan).isNaN)
    #expect(scale.position(of: .infinity).isNaN)
  }

  @Test func `a domain of one value maps to the middle`() {
    #expect(LinearScale(domain: (5, 5), range: (0, 100)).position(of: 5) == 50)
  }

  @Test func `a log scale puts equal ratios at equal distances`() {
    let scale = LogScale(domain: (1, 1000), range: (0, 300))
    #expect(abs(scale.position(of: 10) - 100) < 1e-9)
    #expect(scale.position(of: 0).isNaN)
    #expect(scale.position(of: -5).isNaN)
  }

  @Test func `a square root keeps the sign`() {
    let scale = PowerScale(domain: (-4, 4), range: (0, 400), exponent: 0.5)
    #expect(scale.position(of: -1) == 100)
    #expect(scale.position(of: 1) == 300)
  }

  @Test func `symlog is odd and passes zero`() {
    let scale = SymlogScale(domain: (-100, 100), range: (0, 200))
    #expect(scale.position(of: 0) == 100)
    #expect(abs(scale.position(of: 10) + scale.position(of: -10) - 200) < 1e-9)
  }

  @Test func `bands share a range with gaps`() {
    let scale = BandScale(count: 3, range: (0, 60), paddingInner: 0.1, paddingOuter: 0.05)
    #expect(abs(scale.step - 20) < 1e-9)
    #expect(abs(scale.bandwidth - 18) < 1e-9)
    #expect(abs(scale.start(of: 0) - 1) < 1e-9)
    #expect(abs(scale.centre(of: 2) - 50) < 1e-9)
  }

  @Test func `points stand half a step from the ends`() {
    let scale = BandScale(count: 4, range: (0, 80), paddingInner: 1, paddingOuter: 0.5)
    #expect(scale.bandwidth == 0)
    #expect((0..<4).map { scale.centre(of: $0) } == [10, 30, 50, 70])
  }

  @Test(arguments: [
    (0.0, 100.0, 10.0, 10.0), (0, 1, 10, 0.1), (33, 88, 10, 10), (0, 1000, 20, 50), (5, 5, 10, 0.5),
  ])
  func `bins have round widths`(_ case: (Double, Double, Double, Double)) {
    let bins = Binning(over: (`case`.0, `case`.1), maximum: `case`.2)
    #expect(abs(bins.step - `case`.3) < 1e-12)
    #expect(bins.start <= `case`.0)
    #expect(bins.stop >= `case`.1)
  }

  @Test func `the greatest value belongs to the last bin`() {
    let bins = Binning(over: (0, 100), maximum: 10)
    #expect(bins.lowerEdge(of: 100) == 90)
    #expect(bins.lowerEdge(of: 10) == 10)
    #expect(bins.lowerEdge(of: 9.999) == 0)
    #expect(bins.lowerEdge(of: .nan).isNaN)
  }

  @Test(arguments: [
    ("year", "2022-01-01"), ("quarter", "2012-04-01"), ("yearquarter", "2022-04-01"),
    ("month", "2012-05-01"), ("yearmonth", "2022-05-01"), ("yearmonthdate", "2022-05-17"),
    ("date", "2012-01-17"), ("day", "2012-01-03"), ("dayofyear", "2012-05-16"),
    ("yearweek", "2022-05-15"), ("monthdate", "2012-05-17"), ("utcyearmonth", "2022-05-01"),
  ])
  func `calendar units start where Vega's do`(_ case: (String, String)) throws {
    let unit = try #require(CalendarUnit(`case`.0))
    let format = try TimeFormat("%Y-%m-%d")
    // A Tuesday.
    let start = unit.floor(CivilDate(2022, 5, 17).instant + 3_600_000)
    #expect(format.string(milliseconds: start) == `case`.1)
  }

  @Test(arguments: ["", "yearyear", "monthyear", "years", "yaermonth"])
  func `a misspelled calendar unit is none`(_ name: String) {
    #expect(CalendarUnit(name) == nil)
  }
}
