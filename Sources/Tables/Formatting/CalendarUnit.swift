/// A unit of the calendar in which times are rounded, moved and counted (UTC; weeks from Sunday).
///
/// The semantics are d3-time's: adding a month to 31 January gives 3 March, for days past a
/// month's end carry over. Source: https://github.com/d3/d3-time (3.1).
public enum CalendarUnit: String, Sendable, CaseIterable {
  case year, quarter, month, week, day, hours, minutes, seconds, milliseconds

  /// The unit of a Vega name: its own, `date`, `dayofyear`, or d3's singular.
  public init?(vega name: String) {
    switch name {
    case "date", "dayofyear": self = .day
    case "hour", "minute", "second", "millisecond":
      guard let unit = CalendarUnit(rawValue: name + "s") else { return nil }
      self = unit
    default: self.init(rawValue: name)
    }
  }

  /// The length of a unit that is always equally long; nil for months, quarters and years.
  public var length: Double? {
    switch self {
    case .week: 604_800_000
    case .day: 86_400_000
    case .hours: 3_600_000
    case .minutes: 60_000
    case .seconds: 1_000
    case .milliseconds: 1
    case .month, .quarter, .year: nil
    }
  }

  /// The latest boundary of the unit at or before a time; NaN for what is no time.
  public func floor(_ milliseconds: Double) -> Double {
    // 1970-01-01 was a Thursday; weeks begin on the Sunday before.
    let origin = self == .week ? -4 * 86_400_000.0 : 0
    if let length { return ((milliseconds - origin) / length).rounded(.down) * length + origin }
    guard let time = CivilTime(milliseconds: milliseconds.rounded(.down)) else { return .nan }
    let date = time.date
    let month =
      self == .year ? 1 : self == .quarter ? (date.quarter - 1) * 3 + 1 : date.month
    return CivilTime(CivilDate(year: date.year, month: month, day: 1)).milliseconds
  }

  /// The earliest boundary at or after a time.
  public func ceil(_ milliseconds: Double) -> Double {
    let floor = floor(milliseconds)
    return floor == milliseconds ? floor : offset(floor, by: 1)
  }

  /// A time moved by whole units, keeping its time of day.
  public func offset(_ milliseconds: Double, by steps: Int) -> Double {
    if let length { return milliseconds + Double(steps) * length }
    guard abs(steps) <= 10_000_000,
      var time = CivilTime(milliseconds: milliseconds.rounded(.down))
    else { return .nan }
    switch self {
    case .year: time.date.year += steps
    case .quarter: time.date.month += 3 * steps
    default: time.date.month += steps
    }
    return time.milliseconds
  }

  /// The boundaries in `start..<stop`, every `step`-th; at most `limit`.
  public func range(from start: Double, to stop: Double, step: Int = 1, limit: Int) -> [Double]? {
    guard step > 0, start.isFinite, stop.isFinite else { return [] }
    var result: [Double] = []
    var current = ceil(start)
    while current < stop {
      guard result.count < limit else { return nil }
      result.append(current)
      current = floor(offset(current, by: step))
    }
    return result
  }
}
