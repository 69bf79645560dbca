/// A date and time of day in UTC, taken apart.
public struct CivilTime: Hashable, Sendable {
  public var date: CivilDate
  public var hour: Int
  public var minute: Int
  public var second: Int
  public var nanosecond: Int

  public init(
    _ date: CivilDate,
    hour: Int = 0,
    minute: Int = 0,
    second: Int = 0,
    nanosecond: Int = 0
  ) {
    self.date = date
    self.hour = hour
    self.minute = minute
    self.second = second
    self.nanosecond = nanosecond
  }

  /// An instant counted from 1970 in a unit.
  public init(_ timestamp: Timestamp) {
    let perSecond = Int(timestamp.unit.perSecond)
    let seconds = CivilDate.floorDivide(Int(timestamp.value), perSecond)
    let fraction = CivilDate.modulo(Int(timestamp.value), perSecond)
    self.init(seconds: seconds, nanosecond: fraction * (1_000_000_000 / perSecond))
  }

  /// Milliseconds since 1970; nil when not finite or beyond JavaScript's ±100,000,000 days.
  ///
  /// Parts of a millisecond are cut off, as `Date` does.
  public init?(milliseconds: Double) {
    guard milliseconds.magnitude <= 8.64e15 else { return nil }
    self.init(Timestamp(Int64(milliseconds), .millisecond))
  }

  private init(seconds: Int, nanosecond: Int) {
    let days = CivilDate.floorDivide(seconds, 86_400)
    let rest = CivilDate.modulo(seconds, 86_400)
    self.init(
      CivilDate(days: days),
      hour: rest / 3_600,
      minute: rest / 60 % 60,
      second: rest % 60,
      nanosecond: nanosecond
    )
  }

  /// Milliseconds since 1970; parts outside their range carry over.
  public var milliseconds: Double {
    let seconds =
      Double(date.days) * 86_400 + Double(hour) * 3_600 + Double(minute) * 60 + Double(second)
    return seconds * 1_000 + Double(nanosecond / 1_000_000)
  }

  public var millisecond: Int { nanosecond / 1_000_000 }
}
