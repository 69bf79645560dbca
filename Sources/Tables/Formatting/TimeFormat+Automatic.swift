extension TimeFormat {
  /// A time by the coarsest unit that it is a boundary of, as on a time axis: `2012`, `March`,
  /// `Mar 11`, `Wed 14`, `03 PM`, `03:30`, `:15`, `.250`.
  ///
  /// Source: Vega, packages/vega-format/src/locale.js (`timeMultiFormat`).
  public static func automatic(milliseconds: Double, locale: FormatLocale = .english) -> String {
    let standard = automaticSpecifier(milliseconds)
    let specifier = locale === FormatLocale.korean ? korean[standard] ?? standard : standard
    let pieces = (try? TimePiece.parse(specifier)) ?? []
    guard let time = CivilTime(milliseconds: milliseconds) else { return "Invalid Date" }
    var out = ""
    TimeWriter(time: time, locale: locale).write(pieces, to: &out)
    return out
  }

  /// What Korean writes instead, on a day of 24 hours.
  private static let korean = [
    "%I:%M": "%H:%M", "%I %p": "%-H시", "%a %d": "%-d일 %a", "%b %d": "%-m월 %-d일",
    "%B": "%-m월", "%Y": "%Y년",
  ]

  private static func automaticSpecifier(_ time: Double) -> String {
    func isInside(_ unit: CalendarUnit) -> Bool { unit.floor(time) < time }
    if isInside(.seconds) { return ".%L" }
    if isInside(.minutes) { return ":%S" }
    if isInside(.hours) { return "%I:%M" }
    if isInside(.day) { return "%I %p" }
    if isInside(.month) { return isInside(.week) ? "%a %d" : "%b %d" }
    return isInside(.year) ? "%B" : "%Y"
  }
}
