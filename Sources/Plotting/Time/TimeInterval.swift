/// A round length of calendar time: every 3 months, every 6 hours.
///
/// `floor` of an instant is the interval's start. Steps count within the next larger field (every
/// second day is the 1st, 3rd, 5th … of each month, so the 31st is followed by the 1st), years from
/// zero, weeks from Sunday. Source: d3-time 3 (`interval.every`).
struct TimeInterval: Hashable, Sendable {
  enum Unit: Int, Sendable { case millisecond, second, minute, hour, day, week, month, year }

  let unit: Unit
  let step: Int

  init(_ unit: Unit, every step: Int = 1) {
    self.unit = unit
    self.step = max(1, step)
  }

  /// The latest start of an interval at or before an instant.
  func floor(_ instant: Double) -> Double {
    guard instant.isFinite else { return instant }
    switch unit {
    case .millisecond:
      let step = Double(step)
      return (instant / step).rounded(.down) * step
    case .second, .minute, .hour: return floorTime(instant)
    case .day: return floorDay(instant)
    case .week:
      let fields = CivilInstant(milliseconds: instant)
      return CivilInstant(fields.year, fields.month, fields.day - fields.weekday).milliseconds
    case .month:
      let fields = CivilInstant(milliseconds: instant)
      return CivilInstant(fields.year, (fields.month - 1) / step * step + 1).milliseconds
    case .year:
      let fields = CivilInstant(milliseconds: instant)
      let year = Int((Double(fields.year) / Double(step)).rounded(.down)) * step
      return CivilInstant(year).milliseconds
    }
  }

  private func floorTime(_ instant: Double) -> Double {
    var fields = CivilInstant(milliseconds: instant)
    fields.millisecond = 0
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

  private func floorDay(_ instant: Double) -> Double {
    let fields = CivilInstant(milliseconds: instant)
    return CivilInstant(fields.year, fields.month, (fields.day - 1) / step * step + 1).milliseconds
  }

  /// The first start of an interval after the one that begins at `start`.
  func next(_ start: Double) -> Double {
    let fields = CivilInstant(milliseconds: start)
    switch unit {
    case .millisecond: return start + Double(step)
    case .second: return floor(start + Double(step) * 1_000)
    case .minute: return floor(start + Double(step) * 60_000)
    case .hour: return floor(start + Double(step) * 3_600_000)
    case .day:
      let next = start + Double(step) * CivilInstant.millisecondsPerDay
      let first = CivilInstant(fields.year, fields.month + 1).milliseconds
      return step > 1 ? min(floor(next), first) : next
    case .week: return start + 7 * CivilInstant.millisecondsPerDay
    case .month: return floor(CivilInstant(fields.year, fields.month + step).milliseconds)
    case .year: return floor(CivilInstant(fields.year + step).milliseconds)
    }
  }

  /// The earliest start of an interval at or after an instant.
  func ceiling(_ instant: Double) -> Double {
    let start = floor(instant)
    return start == instant ? instant : next(start)
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
  static func dividing(_ start: Double, _ stop: Double, count: Double) -> TimeInterval {
    let target = abs(stop - start) / max(count, 0.001)
    guard let above = ladder.firstIndex(where: { $0.length > target }) else {
      let years = Ticks.step(start / yearLength, stop / yearLength, count: count)
      return TimeInterval(.year, every: Int(min(max(1, abs(years)), 1e9)))
    }
    if above == 0 {
      return TimeInterval(.millisecond, every: Int(max(1, Ticks.step(start, stop, count: count))))
    }
    let isNearerBelow = target / ladder[above - 1].length < ladder[above].length / target
    return ladder[isNearerBelow ? above - 1 : above].interval
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
