import Diagnostics
import Tables

extension MarkMaking {
  /// The rows of each path: series by series, each along its dimension.
  func paths() throws(Diagnostic) -> [[Int]] {
    let keys = channels.all.filter { bound in
      guard bound.hasField, !bound.isAggregate, bound.channel.splitsSeries else { return false }
      return !(bound.channel == .size && look.type == .trail)
    }
    let coded = keys.compactMap { bound in bound.column.flatMap { frame[$0]?.coded } }
    let conditions = channels.all.flatMap { bound in
      bound.channel.splitsSeries
        ? bound.definition.conditions.map { Bound.inner($0.definition, in: bound) } : []
    }
    let more = conditions.filter { $0.hasField && !$0.isAggregate }
      .compactMap { bound in bound.column.flatMap { frame[$0]?.coded } }
    let grouping = Grouping(coded + more, rowCount: count)
    guard let ranks = try pathOrder() else { return grouping.rows }
    return grouping.rows.map { rows in rows.stablySorted(by: ranks) }
  }

  /// Numbers by which the rows of a path are ordered; nil is the order of rows.
  private func pathOrder() throws(Diagnostic) -> [[Double]]? {
    let orders = channels.list(.order)
    if let value = orders.first?.definition.value?.constant, !orders[0].hasField {
      if value.isNull || value == .bool(false) { return nil }
    }
    if look.all.isNull(.order) || look.all.bool(.order) == false, orders.isEmpty { return nil }
    let fields = orders.filter { $0.hasField }
    if !fields.isEmpty, unit.stack == nil {
      return fields.compactMap { bound in
        let keys = bound.column.flatMap { frame[$0]?.rankable.doubles }
        if case .descending? = bound.definition.sort { return keys?.map { -$0 } }
        return keys
      }
    }
    let dimension: Channel = look.orient == .horizontal ? .y : .x
    guard let bound = channels[dimension], bound.hasField, let column = bound.column,
      let series = frame[column]
    else { return nil }
    switch bound.definition.sort {
    case SortOrder.none?: return nil
    case .list?, .field?, .channel?, .repeatedField?:
      if let scale = scales.settled(dimension), !scale.levels.isEmpty {
        var places: [Level: Double] = [:]
        for (place, level) in scale.levels.enumerated() { places[level] = Double(place) }
        let coded = series.coded
        return [coded.codes.map { places[coded.levels[Int($0)]] ?? .infinity }]
      }
      return [series.rankable.doubles]
    case .ascending?, .descending?, nil: return [series.rankable.doubles]
    }
  }

  func drawingOrder() throws(Diagnostic) -> [Int]? {
    let orders = channels.list(.order).filter { $0.hasField }
    guard !orders.isEmpty, unit.stack == nil else { return nil }
    let keys = orders.compactMap { bound -> [Double]? in
      let keys = bound.column.flatMap { frame[$0]?.rankable.doubles }
      if case .descending? = bound.definition.sort { return keys?.map { -$0 } }
      return keys
    }
    return Array(0..<count).stablySorted(by: keys)
  }
}

extension Array where Element == Int {
  /// Rows in the order of their keys, the first key first; what has no number comes last.
  func stablySorted(by keys: [[Double]]) -> [Int] {
    // Most paths come sorted.
    if keys.count == 1 {
      let key = keys[0]
      var isSorted = true
      for index in indices.dropFirst() where !(key[self[index - 1]] <= key[self[index]]) {
        isSorted = false
        break
      }
      if isSorted { return self }
    }
    return enumerated().sorted { a, b in
      for key in keys {
        let (left, right) = (key[a.element], key[b.element])
        if left.isNaN || right.isNaN {
          if left.isNaN != right.isNaN { return right.isNaN }
          continue
        }
        if left != right { return left < right }
      }
      return a.offset < b.offset
    }.map(\.element)
  }
}
