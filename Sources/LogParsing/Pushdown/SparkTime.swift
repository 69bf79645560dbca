/// Reading times in Spark: the parts of a text by one expression, put together as a timestamp.
///
/// Spark's own patterns of dates know a fixed number of digits, and no zone in a time without one.
struct SparkTime {
  private var expression = "^"
  private var groupCount = 0
  /// The SQL of each part.
  private var parts: [String: String] = [:]
  private let text: String

  /// Times in a format; nil when the format has what is not read here.
  ///
  /// - Returns: A timestamp as SQL: with a zone when the format tells an instant, null for a text that is
  ///   no time.
  static func reading(_ text: String, _ format: TimestampFormat) -> String? {
    if format.parts == [.iso8601] { return iso8601(text, isInstant: format.isInstant) }
    if case .epoch(let perSecond) = format.parts.first { return epoch(text, perSecond) }
    var time = SparkTime(text: text)
    for part in format.parts {
      switch part {
      case .text(let byte):
        guard byte < 0x80 else { return nil }
        time.expression += RE2Text.literal([byte])
      case .spaces: time.expression += " +"
      case .dayName: time.expression += "[A-Za-z]{3}"
      case .year: time.group("year", "[0-9]{1,4}")
      case .month: time.group("month", "[0-9]{1,2}")
      case .monthName: time.group("name", "(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
      case .day: time.group("day", "[0-9]{1,2}", after: " *")
      case .hour: time.group("hour", "[0-9]{1,2}", after: " *")
      case .minute: time.group("minute", "[0-9]{1,2}")
      case .second: time.group("second", "[0-9]{1,2}")
      case .fraction: time.group("fraction", "[0-9]{1,9}")
      case .zone:
        time.group("zone", "[Zz]|UTC|GMT|[+-][0-9]{1,2}:?[0-9]{0,2}")
        time.parts["sign"] = "left(\(time.parts["zone"] ?? ""), 1)"
        let zone = time.parts["zone"] ?? ""
        time.parts["hours"] = "regexp_extract(\(zone), '^[+-]([0-9]{1,2})', 1)"
        time.parts["minutes"] = "regexp_extract(\(zone), '^[+-][0-9]{1,2}:?([0-9]{1,2})$', 1)"
      case .shortYear, .dayOfYear, .hour12, .period, .epoch, .iso8601: return nil
      }
    }
    return time.sql(isInstant: format.isInstant)
  }

  private init(text: String) { self.text = text }

  private mutating func group(_ name: String, _ pattern: String, after lead: String = "") {
    groupCount += 1
    expression += "\(lead)(\(pattern))"
    parts[name] = "\u{1}\(groupCount)\u{2}"
  }

  /// `2024-05-01T10:11:12.345+09:00`, its parts from the day on being optional.
  private static func iso8601(_ text: String, isInstant: Bool) -> String {
    var time = SparkTime(text: text)
    time.expression =
      "^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?)?"
      + "(?:[.,]([0-9]{1,9}))? ?(?:[Zz]|UTC|GMT|([+-])([0-9]{2}):?([0-9]{2})?)?"
    let names = [
      "year", "month", "day", "hour", "minute", "second", "fraction", "sign", "hours", "minutes",
    ]
    for (index, name) in names.enumerated() { time.parts[name] = "\u{1}\(index + 1)\u{2}" }
    return time.sql(isInstant: isInstant)
  }

  /// A count of units since 1970.
  private static func epoch(_ text: String, _ perSecond: Int64) -> String {
    let digits = perSecond == 1 ? "-?[0-9]{1,12}(?:\\.[0-9]{1,9})?" : "-?[0-9]{1,19}"
    let scaled =
      perSecond <= 1_000_000
      ? "TRY_CAST(TRY_CAST(\(text) AS DECIMAL(28, 9)) * \(1_000_000 / perSecond) AS BIGINT)"
      : "TRY_CAST(\(text) AS BIGINT) DIV \(perSecond / 1_000_000)"
    return
      "CASE WHEN \(LogDialect.spark.matchesWhole(text, digits)) THEN timestamp_micros(\(scaled)) END"
  }

  private func sql(isInstant: Bool) -> String {
    let pattern = expression + "$"
    func number(_ name: String) -> String {
      parts[name].map { "coalesce(TRY_CAST(\($0) AS INT), 0)" } ?? "0"
    }
    func day(_ name: String) -> String { parts[name] == nil ? "1" : number(name) }
    let months = "'janfebmaraprmayjunjulaugsepoctnovdec'"
    let month =
      parts["name"].map { "(instr(\(months), lower(\($0))) + 2) DIV 3" } ?? day("month")
    let fraction = parts["fraction"].map { "rpad(left(\($0), 6), 6, '0')" } ?? "'0'"
    let seconds = "CAST(\(number("second")) || '.' || \(fraction) AS DECIMAL(8, 6))"
    let clock =
      "try_make_timestamp_ntz(\(number("year")), \(month), \(day("day")), \(number("hour")),"
      + " \(number("minute")), \(seconds))"
    var time = clock
    var isTime = LogDialect.spark.matches(text, pattern)
    if let sign = parts["sign"] {
      isTime += " AND \(number("hours")) <= 24 AND \(number("minutes")) < 60"
      time +=
        " + make_dt_interval(0, 0, (\(number("hours")) * 60 + \(number("minutes")))"
        + " * CASE WHEN \(sign) = '-' THEN 1 ELSE -1 END)"
    }
    if isInstant { time = "CAST(\(time) AS TIMESTAMP_LTZ)" }
    // Seconds up to 60, a leap second being the first of the next minute.
    let whole = "CASE WHEN \(isTime) AND \(number("second")) <= 60 THEN \(time) END"
    return (1...max(groupCount, 10)).reduce(whole) { sql, index in
      let group = "regexp_extract(\(text), \(SQLText.literal("(?d)" + pattern)), \(index))"
      return sql.replacing("\u{1}\(index)\u{2}", with: group)
    }
  }
}
