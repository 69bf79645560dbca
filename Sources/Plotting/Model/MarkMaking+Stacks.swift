import Tables

extension MarkMaking {
  /// Stacked bars with round corners: the corners are those of the whole stack, not of each part.
  ///
  /// Nil where each rectangle is drawn for itself.
  ///
  /// Source: vega-lite's `compile/mark/mark.ts` (`getGroupsForStackedBarWithCornerRadius`).
  func roundedStacks(_ rect: RectGeometry) -> (rect: RectGeometry, stacks: [MarkStack])? {
    guard look.type == .bar, let stack = unit.stack, !(channels[.size]?.hasField ?? false),
      look.hasCorners, let scale = scales[stack.channel],
      let starts = frame[UnitModel.stackStart], let ends = frame[UnitModel.stackEnd]
    else { return nil }
    let near = scale.numbers(of: starts)
    let far = scale.numbers(of: ends)
    let keys = (stack.dimensions.compactMap { channels[$0]?.column } + unit.facetColumns)
      .compactMap { frame[$0]?.coded }
    let isHorizontal = stack.channel == .x
    let stacks = Grouping(keys, rowCount: count).rows.compactMap { rows -> MarkStack? in
      guard let first = rows.first else { return nil }
      let places = rows.flatMap { [near[$0], far[$0]] }.filter(\.isFinite)
      guard let low = places.min(), let high = places.max() else { return nil }
      return MarkStack(
        rows: rows,
        x: isHorizontal ? low : rect.x[first],
        y: isHorizontal ? rect.y[first] : low,
        width: isHorizontal ? high - low : rect.width[first],
        height: isHorizontal ? rect.height[first] : high - low,
        corners: (
          rect.corners.0[first], rect.corners.1[first], rect.corners.2[first],
          rect.corners.3[first]
        ),
        isHorizontal: isHorizontal
      )
    }
    var plain = rect
    plain.corners = (.one(0), .one(0), .one(0), .one(0))
    return (plain, stacks)
  }
}

extension MarkLook {
  /// Whether any corner is to be round.
  fileprivate var hasCorners: Bool {
    let keys: [MarkKey] = [
      .cornerRadius, .cornerRadiusEnd, .cornerRadiusTopLeft, .cornerRadiusTopRight,
      .cornerRadiusBottomLeft, .cornerRadiusBottomRight,
    ]
    return keys.contains { all[$0].map { $0.constant?.number != 0 } ?? false }
  }
}
