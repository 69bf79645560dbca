#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Bins of equal, round width over a range of numbers.
///
/// Source: vega-statistics' `bin` (https://vega.github.io/vega/docs/transforms/bin/).
struct Binning: Sendable {
  let start: Double
  let stop: Double
  let step: Double

  init(over extent: (Double, Double), maximum: Double, step: Double? = nil, nice: Bool = true) {
    let (low, high) = extent
    var span = high - low
    if span == 0 { span = abs(low) }
    if span == 0 || !span.isFinite { span = 1 }
    let width = step.flatMap { $0 > 0 ? $0 : nil } ?? Self.width(of: span, maximum: maximum)
    var first = low
    var last = high
    if nice {
      let precision = width >= 1 ? 0 : Int(-log10(width)) + 1
      let tolerance = pow(10, Double(-precision - 1))
      let edge = (low / width + tolerance).rounded(.down) * width
      first = low < edge ? edge - width : edge
      last = (high / width).rounded(.up) * width
    }
    start = first
    stop = last == first ? first + width : last
    self.step = width
  }

  private static func width(of span: Double, maximum: Double) -> Double {
    let level = log10(maximum).rounded(.up)
    var step = pow(10, (log10(span)).rounded() - level)
    while (span / step).rounded(.up) > maximum { step *= 10 }
    for divisor in [5.0, 2] where span / (step / divisor) <= maximum { step /= divisor }
    return step
  }

  /// The lower edge of the bin that holds a value; values outside go to the first or last bin.
  func lowerEdge(of value: Double) -> Double {
    guard value.isFinite else { return .nan }
    let inside = max(start, min(value, stop - step))
    return start + step * (1e-14 + (inside - start) / step).rounded(.down)
  }

  /// The edges of all bins.
  var edges: [Double] {
    let count = min(10_000, Int(((stop - start) / step).rounded()))
    return (0...max(1, count)).map { start + Double($0) * step }
  }
}
