/// The words and marks of a language for numbers and dates.
///
/// Sources: d3-format's and d3-time-format's `locale/en-US.json` and `locale/ko-KR.json`.
public final class FormatLocale: Sendable {
  public let decimalPoint: String
  public let thousands: String
  /// Sizes of digit groups from the right; the last repeats.
  public let grouping: [Int]
  public let currency: (prefix: String, suffix: String)
  public let minus = "−"
  public let notANumber = "NaN"
  /// What `%c`, `%x` and `%X` stand for.
  let dateTime: String
  let date: String
  let time: String
  /// Before and after noon.
  public let periods: [String]
  /// Sunday first.
  public let days: [String]
  public let shortDays: [String]
  public let months: [String]
  public let shortMonths: [String]

  public init(
    decimalPoint: String = ".",
    thousands: String = ",",
    grouping: [Int] = [3],
    currency: (prefix: String, suffix: String),
    dateTime: String,
    date: String,
    time: String,
    periods: [String],
    days: [String],
    shortDays: [String],
    months: [String],
    shortMonths: [String]
  ) {
    self.decimalPoint = decimalPoint
    self.thousands = thousands
    self.grouping = grouping
    self.currency = currency
    self.dateTime = dateTime
    self.date = date
    self.time = time
    self.periods = periods
    self.days = days
    self.shortDays = shortDays
    self.months = months
    self.shortMonths = shortMonths
  }

  public static let english = FormatLocale(
    currency: ("$", ""),
    dateTime: "%x, %X",
    date: "%-m/%-d/%Y",
    time: "%-I:%M:%S %p",
    periods: ["AM", "PM"],
    days: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    shortDays: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
    months: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ],
    shortMonths: [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
  )

  public static let korean = FormatLocale(
    currency: ("₩", ""),
    dateTime: "%Y/%m/%d %a %X",
    date: "%Y/%m/%d",
    time: "%H:%M:%S",
    periods: ["오전", "오후"],
    days: ["일요일", "월요일", "화요일", "수요일", "목요일", "금요일", "토요일"],
    shortDays: ["일", "월", "화", "수", "목", "금", "토"],
    months: (1...12).map { "\($0)월" },
    shortMonths: (1...12).map { "\($0)월" }
  )

  /// The locale of a report's `lang`: Korean for `ko`, English for all else.
  public static func of(language: String) -> FormatLocale {
    language.lowercased().hasPrefix("ko") ? korean : english
  }

  /// Digits in groups; `width` cuts zero padding so that separators do not overrun it (as d3).
  func grouped(_ digits: Substring, width: Int = .max) -> String {
    var rest = digits
    var groups: [Substring] = []
    var length = 0
    var index = 0
    while !rest.isEmpty, var size = grouping.isEmpty ? nil : grouping[index % grouping.count] {
      if length + size + 1 > width { size = max(1, width - length) }
      groups.append(rest.suffix(size))
      rest = rest.dropLast(size)
      length += size + 1
      if length > width { break }
      index += 1
    }
    return grouping.isEmpty ? String(digits) : groups.reversed().joined(separator: thousands)
  }
}
