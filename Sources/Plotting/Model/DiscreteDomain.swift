import Diagnostics
import Tables

/// The categories of a discrete scale, in order.
///
/// Source: vega-lite's `domainSort` and Vega's data-driven ordinal domains: sorting by another field
/// looks at the rows before they were put together.
struct DiscreteDomain {
  private(set) var levels: [Level]

  init(_ model: ScaleModel, frames: Frames) throws(Diagnostic) {
    var present: [Level] = []
    var known: Set<Level> = []
    func add(_ level: Level) {
      if known.insert(level).inserted { present.append(level) }
    }
    for use in model.uses {
      if let level = use.bound.datumLevel {
        add(level)
        continue
      }
      guard let column = use.bound.column else { continue }
      let frame = frames.domainRows(of: use.unit, except: use.bound.channel)
      for level in (frame[column]?.distinct ?? []) { add(level) }
    }
    let given: [Value]? =
      switch model.options.domain {
      case .values(let values)?: values
      default: nil
      }
    if let given {
      levels = given.map { value in
        let level = Level(value)
        if known.contains(level) { return level }
        return present.first { $0.matches(level) } ?? level
      }
      return
    }
    if case .union(let values)? = model.options.domain {
      for level in values.map({ Level($0) }) where !present.contains(where: { $0.matches(level) }) {
        add(level)
      }
    }
    // Constants of layers stand in the order of the layers.
    let isOfConstants = model.uses.allSatisfy { !$0.bound.hasField }
    levels = isOfConstants ? present : try Self.ordered(present, model, frames)
  }

  private static func ordered(
    _ present: [Level],
    _ model: ScaleModel,
    _ frames: Frames
  ) throws(Diagnostic) -> [Level] {
    let natural = present.sorted(by: Level.precedes)
    // A sort that says more than the natural order wins over the silence of other layers.
    let use = model.uses.first { $0.bound.definition.sort != nil } ?? model.uses.first
    guard let use else { return natural }
    if model.channel.isOffset, use.bound.definition.sort == nil,
      let order = use.unit.colourOrder(of: use.bound)
    {
      let listed = order.compactMap { want in present.first { $0.matches(want) } }
      return listed + present.filter { !listed.contains($0) }
    }
    // Constants come as they are written; Vega sorts what it finds in data.
    if use.bound.definition.sort == nil, model.uses.allSatisfy({ $0.bound.datumLevel != nil }) {
      return present
    }
    switch use.bound.definition.sort {
    case .ascending?, nil: return natural
    case .descending?: return natural.reversed()
    case SortOrder.none?: return present
    case .list(let values)?:
      let wanted = values.map { value in
        use.bound.timeUnit?.instant(ofPart: value).map { Level.instant($0) } ?? Level(value)
      }
      let listed = wanted.compactMap { want in present.first { $0.matches(want) } }
      return listed + present.filter { !listed.contains($0) }
    case .field(let field, let operation, let isDescending)?:
      return try sorted(
        present,
        use,
        frames,
        by: field.map { .field($0) } ?? .count,
        operation ?? (isStackedMeasure(field?.value, use.unit) ? .sum : .min),
        isDescending
      )
    case .repeatedField?: return natural
    case .channel(let channel, let isDescending)?:
      guard let other = use.unit.channels[channel] else { return natural }
      if use.unit.isPrepared, case .operation(let operation)? = other.definition.aggregate?.value {
        // Without the rows, the groups' own values are put together.
        let regrouped = operation.regrouped ?? .min
        return try sorted(present, use, frames, by: .drawn(other), regrouped, isDescending)
      }
      guard let field = other.field else {
        return try sorted(present, use, frames, by: .count, .count, isDescending)
      }
      switch other.definition.aggregate?.value {
      case .operation(let operation)?:
        return try sorted(present, use, frames, by: .field(field), operation, isDescending)
      case .argmin?, .argmax?, .exponential?:
        return try sorted(present, use, frames, by: .drawn(other), .min, isDescending)
      case nil:
        let isSum = isStackedMeasure(field.value, use.unit)
        return try sorted(
          present,
          use,
          frames,
          by: .field(field),
          isSum ? .sum : .min,
          isDescending
        )
      }
    }
  }

  private static func isStackedMeasure(_ field: String?, _ unit: UnitModel) -> Bool {
    guard let stack = unit.stack, let field else { return false }
    let others =
      stack.dimensions.compactMap { unit.channels[$0]?.field?.value }
      + stack.parts.compactMap { $0.field?.value }
    return !others.contains(field)
  }

  private enum Key {
    case count
    case field(Spanned<String>)
    /// A column of the rows that are drawn.
    case drawn(Bound)
  }

  private static func sorted(
    _ present: [Level],
    _ use: ScaleModel.Use,
    _ frames: Frames,
    by key: Key,
    _ operation: AggregateOperation,
    _ isDescending: Bool
  ) throws(Diagnostic) -> [Level] {
    guard let column = use.bound.column else { return present }
    let frame: Frame
    let values: Series?
    switch key {
    case .count:
      frame = frames.raw(use.unit)
      values = nil
    case .field(let field):
      frame = frames.raw(use.unit)
      values = try frame.series(field, in: "the data")
    case .drawn(let bound):
      frame = frames.main(use.unit)
      values = bound.column.flatMap { frame[$0] }
    }
    guard let coded = frame[column]?.coded else { return present }
    return frame.sorted(
      present,
      of: coded,
      by: operation,
      of: values,
      isDescending: isDescending
    )
  }
}
