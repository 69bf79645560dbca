import Diagnostics
import Tables

/// The properties of a unit's mark after the cascade of its definition, styles and config.
struct MarkLook: Sendable {
  let type: MarkType
  /// The box plot, error bar or error band that the mark is a part of.
  let composite: MarkType?
  /// What the specification itself says of the mark.
  let own: Properties<MarkKey>
  /// Own properties over those of styles, of `config.<mark>` and of `config.mark`.
  let all: Properties<MarkKey>
  /// What styles, `config.<mark>` and `config.mark` say, without the mark's own properties.
  let configured: Properties<MarkKey>
  /// What styles say, and what the rest of config says.
  private let styled: Properties<MarkKey>
  private let unstyled: Properties<MarkKey>
  /// Without `config.mark`: of what only the mark's own kind may say.
  var orient: Orient?
  var isFilled = true
  /// Whether the marks are texts that say the values of other marks.
  let isValueLabel: Bool

  enum Orient: Sendable { case horizontal, vertical }

  init(_ mark: MarkDefinition, config: Config) {
    type = mark.type.value
    let parts: [MarkType] = [.boxplot, .errorbar, .errorband]
    composite = parts.first { part in
      mark.styles.first?.hasPrefix(part.rawValue + "-") ?? false
    }
    isValueLabel = mark.styles == [ValueLabels.style]
    own = mark.properties
    var all = config.marks["mark"] ?? Properties()
    // Sizes and shapes are for each kind of mark to say, and texts and rules have their own black.
    all.remove(.size)
    all.remove(.shape)
    if type == .text || type == .rule {
      for key in [MarkKey.color, .fill, .stroke] { all.remove(key) }
    }
    all = (config.marks[type.rawValue] ?? Properties()).over(all)
    unstyled = all
    var styled = Properties<MarkKey>()
    for style in mark.styles.isEmpty ? [type.rawValue] : mark.styles {
      styled = (config.styles[style] ?? Properties()).over(styled)
    }
    self.styled = styled
    configured = styled.over(unstyled)
    self.all = own.over(configured)
    isFilled =
      self.all.bool(.filled) ?? (type != .point && type != .line && type != .rule)
  }

  /// What is written of the colour of the inside or the outline.
  ///
  /// A style's `fill` and `stroke` colour only what nothing else does: the part that has the main
  /// colour follows a style's `color`.
  ///
  /// Source: vega-lite's `compile/mark/encode/color.ts`.
  func colour(_ key: MarkKey, isMain: Bool) -> Property? {
    let isSurface: Set<MarkType> = [.bar, .point, .circle, .square]
    if isMain {
      return own[key] ?? own[.color] ?? styled[.color] ?? unstyled[key] ?? unstyled[.color]
    }
    if let written = own[key] ?? unstyled[key] { return written }
    return key == .fill && isSurface.contains(type) ? nil : styled[key]
  }

  func number(_ key: MarkKey) -> Double? { all.number(key) }
  func text(_ key: MarkKey) -> String? { all.text(key) }

  /// `{band: 0.7}` of a size.
  func relativeBand(_ key: MarkKey) -> Double? {
    if case .record(let record)? = all[key]?.constant { record["band"]?.number } else { nil }
  }
}

extension MarkLook {
  /// The direction of a mark that has one.
  ///
  /// Source: vega-lite's `compile/mark/init.ts`: ranges first, then the only measure, then time as
  /// the dimension, then the only aggregate.
  static func orient(_ type: MarkType, _ channels: Channels, specified: Orient?) -> Orient? {
    switch type {
    case .point, .circle, .square, .rect, .text, .arc: return nil
    case .trail: return .vertical
    default: break
    }
    let x = channels[.x]
    let y = channels[.y]
    let x2 = channels[.x2]
    let y2 = channels[.y2]
    if type == .bar {
      if let x, x.isBinned || (y?.isAggregate ?? false) && !x.isAggregate && x.hasField {
        return .vertical
      }
      if let y, y.isBinned || (x?.isAggregate ?? false) && !y.isAggregate && y.hasField {
        return .horizontal
      }
      if x2 != nil || y2 != nil {
        if let specified { return specified }
        if x2 == nil {
          return (x?.isMeasure ?? false) && (y?.isBinned ?? false) ? .horizontal : .vertical
        }
        if y2 == nil {
          return (y?.isMeasure ?? false) && (x?.isBinned ?? false) ? .vertical : .horizontal
        }
      }
    }
    if type == .bar || type == .rule {
      if x2 != nil, !(x?.isBinned ?? false), y2 != nil, !(y?.isBinned ?? false) { return nil }
    }
    if type == .bar || type == .rule || type == .area {
      if y2 != nil { return (y?.isBinned ?? false) ? .horizontal : .vertical }
      if x2 != nil { return (x?.isBinned ?? false) ? .vertical : .horizontal }
      if type == .rule {
        if x != nil, y == nil { return .vertical }
        if y != nil, x == nil { return .horizontal }
      }
    }
    if let specified { return specified }
    return byMeasures(x, y, type)
  }

  /// Source: vega-lite's `isUnbinnedQuantitativeFieldOrDatumDef`; a tick stands across what the
  /// others run along.
  private static func byMeasures(_ x: Bound?, _ y: Bound?, _ type: MarkType) -> Orient? {
    let isTick = type == .tick
    switch (x?.isNumberAxis ?? false, y?.isNumberAxis ?? false) {
    case (true, false): return isTick ? .vertical : .horizontal
    case (false, true): return isTick ? .horizontal : .vertical
    case (true, true): return .vertical
    case (false, false): break
    }
    switch (x?.isTimeAxis ?? false, y?.isTimeAxis ?? false) {
    case (true, false): return .vertical
    case (false, true): return .horizontal
    default: return nil
    }
  }
}

extension Bound {
  /// A number in the units of the axis that is no bin.
  fileprivate var isNumberAxis: Bool { isMeasure && !isBinned }
  fileprivate var isTimeAxis: Bool { hasField && type == .temporal }
}
