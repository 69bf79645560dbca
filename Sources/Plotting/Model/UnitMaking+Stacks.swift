import Diagnostics
import Tables

extension UnitMaking {
  func imputed(
    _ frame: Frame,
    _ bound: Bound,
    _ channels: Channels
  ) throws(Diagnostic) -> Frame {
    guard let options = bound.definition.impute, let column = bound.column else { return frame }
    let other: Channel = bound.channel.primary == .x ? .y : .x
    guard let key = channels[other]?.column else { return frame }
    let groups =
      facets.compactMap(\.column)
      + channels.all.filter { $0.channel.splitsSeries && !$0.isAggregate }.compactMap(\.column)
    let span = bound.definition.span
    return try ImputeTransform(
      field: Spanned(column, at: span),
      key: Spanned(key, at: span),
      groupby: groups.map { Spanned($0, at: span) },
      options: options
    ).apply(frame, context)
  }

  func stacked(
    _ frame: Frame,
    _ stack: StackRule,
    _ channels: Channels
  ) throws(Diagnostic) -> Frame {
    guard let bound = channels[stack.channel], let column = bound.column else { return frame }
    var frame = frame
    let span = bound.definition.span
    func named(_ column: String) -> Spanned<String> { Spanned(column, at: span) }
    let facetColumns = facets.compactMap(\.column)
    let parts = stack.parts.compactMap(\.column)
    let dimensions = stack.dimensions.compactMap { channels[$0]?.column }
    if stack.fillsGaps, !bound.definition.refusesImpute {
      for dimension in dimensions {
        let others = dimensions.filter { $0 != dimension }
        var transform = ImputeTransform(
          field: named(column),
          key: named(dimension),
          groupby: (facetColumns + parts + others).uniqued.map(named),
          options: ImputeOptions(method: .value, value: .int(0))
        )
        if isInLayer { transform.cells = facetColumns.map(named) }
        frame = try transform.apply(frame, context)
        if let end = channels.all.first(where: { $0.column == dimension })?.endColumn {
          frame.fillEnds(end, of: dimension)
        }
      }
    }
    var sort: [(field: Spanned<String>, isDescending: Bool)] = []
    let orders = channels.list(.order).filter { $0.hasField }
    if !orders.isEmpty {
      for order in orders {
        let isDescending = if case .descending? = order.definition.sort { true } else { false }
        if let column = order.column { sort.append((named(column), isDescending)) }
      }
    } else {
      let isDescending: Bool =
        switch channels[.order]?.definition.sort {
        case .ascending?: false
        case .descending?: true
        default: stack.channel == .y
        }
      let parts = parts.uniqued
      // Where the colours have a given order, that alone counts.
      let ordered = parts.filter { channels.colourOrder(of: $0) != nil }
      for part in ordered.isEmpty ? parts : ordered {
        guard let order = channels.colourOrder(of: part), let series = frame[part] else {
          sort.append((named(part), isDescending))
          continue
        }
        // Stacked in the order of the legend.
        let name = "__order_\(part)"
        let coded = series.coded
        let ranks = coded.levels.map { level in
          Double(order.firstIndex { level.matches($0) } ?? -1)
        }
        frame[name] = .numbers(coded.codes.map { ranks[Int($0)] })
        sort.append((named(name), isDescending))
      }
    }
    return try StackTransform(
      field: named(column),
      groupby: (dimensions + facetColumns).uniqued.map(named),
      sort: sort,
      offset: stack.mode,
      start: UnitModel.stackStart,
      end: UnitModel.stackEnd
    ).apply(frame, context)
  }
}

extension Array where Element == String {
  /// The elements without repetitions, in order.
  var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
