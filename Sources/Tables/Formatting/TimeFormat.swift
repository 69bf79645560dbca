/// Writes and reads dates by a d3 specifier such as `%Y-%m-%d` or `%-d %B`.
///
///     try TimeFormat("%b %d, %Y").string(milliseconds: 0)               // Jan 01, 1970
///     try TimeFormat("%Y-%m").milliseconds(parsing: "1970-02")          // 2678400000
///
/// All times are UTC. Source: https://github.com/d3/d3-time-format (4.1).
public struct TimeFormat: Sendable {
  public let specifier: String
  public var locale: FormatLocale
  let pieces: [TimePiece]

  /// - Throws: `FormatError` at a directive that does not exist.
  public init(_ specifier: String, locale: FormatLocale = .english) throws(FormatError) {
    self.specifier = specifier
    self.locale = locale
    pieces = try TimePiece.parse(specifier)
  }

  /// The formatted time; `Invalid Date` for a number that is no time (NaN, beyond ±8.64e15).
  public func string(milliseconds: Double) -> String {
    CivilTime(milliseconds: milliseconds).map { string($0) } ?? "Invalid Date"
  }

  /// Dates and timestamps by the format (microseconds kept for `%f`); else the display text.
  public func string(_ value: Value) -> String {
    switch value {
    case .date(let days) where days.magnitude <= 100_000_000:
      string(CivilTime(CivilDate(days: Int(days))))
    case .timestamp(let timestamp): string(CivilTime(timestamp))
    default: value.displayText
    }
  }

  public func string(_ time: CivilTime) -> String {
    var out = ""
    TimeWriter(time: time, locale: locale).write(pieces, to: &out)
    return out
  }

  /// Milliseconds since 1970 of a text in this format; nil when it does not match to its end.
  ///
  /// Parts that the format leaves out are those of 1900-01-01 00:00:00; a day beyond its month's
  /// end carries over, as in d3.
  public func milliseconds(parsing text: String) -> Double? {
    var reader = TimeReader(text, locale: locale)
    guard reader.read(pieces), reader.isAtEnd else { return nil }
    return reader.milliseconds
  }
}
