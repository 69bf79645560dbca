/// The time format that suits a list of calendar units.
///
///     TimeUnitSpecifier.of(["year", "month"])                                     // %Y-%m
///     TimeUnitSpecifier.of(["year", "month"], formats: ["year-month": "%b %Y "])  // %b %Y
///
/// Source: https://vega.github.io/vega/docs/expressions/#timeUnitSpecifier, vega-time's format.js.
public enum TimeUnitSpecifier {
  private static let order = [
    "year", "quarter", "month", "week", "date", "day", "dayofyear", "hours", "minutes", "seconds",
    "milliseconds",
  ]

  private static let standard = [
    "year": "%Y ", "quarter": "Q%q ", "month": "%b ", "date": "%d ", "week": "W%U ", "day": "%a ",
    "dayofyear": "%j ", "hours": "%H:00", "minutes": "00:%M", "seconds": ":%S",
    "milliseconds": ".%L", "year-month": "%Y-%m ", "year-month-date": "%Y-%m-%d ",
    "hours-minutes": "%H:%M",
  ]

  /// The longest runs of units that have a format, one after the other.
  ///
  /// `units`: names in any order; others are passed over.
  /// `formats`: by units joined with hyphens, over the standard ones; nil takes one away.
  public static func of(_ units: [String], formats: [String: String?] = [:]) -> String {
    let names = order.filter(units.contains)
    func format(_ range: Range<Int>) -> String? {
      let key = names[range].joined(separator: "-")
      if let given = formats[key] { return given }
      return standard[key]
    }
    var out = ""
    var start = 0
    while start < names.count {
      let end = (start + 1...names.count).reversed().first { format(start..<$0) != nil }
      if let end { out += format(start..<end) ?? "" }
      start = end ?? start + 1
    }
    let trimmed = out.drop { $0 == " " }
    return String(trimmed.reversed().drop { $0 == " " }.reversed())
  }
}
