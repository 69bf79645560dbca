/// A straight-line mapping from data values to positions on the page.
///
///     let x = LinearScale(domain: (0, 200), range: (start: 0, end: 640))
///     x.position(of: 50)  // 160
struct LinearScale: ContinuousScale {
  var domain: (Double, Double)
  var range: (start: Double, end: Double)

  func transformed(_ value: Double) -> Double { value }

  func ticks(count: Double) -> [Double] { Ticks.values(domain.0, domain.1, count: count) }

  func niced(count: Double) -> LinearScale {
    LinearScale(domain: Ticks.nice(domain, count: count), range: range)
  }
}
