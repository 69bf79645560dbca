import Tables

extension CivilDate {
  static let millisecondsPerDay = 86_400_000.0

  init(_ year: Int, _ month: Int = 1, _ day: Int = 1) {
    self.init(year: year, month: month, day: day)
  }

  /// Midnight of the day, in milliseconds since 1970, UTC; months and days may carry over.
  var instant: Double { Double(days) * Self.millisecondsPerDay }
}

extension CivilTime {
  /// The fields of an instant in UTC; beyond JavaScript's calendar they are those of its end.
  ///
  /// Reports count time in UTC throughout: the same template gives the same page in every zone.
  static func at(_ milliseconds: Double) -> CivilTime {
    let limit = 8.64e15
    let bounded = milliseconds.isFinite ? min(max(milliseconds, -limit), limit) : 0
    return CivilTime(milliseconds: bounded) ?? CivilTime(CivilDate(1970))
  }
}
