import Markup

/// Bars drawn inside the cells of a column, on one scale that always holds zero.
struct BarScale: Sendable, Equatable {
  let low: Double
  let high: Double

  /// Nil when there is nothing to compare: no number other than zero.
  init?(_ values: some Sequence<Double>) {
    var (low, high) = (0.0, 0.0)
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    guard high > low, (high - low).isFinite else { return nil }
    (self.low, self.high) = (low, high)
  }

  /// The bar of a value: to the right of zero, or to its left for a negative one.
  ///
  /// Hidden from screen readers, as the number itself stands beside it.
  func bar(_ value: Double) -> Node? {
    guard value.isFinite else { return nil }
    let zero = share(0)
    let end = share(value)
    var bar = Element("rect")
    if min(zero, end) > 0 { bar.attributes.append(Attribute("x", percent(min(zero, end)))) }
    bar.attributes.append(Attribute("width", percent(abs(end - zero))))
    bar.attributes.append(Attribute("height", "100%"))
    if value < 0 { bar.attributes.append(Attribute("class", "neg")) }
    return .tag("svg", ["class": "b", "aria-hidden": "true"], [.element(bar)])
  }

  private func share(_ value: Double) -> Double { (value - low) / (high - low) }

  private func percent(_ share: Double) -> String {
    let tenths = Int((share * 1_000).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)%" : "\(tenths / 10).\(tenths % 10)%"
  }
}
