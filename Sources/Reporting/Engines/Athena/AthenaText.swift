import Tables

/// Values as Athena writes them.
enum AthenaText {
  /// `-12.30` with exactly so many digits behind the point, or fewer.
  static func decimal(_ text: String, scale: Int) -> Value? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    guard fraction.count <= scale, fraction.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    let digits = parts[0] + fraction + String(repeating: "0", count: scale - fraction.count)
    return Int128(digits).map { .decimal($0, scale: scale) }
  }

  /// Days since 1970 of `2024-03-01`.
  static func days(_ text: Substring) -> Int? {
    let isBeforeZero = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" || $0 == "+" }.split(separator: "-").map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2] else {
      return nil
    }
    let date = CivilDate(year: isBeforeZero ? -year : year, month: month, day: day)
    // A day that the calendar has not, such as 2024-02-30, comes back as another.
    return CivilDate(days: date.days) == date ? date.days : nil
  }

  /// Microseconds of the day of `09:05:00`, `09:05:00.5`; nil for more than six digits behind the point.
  static func microseconds(_ text: Substring) -> Int64? {
    let halves = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let parts = halves[0].split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) }
    guard parts.count == 3, let hours = parts[0], let minutes = parts[1], let seconds = parts[2],
      (0..<24).contains(hours), (0..<60).contains(minutes), (0..<60).contains(seconds)
    else { return nil }
    var fraction: Int64 = 0
    if halves.count == 2 {
      // Athena's own are three digits, or nine of which those after the sixth are zeros.
      let digits = halves[1]
      guard digits.utf8.allSatisfy({ (48...57).contains($0) }),
        digits.dropFirst(6).allSatisfy({ $0 == "0" })
      else { return nil }
      let six = digits.prefix(6) + String(repeating: "0", count: max(0, 6 - digits.count))
      fraction = Int64(six) ?? 0
    }
    return ((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + fraction
  }

  /// `2024-03-01 09:05:00.000`, and behind it ` UTC` or an offset where the column has a zone.
  static func moment(_ text: String, zone: String?) -> Value? {
    var rest = text[...]
    var offset: Int64 = 0
    if zone != nil {
      guard let (before, minutes) = withoutZone(rest) else { return nil }
      rest = before
      offset = minutes * 60_000_000
    }
    let parts = rest.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, let days = days(parts[0]), let time = microseconds(parts[1]) else {
      return nil
    }
    let count = Int64(days) * 86_400_000_000 + time - offset
    return .timestamp(Timestamp(count, .microsecond, zone: zone))
  }

  /// The text before the zone, and the zone's minutes; nil for a zone by another name.
  private static func withoutZone(_ text: Substring) -> (Substring, Int64)? {
    for name in [" UTC", " Z", " GMT"] where text.hasSuffix(name) {
      return (text.dropLast(name.count), 0)
    }
    guard text.count > 6 else { return nil }
    let offset = text.suffix(6)
    let parts = offset.dropFirst().split(separator: ":").map { Int64($0) }
    guard offset.first == "+" || offset.first == "-", parts.count == 2, let hours = parts[0],
      let minutes = parts[1]
    else { return nil }
    let count = hours * 60 + minutes
    var before = text.dropLast(6)
    if before.hasSuffix(" ") { before.removeLast() }
    return (before, offset.first == "-" ? -count : count)
  }

  /// `48 65 6c`.
  static func bytes(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    for part in text.split(whereSeparator: \.isWhitespace) {
      guard part.count == 2, let byte = UInt8(part, radix: 16) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}
