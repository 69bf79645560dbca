import Tables

extension TimeUnitOptions {
  /// Milliseconds that ticks are apart at least: a unit's length early in 2001.
  var leastTickStep: Double? {
    let start = CivilDate(2001).instant
    // Days of the week have no length of their own in Vega-Lite.
    guard let part = unit.parts.last, part != .day,
      let alone = CalendarParts("year" + part.rawValue) ?? CalendarParts(part.rawValue)
    else { return nil }
    switch part {
    case .year: return CivilDate(2001 + step).instant - start
    case .quarter: return CivilDate(2001, 1 + 3 * step).instant - start
    case .month: return CivilDate(2001, 1 + step).instant - start
    case .week: return 7 * CivilDate.millisecondsPerDay * Double(step)
    case .date, .dayofyear: return CivilDate.millisecondsPerDay * Double(step)
    default: return alone.next(start, step: step) - start
    }
  }
}
