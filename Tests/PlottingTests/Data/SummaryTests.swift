import Tables
import Testing

@testable import Plotting

@Suite struct SummaryTests {
  /// R: x <- c(2, 4, 4, 4, 5, 5, 7, 9); mean 5, var 4.571429, sd 2.13809, quantile(x).
  private let values = Series.numbers([2, 4, 4, .nan, 4, 5, 5, 7, 9])

  private func summary(_ operation: AggregateOperation) -> Double {
    Summary.values(operation, of: values, in: Grouping([], rowCount: values.count))[0]
  }

  @Test func `numbers are summed up without nulls`() {
    #expect(summary(.count) == 9)
    #expect(summary(.valid) == 8)
    #expect(summary(.missing) == 1)
    #expect(summary(.distinct) == 6)
    #expect(summary(.sum) == 40)
    #expect(summary(.product) == 201_600)
    #expect(summary(.mean) == 5)
    #expect(summary(.min) == 2)
    #expect(summary(.max) == 9)
    #expect(areClose([summary(.variance)], [32.0 / 7]))
    #expect(summary(.variancep) == 4)
    #expect(areClose([summary(.stdev)], [2.138089935299395]))
    #expect(summary(.stdevp) == 2)
    #expect(areClose([summary(.stderr)], [0.7559289460184544]))
    #expect(summary(.median) == 4.5)
    #expect(summary(.q1) == 4)
    #expect(summary(.q3) == 5.5)
  }

  @Test func `a group of nulls has counts and nothing else`() {
    let none = Series.numbers([.nan, .nan])
    let group = Grouping([], rowCount: 2)
    for operation in [AggregateOperation.sum, .mean, .min, .median, .stdev, .ci0, .product] {
      #expect(Summary.values(operation, of: none, in: group)[0].isNaN, "\(operation)")
    }
    #expect(Summary.values(.valid, of: none, in: group) == [0])
    #expect(Summary.values(.distinct, of: none, in: group) == [1])
  }

  @Test func `the interval of the mean is near the theory, and always the same`() {
    // mean ± 1.96 · sd / √n of 0, 1 … 99 is 49.5 ± 5.66 (population sd 28.87).
    let values = (0..<100).map { Double($0) }
    let (low, high) = Bootstrap.interval(values)
    #expect(abs(low - 43.84) < 0.7)
    #expect(abs(high - 55.16) < 0.7)
    #expect(Bootstrap.interval(values) == (low, high))
    #expect(Bootstrap.interval([3]) == (3, 3))
  }

  @Test func `bins are round`() {
    func bins(_ low: Double, _ high: Double, _ change: (inout BinOptions) -> Void = { _ in })
      -> [Double]
    {
      var options = BinOptions()
      change(&options)
      let bins = Binning(over: (low, high), options: options)
      return [bins.start, bins.stop, bins.step]
    }
    #expect(bins(1.6, 9.2) == [1, 10, 1])
    #expect(bins(1.6, 9.2) { $0.maxbins = 30 } == [1.5, 9.5, 0.5])
    #expect(bins(0, 300) { $0.step = 80 } == [0, 320, 80])
    #expect(bins(3, 3) == [3, 3.5, 0.5])
    #expect(bins(46, 230) == [40, 240, 20])
    #expect(bins(0, 100) { $0.anchor = 5 } == [5, 105, 10])
    #expect(bins(0, 100) { $0.steps = [1, 25, 50] } == [0, 100, 1])
    #expect(bins(0, 100) { $0.minstep = 30 } == [0, 120, 30])
    #expect(bins(0.5, 9.7) { $0.nice = false } == [0.5, 10.5, 1])
  }

  @Test func `values lie in bins, the stop in the last`() {
    let bins = Binning(over: (1.6, 9.2), options: BinOptions())
    #expect(bins.lowerEdge(of: 1.6) == 1)
    #expect(bins.lowerEdge(of: 2) == 2)
    #expect(bins.lowerEdge(of: 10) == 9)
    #expect(bins.lowerEdge(of: 11).isNaN)
    #expect(bins.lowerEdge(of: .nan).isNaN)
    #expect(bins.upperEdge(from: 9) == 10)
    #expect(bins.edges == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  }
}
