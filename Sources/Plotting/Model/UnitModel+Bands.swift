import Diagnostics
import Tables

extension UnitModel {
  /// Where within a bin or a calendar unit the mark stands, 0 its start and 1 its end; nil where
  /// the channel has no such extent.
  ///
  /// Source: vega-lite's `channeldef.ts` (`getBandPosition`).
  func bandPosition(of bound: Bound) -> Double? {
    if let written = bound.definition.bandPosition { return written }
    guard bound.hasField else { return nil }
    let second = bound.channel.secondary.flatMap { channels[$0] }
    if bound.timeUnit != nil, second == nil {
      return look.configured.number(.timeUnitBandPosition) ?? (type.isRectangle ? 0.5 : nil)
    }
    if bound.isBinning { return 0.5 }
    return nil
  }

  /// Rows whose values on continuous scales are all numbers.
  func validRows(_ frame: Frame) -> Frame {
    guard let isValid = validity(frame) else { return frame }
    return frame.rows((0..<frame.rowCount).filter { isValid[$0] })
  }

  /// For each row whether it has a value on every continuous scale; nil when all have.
  func validity(_ frame: Frame) -> [Bool]? {
    var isValid: [Bool]?
    for bound in channels.all {
      guard bound.channel.hasScale, !bound.isCount,
        bound.hasField, !bound.definition.scale.isNone, let column = bound.column,
        let series = frame[column]
      else { continue }
      let own = channels[bound.channel.primary] ?? bound
      let type = own.definition.scale.given?.type?.value ?? ScaleModel.standardType(own, self)
      guard !type.isDiscreteDomain, type != .binOrdinal, !showsInvalid(bound.channel) else { continue }
      let values = series.doubles
      guard values.contains(where: { !$0.isFinite }) else { continue }
      var flags = isValid ?? Array(repeating: true, count: frame.rowCount)
      for row in values.indices where !values[row].isFinite { flags[row] = false }
      isValid = flags
    }
    return isValid
  }
}

extension UnitModel {
  /// Where rectangles of a calendar unit begin and end: with a band position other than the middle
  /// they stand around the unit's start, reaching into the unit before.
  ///
  /// Source: vega-lite's `compile/data/timeunit.ts` (`offsetted_rect`). Nil where rectangles fill
  /// their units.
  func shiftedEnds(of bound: Bound, in frame: Frame) -> (starts: [Double], ends: [Double])? {
    guard type.isRectangle, let unit = bound.timeUnit, let part = bandPosition(of: bound),
      part != 0.5, let column = bound.column, let end = bound.endColumn,
      let starts = frame[column]?.doubles, let ends = frame[end]?.doubles
    else { return nil }
    let before = starts.map { unit.previous($0) }
    return (
      starts.indices.map { before[$0] * (0.5 - part) + starts[$0] * (0.5 + part) },
      starts.indices.map { starts[$0] * (0.5 - part) + ends[$0] * (0.5 + part) }
    )
  }
}

extension TimeUnitOptions {
  /// The start that lies one unit before another.
  fileprivate func previous(_ start: Double) -> Double {
    guard start.isFinite, let part = unit.parts.last,
      let calendar = CalendarUnit(vega: part.rawValue)
    else { return .nan }
    return calendar.offset(start, by: -step)
  }
}

extension UnitModel {
  /// What `config.scale.invalid` draws for values of a channel that are no numbers.
  func invalidOutput(_ channel: Channel) -> Value? {
    guard case .record(let record)? = config.scale[.invalid]?.constant else { return nil }
    if case .record(let output)? = record[channel.rawValue] { return output["value"] }
    return record[channel.rawValue]
  }

  func showsInvalid(_ channel: Channel) -> Bool { invalidOutput(channel) != nil }
}

extension UnitModel {
  /// The order that a colour's given domain has for the categories of the same field.
  func colourOrder(of bound: Bound) -> [Level]? { channels.colourOrder(of: bound.column) }
}

extension Channels {
  func colourOrder(of column: String?) -> [Level]? {
    for channel in [Channel.color, .fill, .stroke] {
      if let other = self[channel], other.column == column, other.type.isDiscrete,
        case .values(let values)? = other.definition.scale.given?.domain
      {
        return values.map { Level($0) }
      }
    }
    return nil
  }
}
