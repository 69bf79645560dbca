import Diagnostics
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
