extension Value {
  /// The value as text where no format was given.
  ///
  /// Numbers as JavaScript writes them, decimals with all of their scale, dates as ISO 8601,
  /// nothing for null. A zone makes an instant, which is shown in UTC with a `Z`; a timestamp
  /// without one is a wall-clock reading and has no mark.
  public var displayText: String {
    switch self {
    case .null: ""
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .double(let value): value.scriptText
    case .decimal(let integer, let scale):
      (integer < 0 ? "-" : "") + DecimalDigits(integer, scale: scale).plain(decimals: scale)
    case .string(let text): text
    case .bytes(let bytes): "0x" + bytes.map { Self.hex($0) }.joined()
    case .date(let days): Self.dateText(days)
    case .time(let nanoseconds): Self.clockText(nanoseconds)
    case .timestamp(let timestamp): Self.text(of: timestamp)
    case .duration(let count, let unit): Self.durationText(count, unit)
    case .interval(let months, let days, let nanoseconds):
      Self.intervalText(Int(months), Int(days), nanoseconds)
    case .list(let values): "[" + values.map(\.nestedText).joined(separator: ", ") + "]"
    case .record(let record):
      "{"
        + zip(record.names, record.values).map { "\($0): \($1.nestedText)" }
        .joined(separator: ", ") + "}"
    case .table(let table): "table of \(table.rowCount) \(table.rowCount == 1 ? "row" : "rows")"
    }
  }

  /// Inside a list a missing value must still be seen.
  private var nestedText: String { isNull ? "null" : displayText }

  private static func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  private static func dateText(_ days: Int64) -> String {
    guard days.magnitude <= 400_000_000 else { return "\(days) days since 1970-01-01" }
    return dateText(CivilDate(days: Int(days)))
  }

  /// Years outside 0–9999 have a sign and six digits, as ISO 8601 and JavaScript have it.
  private static func dateText(_ date: CivilDate) -> String {
    let year =
      (0...9_999).contains(date.year)
      ? padded(date.year, 4) : (date.year < 0 ? "-" : "+") + padded(abs(date.year), 6)
    return "\(year)-\(padded(date.month, 2))-\(padded(date.day, 2))"
  }

  private static func text(of timestamp: Timestamp) -> String {
    let time = CivilTime(timestamp)
    let seconds = time.hour * 3_600 + time.minute * 60 + time.second
    let clock = clockText(Int64(seconds) * 1_000_000_000 + Int64(time.nanosecond))
    return "\(dateText(time.date)) \(clock)\(timestamp.zone == nil ? "" : "Z")"
  }

  /// `HH:MM:SS` and as many groups of three decimals as are needed.
  private static func clockText(_ nanoseconds: Int64) -> String {
    if nanoseconds < 0 { return "-" + clockText(nanoseconds == .min ? .max : -nanoseconds) }
    let seconds = Int(nanoseconds / 1_000_000_000)
    let fraction = Int(nanoseconds % 1_000_000_000)
    let clock = "\(padded(seconds / 3_600, 2)):\(padded(seconds / 60 % 60, 2)):"
    return clock + padded(seconds % 60, 2) + fractionText(fraction)
  }

  private static func fractionText(_ nanoseconds: Int) -> String {
    if nanoseconds == 0 { return "" }
    if nanoseconds % 1_000_000 == 0 { return "." + padded(nanoseconds / 1_000_000, 3) }
    if nanoseconds % 1_000 == 0 { return "." + padded(nanoseconds / 1_000, 6) }
    return "." + padded(nanoseconds, 9)
  }

  private static func durationText(_ count: Int64, _ unit: TimeUnit) -> String {
    let perDay = unit.perSecond * 86_400
    let (days, rest) = (count / perDay, count % perDay)
    let clock = clockText(rest * (1_000_000_000 / unit.perSecond))
    return days == 0 ? clock : "\(counted(Int(days), "day")) \(clock)"
  }

  private static func intervalText(_ months: Int, _ days: Int, _ nanoseconds: Int64) -> String {
    var parts: [String] = []
    if months / 12 != 0 { parts.append(counted(months / 12, "year")) }
    if months % 12 != 0 { parts.append(counted(months % 12, "month")) }
    if days != 0 { parts.append(counted(days, "day")) }
    if nanoseconds != 0 || parts.isEmpty { parts.append(clockText(nanoseconds)) }
    return parts.joined(separator: " ")
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(abs(count) == 1 ? "" : "s")"
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
