import Diagnostics
import Tables

/// The properties of a unit's mark after the cascade of its definition, styles and config.
struct MarkLook: Sendable {
  let type: MarkType
  /// What the specification itself says of the mark.
  let own: Properties<MarkKey>
  /// Own properties over those of styles, of `config.<mark>` and of `config.mark`.
  let all: Properties<MarkKey>
  /// Without `config.mark`: of what only the mark's own kind may say.
  var orient: Orient?
  var isFilled = true
  /// Whether the marks are texts that say the values of other marks.
  let isValueLabel: Bool

  enum Orient: Sendable { case horizontal, vertical }

  init(_ mark: MarkDefinition, config: Config) {
    type = mark.type.value
    isValueLabel = mark.styles == [ValueLabels.style]
    own = mark.properties
    var all = config.marks["mark"] ?? Properties()
    all = (config.marks[type.rawValue] ?? Properties()).over(all)
    let styles = mark.styles.isEmpty ? [type.rawValue] : mark.styles
    for style in styles { all = (config.styles[style] ?? Properties()).over(all) }
    self.all = own.over(all)
    isFilled =
      self.all.bool(.filled) ?? (type != .point && type != .line && type != .rule)
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
    // A bar in a calendar unit is as wide as the unit, which says nothing of its direction.
    let places = [x, y].map { bound in
      type == .bar && bound?.timeUnit != nil && bound?.type == .temporal ? nil : bound
    }
    return byMeasures(places[0], places[1], type)
  }

  private static func byMeasures(_ x: Bound?, _ y: Bound?, _ type: MarkType) -> Orient? {
    let isTick = type == .tick
    let along: Orient = isTick ? .vertical : .horizontal
    let up: Orient = isTick ? .horizontal : .vertical
    switch (x?.isContinuous ?? false, y?.isContinuous ?? false) {
    case (true, false): return along
    case (false, true): return up
    case (true, true):
      guard let x, let y else { return .vertical }
      let isXTime = x.type == .temporal
      let isYTime = y.type == .temporal
      if isXTime != isYTime { return isXTime ? up : along }
      if x.isAggregate != y.isAggregate { return x.isAggregate ? along : up }
      return .vertical
    case (false, false): return type == .bar ? nil : .vertical
    }
  }
}
