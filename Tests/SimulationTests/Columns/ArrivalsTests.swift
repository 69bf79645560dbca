import Tables
import Testing

@testable import Simulation

/// Moments of a Poisson process whose pace follows the hour and the weekday.
struct ArrivalsTests {
  /// Busy in the morning, shut at night; Monday to Friday, Saturday by half.
  private static let shop = """
    seed: 11
    rows: 60000
    columns:
      at:
        arrivals:
          from: 2024-01-01
          to: 2024-03-31
          unit: microsecond
          hours: [0, 0, 0, 0, 0, 0, 0, 0, 4, 8, 6, 3, 1, 1, 1, 1, 1, 2, 0, 0, 0, 0, 0, 0]
          days: [2, 2, 2, 2, 2, 1, 0]
    """

  private func moments(_ yaml: String) throws -> [Int] {
    let column = try generator(yaml).column("at")
    return column.withElements(as: Int64.self) { $0.map { Int($0) } } ?? []
  }

  private static let hour = 3_600_000_000

  @Test
  func `Moments are in order and inside their time`() throws {
    let moments = try moments(Self.shop)
    #expect(moments.count == 60_000)
    #expect(moments == moments.sorted())
    let start = 1_704_067_200_000_000
    #expect(moments.allSatisfy { $0 >= start && $0 < start + 91 * 24 * Self.hour })
  }

  @Test
  func `Hours and weekdays are as busy as their weights say`() throws {
    var hours = [Double](repeating: 0, count: 24)
    var days = [Double](repeating: 0, count: 7)
    for moment in try moments(Self.shop) {
      hours[moment / Self.hour % 24] += 1
      days[(moment / (24 * Self.hour) + 3) % 7] += 1
    }
    func distance(_ counts: [Double], _ weights: [Double]) -> Double {
      let sum = weights.reduce(0, +)
      return zip(counts, weights).reduce(0) { squares, pair in
        let expected = pair.1 / sum * 60_000
        if expected == 0 { return squares + (pair.0 == 0 ? 0 : .infinity) }
        return squares + (pair.0 - expected) * (pair.0 - expected) / expected
      }
    }
    // 99.9 % points of χ² with 9 and 5 degrees of freedom; the 91 days are 13 whole weeks.
    #expect(
      distance(
        hours,
        [0, 0, 0, 0, 0, 0, 0, 0, 4, 8, 6, 3, 1, 1, 1, 1, 1, 2, 0, 0, 0, 0, 0, 0]
      ) < 27.9
    )
    #expect(distance(days, [2, 2, 2, 2, 2, 1, 0]) < 20.5)
  }

  @Test
  func `Without a shape the counts of equal stretches are dispersed as Poisson's`() throws {
    let moments = try moments(
      "rows: 50000\ncolumns: {at: {arrivals: {from: 2024-01-01, to: 2024-01-10, unit: microsecond}}}"
    )
    // 5,000 stretches with ten expected in each: their variance is ten too, less one part in 5,000.
    let stretch = 10 * 24 * Self.hour / 5_000
    var counts = [Double](repeating: 0, count: 5_000)
    for moment in moments { counts[(moment - 1_704_067_200_000_000) / stretch] += 1 }
    let variance = counts.map { ($0 - 10) * ($0 - 10) }.reduce(0, +) / 5_000
    #expect(abs(variance / 10 - 1) < 5 * (2.0 / 5_000).squareRoot())
    // Times between events are exponential: 1/e of them are longer than their mean.
    let gaps = zip(moments.dropFirst(), moments).map { Double($0 - $1) }
    let mean = gaps.reduce(0, +) / Double(gaps.count)
    let long = Double(gaps.count { $0 > mean }) / Double(gaps.count)
    #expect(abs(long - 0.367_879) < 5 * 0.482 / 50_000.0.squareRoot())
  }

  @Test
  func `Parts of parts vary as independent draws do, from seed to seed`() throws {
    // Of 800 rows an eighth of the time has 100 on average, with a binomial's variance of 87.5.
    let eighth = 24 * Self.hour / 8
    var squares = [0.0, 0.0, 0.0]
    let seeds = 400
    for seed in 0..<seeds {
      let moments = try moments(
        "seed: \(seed)\nrows: 800\ncolumns: {at: {arrivals: {from: 1970-01-01, to: 1970-01-01, unit: microsecond}}}"
      )
      for (place, part) in [0, 3, 7].enumerated() {
        let count = moments.count { $0 / eighth == part }
        squares[place] += (Double(count) - 100) * (Double(count) - 100)
      }
    }
    for sum in squares {
      #expect(abs(sum / Double(seeds) / 87.5 - 1) < 5 * (2 / Double(seeds)).squareRoot())
    }
  }

  @Test
  func `Any rows alone are the rows of the whole`() throws {
    let generator = try generator(Self.shop)
    let whole = try generator.table().column(0)
    for range in [0..<1, 59_999..<60_000, 31_234..<31_240, 10_000..<13_000, 500..<500] {
      let part = try generator.rows(of: 0, units: range).columns[0]
      for (index, row) in range.enumerated() {
        #expect(part.value(at: index) == whole.value(at: row))
      }
    }
  }

  @Test
  func `Billions of rows are no obstacle to a few of them`() throws {
    let generator = try generator(
      """
      rows: 1000000000000
      columns: {at: {arrivals: {from: 2024-01-01, to: 2024-12-31, unit: microsecond, hours: \
      [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]}}}
      """
    )
    let middle = 500_000_000_000
    let rows = try generator.rows(of: 0, units: middle..<(middle + 50)).columns[0]
    let moments = rows.withElements(as: Int64.self) { Array($0) } ?? []
    #expect(moments == moments.sorted())
    // The middle of the rows is the middle of the year, but for some seconds.
    let july = 1_719_878_400_000_000
    #expect(moments.allSatisfy { abs(Int($0) - july) < 24 * Self.hour })
  }

  @Test
  func `Moments are cut down to whole units`() throws {
    let minutes = try moments(
      "rows: 5000\ncolumns: {at: {arrivals: {from: 1969-12-31T23:30, to: 1970-01-01, unit: minute}}}"
    )
    #expect(minutes.allSatisfy { $0 % 60_000_000 == 0 })
    #expect(minutes == minutes.sorted())
    #expect(minutes.first ?? 0 < 0)
  }

  @Test
  func `Parts of hours and days count by their length`() throws {
    let moments = try moments(
      """
      rows: 30000
      columns: {at: {arrivals: {from: 2024-01-01T11:30, to: 2024-01-01T13:00, hours: \
      [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}}}
      """
    )
    // Half an hour of weight 4 against an hour of weight 1.
    let noon = 1_704_067_200_000_000 + 12 * Self.hour
    #expect(abs(moments.count { $0 < noon } - 20_000) < 410)
  }
}
