/// Puts the values of series on top of one another.
///
/// Source: Vega's `stack` transform. Positive values grow upwards from zero and negative ones
/// downwards; `normalize` shares 1 among the parts, `center` moves each stack to the middle.
enum Stacking {
  /// Start and end of each row's value.
  ///
  /// - Parameters:
  ///   - values: the lengths; what is not finite counts as nothing.
  ///   - stacks: the stack (the bar) each row belongs to, and how many stacks there are.
  ///   - order: the rows in the order they are piled up.
  ///   - mode: where the stacks stand.
  /// - Returns: values on the measure's scale, one pair for each row.
  static func ends(
    _ values: [Double],
    stacks: (groups: [Int], count: Int),
    order: [Int],
    mode: StackMode
  ) -> (starts: [Double], ends: [Double]) {
    var starts = Array(repeating: Double.nan, count: values.count)
    var ends = starts
    var totals = Array(repeating: 0.0, count: stacks.count)
    for (row, group) in stacks.groups.enumerated() where values[row].isFinite {
      totals[group] += abs(values[row])
    }
    let greatest = totals.max() ?? 0
    var above = Array(repeating: 0.0, count: stacks.count)
    var below = above
    if mode == .center { above = totals.map { (greatest - $0) / 2 } }
    for row in order {
      let group = stacks.groups[row]
      let value = values[row].isFinite ? values[row] : 0
      switch mode {
      case .zero:
        if value < 0 {
          starts[row] = below[group]
          below[group] += value
          ends[row] = below[group]
        } else {
          starts[row] = above[group]
          above[group] += value
          ends[row] = above[group]
        }
      case .normalize:
        let total = totals[group] == 0 ? 1 : totals[group]
        starts[row] = above[group] / total
        above[group] += abs(value)
        ends[row] = above[group] / total
      case .center:
        starts[row] = above[group]
        above[group] += abs(value)
        ends[row] = above[group]
      }
    }
    return (starts, ends)
  }
}
