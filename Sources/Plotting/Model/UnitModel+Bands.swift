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
      return look.number(.timeUnitBandPosition) ?? (type.isRectangle ? 0.5 : nil)
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
      guard !type.isDiscreteDomain else { continue }
      let values = series.doubles
      guard values.contains(where: { !$0.isFinite }) else { continue }
      var flags = isValid ?? Array(repeating: true, count: frame.rowCount)
      for row in values.indices where !values[row].isFinite { flags[row] = false }
      isValid = flags
    }
    return isValid
  }
}
