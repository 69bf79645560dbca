/// An axis on its way up from the units to the view that shows it: who uses it, and what is settled
/// before its properties are.
///
/// Source: vega-lite's `compile/axis/parse.ts` (`parseLayerAxes`, `mergeAxisComponents`).
struct AxisComponent {
  let channel: Channel
  var uses: [AxisMaking.Use]
  let scales: PlotScales
  /// `axis: null`.
  var isDisabled: Bool
  /// Whether anything is written of the axis, which says that there is to be one or none.
  var isDisabledWritten: Bool
  var side: AxisGuide.Side
  var isSideWritten: Bool
  /// A second axis beside another shows no grid unless it is asked to.
  var hidesGrid = false

  /// One axis for both; nil where they are to stand on different sides.
  func merged(with other: AxisComponent) -> AxisComponent? {
    if isSideWritten, other.isSideWritten, side != other.side { return nil }
    var all = self
    // A later layer's `null` leaves the axis of an earlier one.
    if isDisabled, !isDisabledWritten { all.isDisabled = other.isDisabled }
    all.isDisabledWritten = isDisabledWritten || other.isDisabledWritten
    if !isSideWritten, other.isSideWritten {
      all.side = other.side
      all.isSideWritten = true
    }
    all.uses += other.uses
    all.hidesGrid = hidesGrid && other.hidesGrid
    return all
  }

  /// The axes of layers whose axes are one; nil where they do not go together.
  static func shared(_ layers: [[AxisComponent]]) -> [AxisComponent]? {
    guard var all = layers.first else { return [] }
    for layer in layers.dropFirst() {
      guard layer.count == all.count else { return nil }
      for index in all.indices {
        guard let one = all[index].merged(with: layer[index]) else { return nil }
        all[index] = one
      }
    }
    return all
  }

  /// The axes of layers that keep their own: of two on one side the second goes to the other.
  ///
  /// `counts`: how many axes stand on each side already.
  static func independent(
    _ layers: [[AxisComponent]],
    counts: inout [AxisGuide.Side: Int]
  ) -> [AxisComponent] {
    var all: [AxisComponent] = []
    for var component in layers.joined() {
      if !component.isDisabled {
        let own = counts[component.side] ?? 0
        let opposite = component.side.opposite
        if own > 0, !component.isSideWritten, own > counts[opposite] ?? 0 {
          component.side = opposite
        }
        counts[component.side, default: 0] += 1
      }
      all.append(component)
    }
    return all
  }
}
