import Diagnostics
import Expressions
import Tables

/// The numbers or instants that a continuous or cutting scale runs over.
///
/// Source: vega-lite's `compile/scale/domain.ts`: given values first, else bins, stacks, both ends
/// of ranges and calendar units, or the values themselves, of every unit that shares the scale.
struct ContinuousDomain {
  private(set) var values: [Double]

  init(_ model: ScaleModel, frames: Frames, bins: [Double]?, params: NamedValues) {
    var extent = Extent()
    var samples: [Double] = []
    var isGiven = false
    switch model.options.domain {
    case .values(let given)?:
      values = given.compactMap {
        model.type.isTime ? $0.instant ?? $0.number : $0.number ?? $0.instant
      }
      isGiven = true
    case .union(let given)?:
      values = []
      extent.add(given.compactMap { $0.number ?? $0.instant })
    case .unaggregated?, nil: values = []
    }
    if !isGiven {
      for use in model.uses {
        Self.add(use, model, frames, to: &extent, samples: &samples)
      }
      if model.type == .quantile {
        values = samples
      } else if model.type == .binOrdinal {
        values = bins ?? []
      } else {
        values = extent.bounds.map { [$0.0, $0.1] } ?? []
      }
    }
    if model.type == .binOrdinal, let bins, !isGiven { values = bins }
  }

  private static func add(
    _ use: ScaleModel.Use,
    _ model: ScaleModel,
    _ frames: Frames,
    to extent: inout Extent,
    samples: inout [Double]
  ) {
    let unit = use.unit
    let bound = use.bound
    if let level = bound.datumLevel {
      switch level {
      case .number(let value), .instant(let value): extent.add(value)
      default: break
      }
      addSecond(use, frames, &extent)
      return
    }
    let frame = frames.domainRows(of: unit, except: bound.channel)
    if let stack = unit.stack, stack.channel == bound.channel {
      if stack.mode == .normalize {
        extent.add([0, 1])
        return
      }
      extent.add(frame[UnitModel.stackStart]?.doubles ?? [])
      extent.add(frame[UnitModel.stackEnd]?.doubles ?? [])
      return
    }
    if isUnaggregated(model, bound, unit), let field = bound.field {
      let raw = frames.raw(unit)
      extent.add((try? raw.series(field, in: ""))?.doubles ?? [])
      return
    }
    if let binning = bound.binning, model.type.isContinuous || model.type == .binOrdinal {
      extent.add([binning.start, binning.domainStop])
      return
    }
    let numbers = bound.column.flatMap { frame[$0] }?.doubles ?? []
    if model.type == .quantile { samples += numbers.filter(\.isFinite) }
    let second = bound.channel.secondary.flatMap { unit.channels[$0] }
    if bound.timeUnit != nil, bound.channel.isPosition || unit.type.isRectangle, second == nil,
      let end = bound.endColumn, unit.bandPosition(of: bound) != nil
    {
      if let shifted = unit.shiftedEnds(of: bound, in: frame) {
        extent.add(shifted.starts)
        extent.add(shifted.ends)
      } else {
        extent.add(numbers)
        extent.add(frame[end]?.doubles ?? [])
      }
      return
    }
    extent.add(numbers)
    addSecond(use, frames, &extent)
  }

  /// Whether the domain is that of the rows before they were put together: as the scale says, or
  /// config for aggregates that lie among the values.
  private static func isUnaggregated(
    _ model: ScaleModel,
    _ bound: Bound,
    _ unit: UnitModel
  ) -> Bool {
    if let domain = model.options.domain {
      if case .unaggregated = domain { return true }
      return false
    }
    guard unit.config.scale.bool(.useUnaggregatedDomain) ?? false,
      case .operation(let operation)? = bound.definition.aggregate?.value
    else { return false }
    switch operation {
    case .mean, .average, .median, .q1, .q3, .min, .max: return true
    default: return false
    }
  }

  private static func addSecond(_ use: ScaleModel.Use, _ frames: Frames, _ extent: inout Extent) {
    guard let channel = use.bound.channel.secondary, let second = use.unit.channels[channel] else {
      return
    }
    if let level = second.datumLevel {
      if case .number(let value) = level { extent.add(value) }
      if case .instant(let value) = level { extent.add(value) }
    } else if let column = second.column {
      extent.add(frames.domainRows(of: use.unit, except: channel)[column]?.doubles ?? [])
    }
  }
}

extension Frames {
  /// The rows whose values widen the domains.
  func domainRows(of unit: UnitModel, except channel: Channel) -> Frame {
    let rows = main(unit)
    switch unit.invalidRowsInDomains {
    case .filtered, .gap(inDomain: false): return unit.validRows(rows)
    case .shown, .hidden, .gap(inDomain: true): return rows
    }
  }
}
