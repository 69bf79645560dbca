import Diagnostics
import Expressions
import Tables

/// Makes the graphical marks of a unit: rows and scales become pixels and colours.
///
/// Source: vega-lite's `compile/mark/`.
struct MarkMaking {
  let unit: UnitModel
  let frame: Frame
  let scales: PlotScales
  let style: PictureStyle
  /// For paths: rows without a value on a continuous scale, which are gaps.
  let isDefined: [Bool]?

  var look: MarkLook { unit.look }
  var channels: Channels { unit.channels }
  var count: Int { frame.rowCount }

  init(_ unit: UnitModel, _ frames: Frames, _ scales: PlotScales, _ style: PictureStyle) {
    self.unit = unit
    self.scales = scales
    self.style = style
    let rows = frames.main(unit)
    switch unit.invalidRows {
    case .filtered, .hidden:
      frame = unit.validRows(rows)
      isDefined = nil
    case .shown:
      frame = rows
      isDefined = nil
    case .gap:
      frame = rows
      isDefined = unit.validity(rows)
    }
  }

  func items() throws(Diagnostic) -> [MarkItems] {
    guard count > 0 else { return [] }
    var items = MarkItems(shape: try shape(), count: count, name: "marks")
    try paint(&items)
    if look.isValueLabel { try settleLabels(&items) }
    items.tooltip = try tooltips()
    items.href = try links()
    items.isHiddenFromReaders = look.all.bool(.aria) == false
    items.isClipped = look.all.bool(.clip) ?? false
    if let text = look.text(.description) { items.itemDescription = .one(text) }
    if look.type.isPath {
      items.paths = try paths()
    } else {
      items.order = try drawingOrder()
    }
    if case .rect(let rect) = items.shape, let rounded = roundedStacks(rect) {
      (items.shape, items.stacks) = (.rect(rounded.rect), rounded.stacks)
    }
    return [items]
  }

  private func shape() throws(Diagnostic) -> MarkItems.Shape {
    switch look.type {
    case .bar, .rect: return .rect(try rectangles())
    case .tick: return .rect(try ticks())
    case .point, .circle, .square:
      return .symbol(
        SymbolGeometry(
          x: try place(.x, .middle),
          y: try place(.y, .middle),
          size: try numbers(.size, mark: .size, standard: 30),
          shape: try shapes(),
          angle: try numbers(.angle, mark: .angle, standard: 0)
        )
      )
    case .line:
      return .line(
        LineGeometry(
          x: try place(.x, .middle).array(count),
          y: try place(.y, .middle).array(count),
          interpolation: look.text(.interpolate) ?? "linear",
          tension: look.number(.tension),
          isHorizontal: look.orient == .horizontal,
          isDefined: isDefined
        )
      )
    case .trail:
      return .trail(
        TrailGeometry(
          x: try place(.x, .middle).array(count),
          y: try place(.y, .middle).array(count),
          size: try numbers(.size, mark: .size, standard: 2),
          isDefined: isDefined
        )
      )
    case .area: return .area(try area())
    case .rule: return .rule(try rules())
    case .text: return .text(try texts())
    case .arc: return .arc(try arcs())
    case .boxplot, .errorbar, .errorband: preconditionFailure("composites are rewritten")
    }
  }

  private func area() throws(Diagnostic) -> AreaGeometry {
    let isHorizontal = look.orient == .horizontal
    let x = try place(.x, .zeroOrMin)
    let y = try place(.y, .zeroOrMin)
    // Without a direction an area has no height.
    let x2 = isHorizontal ? try second(.x, .zeroOrMin).pixels(from: x) : x
    let y2 = look.orient == .vertical ? try second(.y, .zeroOrMin).pixels(from: y) : y
    return AreaGeometry(
      x: x.array(count),
      y: y.array(count),
      x2: x2.array(count),
      y2: y2.array(count),
      interpolation: look.text(.interpolate) ?? "linear",
      tension: look.number(.tension),
      isHorizontal: isHorizontal,
      isDefined: isDefined
    )
  }

  private func rules() throws(Diagnostic) -> RuleGeometry {
    let orient = look.orient
    if channels[.x] == nil, channels[.y] == nil {
      return RuleGeometry(x: .one(0), y: .one(0), x2: .one(0), y2: .one(0))
    }
    let x = try place(.x, orient == .horizontal ? .zeroOrMax : .middle)
    let y = try place(.y, orient == .vertical ? .zeroOrMax : .middle)
    return RuleGeometry(
      x: x,
      y: y,
      x2: orient == .vertical ? x : try second(.x, .zeroOrMin).pixels(from: x),
      y2: orient == .horizontal ? y : try second(.y, .zeroOrMin).pixels(from: y)
    )
  }

  /// The rows of each path: series by series, each along its dimension.
  private func paths() throws(Diagnostic) -> [[Int]] {
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

  private func drawingOrder() throws(Diagnostic) -> [Int]? {
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

extension Visual where Content == Double {
  /// A value for each of so many rows.
  func array(_ count: Int) -> [Double] {
    switch self {
    case .one(let value): Array(repeating: value, count: count)
    case .each(let values): values
    }
  }

  static func + (a: Visual, b: Visual) -> Visual {
    switch (a, b) {
    case (.one(let a), .one(let b)): .one(a + b)
    case (.one(let a), .each(let b)): .each(b.map { a + $0 })
    case (.each(let a), .one(let b)): b == 0 ? .each(a) : .each(a.map { $0 + b })
    case (.each(let a), .each(let b)): .each(zip(a, b).map { $0 + $1 })
    }
  }
}

/// What all parts of a picture share.
struct PictureStyle {
  let config: Config
  let theme: Theme
  let locale: ChartLocale
  let params: NamedValues
  let dataName: String

  /// What tests of rows need to know.
  func transformContext(_ params: NamedValues) -> TransformContext {
    TransformContext(
      params: params,
      table: { _ throws(Diagnostic) in Frame(rowCount: 0) },
      name: dataName
    )
  }
}
