import Tables

extension CalendarParts {
  /// The time format of a label that shows these parts; `formats` are the specification's own, by
  /// parts joined with hyphens.
  ///
  /// The standard ones are Vega's, but for months and days with their year, which are Vega-Lite's
  /// (https://vega.github.io/vega-lite/docs/timeunit.html).
  func labelFormat(_ formats: [String: String], in locale: FormatLocale) -> String {
    var all: [String: String?] = locale === FormatLocale.korean ? Self.korean : Self.english
    for (key, format) in formats { all[key] = format }
    return TimeUnitSpecifier.of(parts.map(\.rawValue), formats: all)
  }

  private static let english: [String: String?] = [
    "year-month": "%b %Y ", "year-month-date": "%b %d, %Y ",
  ]

  private static let korean: [String: String?] = [
    "year": "%Y년 ", "quarter": "%q분기 ", "month": "%-m월 ", "date": "%-d일 ", "week": "%-U주 ",
    "dayofyear": "%-j일째 ", "year-month": "%Y-%m ", "year-month-date": "%Y-%m-%d ",
    "month-date": "%-m월 %-d일 ",
  ]
}
