import Tables
import Testing

@testable import Plotting

/// Values from d3-array's and d3-scale's documentation and test suites.
@Suite struct TicksTests {
  @Test(
    arguments: [
      (0.0, 1.0, 10.0, [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]),
      (0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]), (0, 1, 2, [0, 0.5, 1]), (0, 1, 1, [0, 1]),
      (0, 10, 5, [0, 2, 4, 6, 8, 10]), (-10, 10, 5, [-10, -5, 0, 5, 10]),
      (1, 0, 2, [1, 0.5, 0]), (0, 100, 3, [0, 50, 100]), (3, 3, 10, [3]), (0, 1, 0, []),
      (0, .nan, 5, []), (0, .infinity, 5, []),
    ] as [(Double, Double, Double, [Double])]
  )
  func `ticks are round and exact`(_ case: (Double, Double, Double, [Double])) {
    #expect(Ticks.values(`case`.0, `case`.1, count: `case`.2) == `case`.3)
  }

  @Test func `a step below one is exact as its inverse`() {
    #expect(Ticks.increment(0, 1, count: 10) == -10)
    #expect(Ticks.step(0, 1, count: 10) == 0.1)
    #expect(Ticks.step(1, 0, count: 10) == -0.1)
    #expect(Ticks.increment(0, 100, count: 10) == 10)
  }

  @Test(
    arguments: [
      (0.0, 0.96, 10.0, 0.0, 1.0), (0, 96, 10, 0, 100), (0.96, 0, 10, 1, 0),
      (0.126, 0.51, 32, 0.12, 0.51), (0, 0, 10, 0, 0), (12, 87, 5, 0, 100), (12, 87, 10, 10, 90),
      (12, 87, 100, 12, 87), (1.1, 10.9, 10, 1, 11), (123.1, 6.7, 10, 130, 0),
    ] as [(Double, Double, Double, Double, Double)]
  )
  func `nice widens to round values`(_ case: (Double, Double, Double, Double, Double)) {
    let nice = Ticks.nice((`case`.0, `case`.1), count: `case`.2)
    #expect(nice.0 == `case`.3)
    #expect(nice.1 == `case`.4)
  }

  @Test func `a log scale ticks at multiples of powers, and at powers where there are many`() {
    let narrow = LogScale(domain: (0.1, 10), range: (0, 100))
    #expect(
      narrow.ticks(count: 10) == [
        0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
      ]
    )
    let wide = LogScale(domain: (1e-3, 1e9), range: (0, 100))
    #expect(wide.ticks(count: 6) == [0.01, 1, 100, 1e4, 1e6, 1e8])
    let negative = LogScale(domain: (-100, -1), range: (0, 100))
    #expect(negative.ticks(count: 10).first == -100)
    #expect(negative.ticks(count: 10).last == -1)
  }

  @Test func `a log domain is niced to powers and mended at zero`() {
    let nice = LogScale(domain: (1.1, 10.9), range: (0, 1)).niced(count: 10)
    #expect(nice.domain == (1, 100))
    #expect(LogScale.mended((0, 500), smallest: 3) == (3, 500))
    #expect(LogScale.mended((0, 0), smallest: .infinity) == (1, 10))
  }

  @Test(arguments: [
    ("2011-01-01", "2011-01-02", 4.0, TimeInterval(.hour, every: 6)),
    ("2011-01-01", "2011-01-05", 4, TimeInterval(.day)),
    ("2010-12-01", "2011-04-01", 4, TimeInterval(.month)),
    ("2010-12-01", "2011-12-01", 4, TimeInterval(.month, every: 3)),
    ("1950-01-01", "2010-01-01", 6, TimeInterval(.year, every: 10)),
    ("2011-01-01", "2011-02-01", 4, TimeInterval(.week)),
  ])
  func `time is cut at calendar steps`(_ case: (String, String, Double, TimeInterval)) throws {
    let format = try TimeFormat("%Y-%m-%d")
    let start = try #require(format.milliseconds(parsing: `case`.0))
    let stop = try #require(format.milliseconds(parsing: `case`.1))
    #expect(TimeInterval.dividing(start, stop, count: `case`.2) == `case`.3)
  }

  @Test func `every second day starts anew each month`() throws {
    let format = try TimeFormat("%Y-%m-%d")
    let start = try #require(format.milliseconds(parsing: "2011-01-28"))
    let stop = try #require(format.milliseconds(parsing: "2011-02-04"))
    let starts = TimeInterval(.day, every: 2).starts(from: start, through: stop)
    #expect(
      starts.map { format.string(milliseconds: $0) } == [
        "2011-01-29", "2011-01-31", "2011-02-01", "2011-02-03",
      ]
    )
  }

  @Test func `the years 1 and 9999 have ticks`() {
    let scale = TimeScale(
      domain: (CivilDate(1, 1, 1).instant, CivilDate(9999, 12, 31).instant),
      range: (0, 640)
    )
    #expect(scale.ticks(count: 5).count == 4)
    #expect(scale.ticks(count: 5).first == CivilDate(2000).instant)
  }
}
