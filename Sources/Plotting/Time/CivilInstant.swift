/// An instant split into the fields of the proleptic Gregorian calendar, in UTC.
///
/// Reports count time in UTC throughout: the same template gives the same page in every zone.
/// Source of the day arithmetic: H. Hinnant, "chrono-compatible low-level date algorithms".
struct CivilInstant: Hashable, Sendable {
  var year: Int
  /// 1 … 12.
  var month: Int
  /// 1 … 31.
  var day: Int
  var hour = 0
  var minute = 0
  var second = 0
  var millisecond = 0

  static let millisecondsPerDay = 86_400_000.0

  init(_ year: Int, _ month: Int = 1, _ day: Int = 1) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The fields of an instant; far beyond any calendar (a million years) it is cut off there.
  init(milliseconds: Double) {
    let limit = 3.2e16
    let clamped = milliseconds.isFinite ? min(max(milliseconds, -limit), limit) : 0
    let days = (clamped / Self.millisecondsPerDay).rounded(.down)
    var rest = Int((clamped - days * Self.millisecondsPerDay).rounded(.down))
    let shifted = Int(days) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    millisecond = rest % 1000
    rest /= 1000
    second = rest % 60
    rest /= 60
    minute = rest % 60
    hour = rest / 60
  }

  /// Days since 1970-01-01; months beyond 1 … 12 carry into the year.
  static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let zeroBased = month - 1
    let carry = zeroBased >= 0 ? zeroBased / 12 : -((11 - zeroBased) / 12)
    let month = zeroBased - carry * 12 + 1
    let year = year + carry - (month <= 2 ? 1 : 0)
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Milliseconds since 1970-01-01T00:00:00Z.
  var milliseconds: Double {
    let days = Double(Self.days(year, month, day))
    let time = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
    return days * Self.millisecondsPerDay + Double(time)
  }

  /// 0 for Sunday … 6 for Saturday.
  var weekday: Int {
    let days = Self.days(year, month, day)
    return ((days + 4) % 7 + 7) % 7
  }

  /// 1 for the first of January.
  var dayOfYear: Int { Self.days(year, month, day) - Self.days(year, 1, 1) + 1 }
}
