import Glibc

/// Times as AWS writes them, in UTC.
enum AWSTime {
  /// Seconds since 1970.
  static var now: Int { time(nil) }

  /// `20150830T123600Z`.
  static func basic(_ seconds: Int) -> String {
    var clock = time_t(seconds)
    var parts = tm()
    gmtime_r(&clock, &parts)
    let date = padded(Int(parts.tm_year) + 1900, 4) + padded(Int(parts.tm_mon) + 1)
    let day = padded(Int(parts.tm_mday))
    let hour = padded(Int(parts.tm_hour)) + padded(Int(parts.tm_min)) + padded(Int(parts.tm_sec))
    return "\(date)\(day)T\(hour)Z"
  }

  /// Reads `2024-05-01T12:00:00Z`, a fraction of a second ignored; nil for other texts.
  static func seconds(iso text: String) -> Int? {
    let numbers = text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int32($0) }
    guard numbers.count >= 6, text.hasSuffix("Z") else { return nil }
    var parts = tm()
    parts.tm_year = numbers[0] - 1900
    parts.tm_mon = numbers[1] - 1
    parts.tm_mday = numbers[2]
    parts.tm_hour = numbers[3]
    parts.tm_min = numbers[4]
    parts.tm_sec = numbers[5]
    return timegm(&parts)
  }

  /// Reads `Fri, 17 May 2024 09:08:07 GMT`, the time of an answer; nil for other texts.
  static func seconds(http text: String) -> Int? {
    let words = text.split { $0 == " " || $0 == ":" }
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    guard words.count == 8, words[7] == "GMT", let month = months.firstIndex(of: String(words[2])),
      let day = Int32(words[1]), let year = Int32(words[3]), let hour = Int32(words[4]),
      let minute = Int32(words[5]), let second = Int32(words[6])
    else { return nil }
    var parts = tm()
    (parts.tm_year, parts.tm_mon, parts.tm_mday) = (year - 1900, Int32(month), day)
    (parts.tm_hour, parts.tm_min, parts.tm_sec) = (hour, minute, second)
    return timegm(&parts)
  }

  private static func padded(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
