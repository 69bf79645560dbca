#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Bins of equal, round width over a range of numbers.
///
/// Source: vega-statistics' `bin` (https://vega.github.io/vega/docs/transforms/bin/).
struct Binning: Hashable, Sendable {
  let start: Double
  let stop: Double
  let step: Double
  /// Where the domain of a scale ends: where the bins would without an anchor, or the extent without
  /// round edges.
  let domainStop: Double

  /// How many bins there are at most where a specification does not say, by Vega-Lite.
  static let standardMaximum = 10.0

  /// - Parameters:
  ///   - extent: the least and greatest number to be binned.
  ///   - options: `options.extent` is not looked at.
  ///   - maximum: how many bins there are at most, where the options do not say.
  init(
    over extent: (Double, Double),
    options: BinOptions,
    maximum: Double = Binning.standardMaximum
  ) {
    let (low, high) = extent
    let width = Self.width(over: extent, options, maximum: options.maxbins ?? maximum)
    var first = low
    var last = high
    if options.nice {
      let logBase = log(options.base ?? 10)
      let logWidth = log(width)
      let precision = logWidth >= 0 ? 0 : (-logWidth / logBase).rounded(.towardZero) + 1
      let tolerance = pow(options.base ?? 10, -precision - 1)
      let edge = (low / width + tolerance).rounded(.down) * width
      first = low < edge ? edge - width : edge
      last = (high / width).rounded(.up) * width
    }
    if last == first { last = first + width }
    // The stop is a whole number of steps away, and an anchor moves all edges onto it.
    var end = first + ((last - first) / width).rounded(.up) * width
    if let anchor = options.anchor {
      let shift = anchor - (first + width * ((anchor - first) / width).rounded(.down))
      first += shift
      end += shift
    }
    domainStop = last
    start = first
    stop = end
    step = width
  }

  private static func width(
    over extent: (Double, Double),
    _ options: BinOptions,
    maximum: Double
  ) -> Double {
    if let step = options.step, step > 0 { return step }
    let length = extent.1 - extent.0
    let span = [options.span ?? 0, length, abs(extent.0)].first { $0 != 0 && $0.isFinite } ?? 1
    let maximum = max(1, maximum)
    if !options.steps.isEmpty {
      let least = span / maximum
      let above = options.steps.firstIndex { $0 >= least } ?? options.steps.count
      let step = options.steps[max(0, above - 1)]
      return step > 0 ? step : span
    }
    let base = options.base.flatMap { $0 > 1 ? $0 : nil } ?? 10
    let logBase = log(base)
    let level = (log(maximum) / logBase).rounded(.up)
    let least = options.minstep ?? 0
    var step = max(least, pow(base, roundHalfUp(log(span) / logBase) - level))
    while (span / step).rounded(.up) > maximum { step *= base }
    for divisor in options.divide.isEmpty ? [5, 2] : options.divide {
      let finer = step / divisor
      if finer >= least, span / finer <= maximum { step = finer }
    }
    return step
  }

  /// JavaScript's `Math.round`.
  private static func roundHalfUp(_ value: Double) -> Double { (value + 0.5).rounded(.down) }

  /// The lower edge of the bin that holds a value; NaN for what is no number or lies outside.
  ///
  /// The stop belongs to the last bin.
  func lowerEdge(of value: Double) -> Double {
    guard value.isFinite, value >= start, value <= stop else { return .nan }
    let inside = max(start, min(value, stop - step))
    return start + step * (1e-14 + (inside - start) / step).rounded(.down)
  }

  /// The upper edge of the bin that begins at `edge`.
  func upperEdge(from edge: Double) -> Double { start + step * (1 + (edge - start) / step) }

  /// The edges of all bins.
  var edges: [Double] {
    let wanted = ((stop - start) / step).rounded()
    let count = wanted.isNaN ? 1 : Int(max(1, min(10_000, wanted)))
    return (0...count).map { start + Double($0) * step }
  }
}
