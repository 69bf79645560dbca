import Tables

/// A round length of calendar time: every 3 months, every 6 hours.
///
/// `floor` of an instant is the interval's start. Steps count within the next larger field (every
/// second day is the 1st, 3rd, 5th … of each month, so the 31st is followed by the 1st), years from
/// zero, weeks from Sunday. Source: d3-time 3 (`interval.every`).
struct TimeInterval: Hashable, Sendable {
  enum Unit: Sendable {
    case millisecond, second, minute, hour, day, week, month, year
    /// Days counted from 1970 on, across months, as on UTC scales.
    case countedDay
  }

  let unit: Unit
  let step: Int

  init(_ unit: Unit, every step: Int = 1) {
    self.unit = unit
    self.step = max(1, step)
  }

  /// The latest start of an interval at or before an instant.
  func floor(_ instant: Double) -> Double {
    guard instant.isFinite else { return instant }
    let date = CivilTime.at(instant).date
    switch unit {
    case .millisecond: return (instant / Double(step)).rounded(.down) * Double(step)
    case .second, .minute, .hour: return floorTime(instant)
    case .day: return CivilDate(date.year, date.month, (date.day - 1) / step * step + 1).instant
    case .countedDay:
      let length = CivilDate.millisecondsPerDay * Double(step)
      return (instant / length).rounded(.down) * length
    case .week:
      let week = CivilDate(date.year, date.month, date.day - date.weekday).instant
      guard step > 1 else { return week }
      // Weeks are counted from the one that holds 1 January 1970, which begins on 28 December.
      let origin = -4 * CivilDate.millisecondsPerDay
      let length = 7 * CivilDate.millisecondsPerDay * Double(step)
      return ((week - origin) / length).rounded(.down) * length + origin
    case .month: return CivilDate(date.year, (date.month - 1) / step * step + 1).instant
    case .year:
      let year = Int((Double(date.year) / Double(step)).rounded(.down)) * step
      return CivilDate(year).instant
    }
  }

  private func floorTime(_ instant: Double) -> Double {
    var fields = CivilTime.at(instant)
    fields.nanosecond = 0
    if unit == .second {
      fields.second = fields.second / step * step
    } else {
      fields.second = 0
      if unit == .minute {
        fields.minute = fields.minute / step * step
      } else {
        fields.minute = 0
        fields.hour = fields.hour / step * step
      }
    }
    return fields.milliseconds
  }

  /// The first start of an interval after the one that begins at `start`.
  func next(_ start: Double) -> Double {
    let date = CivilTime.at(start).date
    switch unit {
    case .millisecond: return start + Double(step)
    case .second: return floor(start + Double(step) * 1_000)
    case .minute: return floor(start + Double(step) * 60_000)
    case .hour: return floor(start + Double(step) * 3_600_000)
    case .day:
      let next = start + Double(step) * CivilDate.millisecondsPerDay
      return step > 1 ? min(floor(next), CivilDate(date.year, date.month + 1).instant) : next
    case .countedDay: return start + Double(step) * CivilDate.millisecondsPerDay
    case .week: return start + 7 * Double(step) * CivilDate.millisecondsPerDay
    case .month: return floor(CivilDate(date.year, date.month + step).instant)
    case .year: return floor(CivilDate(date.year + step).instant)
    }
  }

  /// The earliest start of an interval at or after an instant.
  func ceiling(_ instant: Double) -> Double {
    let start = floor(instant)
    return start == instant ? instant : next(start)
  }

  /// Two instants moved outwards to starts.
  func nice(_ first: Double, _ last: Double) -> (Double, Double) {
    let wide = (floor(min(first, last)), ceiling(max(first, last)))
    return last < first ? (wide.1, wide.0) : wide
  }

  /// All starts between two instants, both included.
  func starts(from: Double, through: Double) -> [Double] {
    guard from.isFinite, through.isFinite else { return [] }
    var starts: [Double] = []
    var at = ceiling(from)
    while at <= through, starts.count < 10_000 {
      starts.append(at)
      let after = next(at)
      if after <= at { break }
      at = after
    }
    return starts
  }

  /// The interval that cuts a stretch of time into about `count` parts.
  ///
  /// `countsDays`: whether every second day is counted on across months.
  static func dividing(
    _ start: Double,
    _ stop: Double,
    count: Double,
    countsDays: Bool = false
  ) -> TimeInterval {
    let target = abs(stop - start) / max(count, 0.001)
    guard let above = ladder.firstIndex(where: { $0.length > target }) else {
      let years = Ticks.step(start / yearLength, stop / yearLength, count: count)
      return TimeInterval(.year, every: Int(min(max(1, abs(years)), 1e9)))
    }
    if above == 0 {
      return TimeInterval(.millisecond, every: Int(max(1, Ticks.step(start, stop, count: count))))
    }
    let isNearerBelow = target / ladder[above - 1].length < ladder[above].length / target
    let interval = ladder[isNearerBelow ? above - 1 : above].interval
    return countsDays && interval.unit == .day
      ? TimeInterval(.countedDay, every: interval.step) : interval
  }

  private static let yearLength = 31_536_000_000.0

  /// The lengths that people count time in, with their average length in milliseconds.
  private static let ladder: [(interval: TimeInterval, length: Double)] = {
    let second = 1_000.0
    let minute = 60 * second
    let hour = 60 * minute
    let day = 24 * hour
    let steps: [(Unit, [Int], Double)] = [
      (.second, [1, 5, 15, 30], second), (.minute, [1, 5, 15, 30], minute),
      (.hour, [1, 3, 6, 12], hour), (.day, [1, 2], day), (.week, [1], 7 * day),
      (.month, [1, 3], 30 * day), (.year, [1], yearLength),
    ]
    return steps.flatMap { unit, counts, length in
      counts.map { (TimeInterval(unit, every: $0), Double($0) * length) }
    }
  }()
}
