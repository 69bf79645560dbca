import Diagnostics

/// Reading a text as a type in SQL, with null for a text that is not of it.
enum SQLReading {
  /// The value of a text that is not null; nil, with a complaint, for types that SQL has no words for.
  static func value(
    of text: String,
    as column: LogColumn,
    for dialect: LogDialect,
    at span: SourceSpan?,
    diagnostics: inout [Diagnostic]
  ) -> String? {
    switch column.type {
    case .string: return text
    case .int:
      let sign = "CASE WHEN \(text) LIKE '-%' THEN -1 ELSE 1 END"
      let decimal = dialect.matchesWhole(text, "[+-]?[0-9]+")
      let hexadecimal = dialect.matchesWhole(text, "[+-]?0[xX][0-9A-Fa-f]{1,16}")
      return "CASE WHEN \(decimal) THEN TRY_CAST(\(text) AS BIGINT)"
        + " WHEN \(hexadecimal) THEN \(sign) * \(dialect.hexadecimal(text)) END"
    case .float:
      let number = "[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
      let isNumber = dialect.matchesWhole(text, "\(number)|[+-]?(?i:inf|infinity|nan)")
      return "CASE WHEN \(isNumber) THEN TRY_CAST(\(text) AS DOUBLE) END"
    case .bool:
      return "CASE WHEN lower(\(text)) IN ('true', 't', 'yes', 'y', 'on', '1') THEN true"
        + " WHEN lower(\(text)) IN ('false', 'f', 'no', 'n', 'off', '0') THEN false END"
    case .list(let separator):
      return dialect.list(text, dividedBy: String(decoding: separator, as: UTF8.self))
    case .timestamp(let format):
      let time = time(text, format, dialect)
      if time == nil {
        diagnostics.append(.notInSQL("the time of column '\(column.name)'", at: span))
      }
      return time
    case .duration, .bytes, .url:
      diagnostics.append(
        .notInSQL("the type \(column.type.name) of column '\(column.name)'", at: span)
      )
      return nil
    }
  }

  /// The time of a text; nil for times without a year, which takes the file's, and for clocks in a
  /// zone other than UTC.
  private static func time(
    _ text: String,
    _ format: TimestampFormat,
    _ dialect: LogDialect
  ) -> String? {
    guard format.hasYear, format.zone == nil || format.zone?.name == "UTC" else { return nil }
    if dialect == .spark { return SparkTime.reading(text, format) }
    let isInstant = format.isInstant
    if format.parts == [.iso8601] {
      let time = iso8601(text)
      return isInstant ? "make_timestamptz(\(time))" : "make_timestamp(\(time))"
    }
    if case .epoch(let perSecond) = format.parts.first {
      let digits = perSecond == 1 ? "-?[0-9]{1,12}(?:\\.[0-9]{1,9})?" : "-?[0-9]{1,19}"
      let scaled =
        perSecond <= 1_000_000
        ? "CAST(trunc(CAST(\(text) AS DECIMAL(38, 9)) * \(1_000_000 / perSecond)) AS BIGINT)"
        : "CAST(\(text) AS BIGINT) // \(perSecond / 1_000_000)"
      return
        "CASE WHEN regexp_full_match(\(text), '\(digits)') THEN make_timestamptz(\(scaled)) END"
    }
    guard let written = strptime(format) else { return nil }
    var time = text
    // Names of zones that strptime does not read.
    if format.parts.last == .zone { time = "regexp_replace(\(text), '(?:Z|UTC|GMT)$', '+00')" }
    func read(_ time: String) -> String { "try_strptime(\(time), \(SQLText.literal(written)))" }
    var parsed = read(time)
    if let lead = beforeSecond(format) {
      // A leap second, which strptime does not read: one after the second before it.
      let mended = "regexp_replace(\(time), \(SQLText.literal("^(\(lead))60")), '\\159')"
      parsed = "coalesce(\(parsed), \(read(mended)) + INTERVAL 1 SECOND)"
    }
    return isInstant && !format.hasZone ? "make_timestamptz(epoch_us(\(parsed)))" : parsed
  }

  /// Microseconds since 1970 of a time in ISO 8601, by its offset when it has one.
  private static func iso8601(_ text: String) -> String {
    let date = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
    let pattern =
      "^(\(date)(?:[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?)(?:[.,]([0-9]{1,9}))? ?"
      + "(?:[Zz]|UTC|GMT|([+-])([0-9]{2}):?([0-9]{2})?)?$"
    let parts = "regexp_extract(\(text), '\(pattern)', ['t', 'f', 's', 'h', 'm'])"
    func part(_ name: String) -> String { "(\(parts)).\(name)" }
    func number(_ name: String) -> String { "coalesce(TRY_CAST(\(part(name)) AS BIGINT), 0)" }
    let formats = "['%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M', '%Y-%m-%d']"
    // A leap second is one after the second before it.
    let blank = "regexp_replace(\(part("t")), '[Tt]', ' ')"
    let mended = "regexp_replace(\(blank), '(:[0-9]{2}):60$', '\\1:59')"
    let leap = "CASE WHEN regexp_matches(\(part("t")), ':[0-9]{2}:60$') THEN 1000000 ELSE 0 END"
    let clock = "epoch_us(try_strptime(\(mended), \(formats))) + \(leap)"
    let fraction = "coalesce(TRY_CAST(rpad(left(\(part("f")), 6), 6, '0') AS BIGINT), 0)"
    let sign = "CASE WHEN \(part("s")) = '-' THEN 60000000 ELSE -60000000 END"
    return "\(clock) + \(fraction) + (\(number("h")) * 60 + \(number("m"))) * \(sign)"
  }

  /// An expression for what stands before the second; nil where none is written, or before it text that
  /// could hold anything.
  private static func beforeSecond(_ format: TimestampFormat) -> String? {
    guard let end = format.parts.firstIndex(of: .second) else { return nil }
    var expression = ""
    for part in format.parts[..<end] {
      switch part {
      case .text(let byte): expression += RE2Text.literal([byte])
      case .spaces: expression += " *"
      case .year: expression += "[0-9]{1,4}"
      case .dayOfYear: expression += "[0-9]{1,3}"
      case .shortYear, .month, .day, .hour, .hour12, .minute: expression += " *[0-9]{1,2}"
      case .monthName, .dayName, .period: expression += "[A-Za-z]+"
      case .fraction: expression += "[0-9]+"
      case .second, .zone, .epoch, .iso8601: return nil
      }
    }
    return expression
  }

  private static func strptime(_ format: TimestampFormat) -> String? {
    var written = ""
    for part in format.parts {
      switch part {
      case .text(let byte):
        guard byte < 0x80 else { return nil }
        written += byte == UInt8(ascii: "%") ? "%%" : String(UnicodeScalar(byte))
      case .spaces: written += " "
      case .year: written += "%Y"
      case .shortYear: written += "%y"
      case .month: written += "%m"
      case .monthName: written += "%b"
      case .day: written += "%d"
      case .dayOfYear: written += "%j"
      case .dayName: written += "%a"
      case .hour: written += "%H"
      case .hour12: written += "%I"
      case .period: written += "%p"
      case .minute: written += "%M"
      case .second: written += "%S"
      case .fraction: written += "%f"
      case .zone: written += "%z"
      case .epoch, .iso8601: return nil
      }
    }
    return written
  }
}
