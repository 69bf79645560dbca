extension ScaleOptions.BinStep {
  /// The edges of bins over a domain; nil where it has none or they would be too many.
  ///
  /// Source: Vega's `configureBins`,
  /// https://github.com/vega/vega/blob/main/packages/vega-encode/src/Scale.js.
  func edges(over domain: [Double]) -> [Double]? {
    guard let low = domain.first, let high = domain.last, low.isFinite, high.isFinite else {
      return nil
    }
    var first = start ?? low
    var last = stop ?? high
    if first < low { first = step * (low / step).rounded(.up) }
    if last > high { last = step * (high / step).rounded(.down) }
    guard last >= first, (last - first) / step < 10_000 else { return nil }
    return Array(stride(from: first, to: last + step / 2, by: step))
  }
}
