/// Reading lengths of time and sizes with their units.
enum QuantityReading {
  /// Seconds: `250ms`, `1.5s`, `1h2m3s`, `90` (seconds), `00:01:30.5`; a minus sign before it all.
  static func duration(_ text: UnsafeRawBufferPointer) -> Double? {
    if text.first == UInt8(ascii: "-") {
      let rest = UnsafeRawBufferPointer(rebasing: text[1...])
      return rest.first == UInt8(ascii: "-") ? nil : duration(rest).map { -$0 }
    }
    if text.contains(UInt8(ascii: ":")) { return clock(text) }
    var place = 0
    var seconds = 0.0
    while place < text.count {
      guard let (value, end) = number(text, from: place) else { return nil }
      var unitEnd = end
      while unitEnd < text.count, !isNumeric(text[unitEnd]) { unitEnd += 1 }
      let unit = String(decoding: text[end..<unitEnd], as: UTF8.self)
        .filter { $0 != " " }
      guard let factor = unitSeconds(unit, isAlone: place == 0 && unitEnd == text.count) else {
        return nil
      }
      seconds += value * factor
      place = unitEnd
    }
    return text.isEmpty ? nil : seconds
  }

  /// `H:MM:SS` or `MM:SS`, with a fraction of the last.
  private static func clock(_ text: UnsafeRawBufferPointer) -> Double? {
    var seconds = 0.0
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3 else { return nil }
    for (index, part) in parts.enumerated() {
      let part = UnsafeRawBufferPointer(rebasing: part)
      guard let (value, end) = number(part, from: 0), end == part.count else { return nil }
      guard index == 0 || value < 60, index + 1 == parts.count || value.rounded() == value
      else { return nil }
      seconds = seconds * 60 + value
    }
    return seconds
  }

  private static func unitSeconds(_ unit: String, isAlone: Bool) -> Double? {
    switch unit {
    case "": isAlone ? 1 : nil
    case "ns": 1e-9
    case "us", "µs", "μs": 1e-6
    case "ms", "msec": 1e-3
    case "s", "sec", "secs", "second", "seconds": 1
    case "m", "min", "mins", "minute", "minutes": 60
    case "h", "hr", "hour", "hours": 3_600
    case "d", "day", "days": 86_400
    default: nil
    }
  }

  /// Bytes: `512`, `12KB` (1,000 each), `1.5 MiB` (1,024 each), `3k`; nil unless a whole number.
  static func bytes(_ text: UnsafeRawBufferPointer) -> Int64? {
    guard let (value, end) = number(text, from: 0) else { return nil }
    let unit = String(decoding: text[end...], as: UTF8.self).filter { $0 != " " }.lowercased()
    let factors: [String: Double] = [
      "": 1, "b": 1, "k": 1e3, "kb": 1e3, "m": 1e6, "mb": 1e6, "g": 1e9, "gb": 1e9, "t": 1e12,
      "tb": 1e12, "kib": 0x1p10, "mib": 0x1p20, "gib": 0x1p30, "tib": 0x1p40,
    ]
    guard let factor = factors[unit] else { return nil }
    return Int64(exactly: (value * factor).rounded())
  }

  private static func isNumeric(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: ".")
  }

  private static func number(
    _ text: UnsafeRawBufferPointer,
    from start: Int
  ) -> (value: Double, end: Int)? {
    var end = start
    while end < text.count, isNumeric(text[end]) { end += 1 }
    let digits = UnsafeRawBufferPointer(rebasing: text[start..<end])
    return NumberReading.float(digits).map { ($0, end) }
  }
}
