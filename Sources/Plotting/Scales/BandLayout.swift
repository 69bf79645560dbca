/// Bands of equal width for categories, with gaps between them.
///
/// With `paddingInner` 1 the bands have no width: the grammar's `point` scale. Source: d3-scale 4
/// (`scaleBand`, and `rangeRound` where `round` is set) with Vega's divisor for one category.
struct BandLayout: Sendable {
  /// The starts of the bands, in the order of the categories.
  let starts: [Double]
  let bandwidth: Double
  /// The distance from one band's start to the next one's.
  let step: Double

  init(count: Int, range: [Double], _ definition: ScaleDefinition) {
    let (first, last) = (range.first ?? 0, range.last ?? 1)
    let (low, high) = (min(first, last), max(first, last))
    func part(_ value: Double) -> Double { max(0, min(1, value)) }
    let inner = definition.type == .point ? 1 : part(definition.paddingInner)
    let space = Self.space(count, inner: inner, outer: part(definition.paddingOuter))
    var step = (high - low) / (space == 0 ? 1 : space)
    if definition.round { step = step.rounded(.down) }
    var start = low + (high - low - step * (Double(count) - inner)) * part(definition.align)
    var bandwidth = step * (1 - inner)
    if definition.round {
      start = (start + 0.5).rounded(.down)
      bandwidth = (bandwidth + 0.5).rounded(.down)
    }
    let starts = (0..<count).map { start + step * Double($0) }
    self.starts = last < first ? starts.reversed() : starts
    self.bandwidth = bandwidth
    self.step = step
  }

  /// How many steps long the range is.
  static func space(_ count: Int, inner: Double, outer: Double) -> Double {
    let space = Double(count) - inner + outer * 2
    return count == 0 ? 0 : space > 0 ? space : 1
  }
}
