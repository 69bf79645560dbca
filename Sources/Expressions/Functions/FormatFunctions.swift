import Tables

extension FunctionLibrary {
  static let formats: [Function] = [
    Function("format", 1...2, preparing: 1) { literal throws(Complaint) in
      let format = try numberFormat(literal)
      return { values, locale in
        var format = format
        format.locale = locale
        return .string(numberText(values[0], format))
      }
    },
    Function("timeFormat", 1...2, preparing: 1, timeText),
    Function("utcFormat", 1...2, preparing: 1, timeText),
    Function("timeParse", 2...2, preparing: 1, parsedTime),
    Function("utcParse", 2...2, preparing: 1, parsedTime),
    name("dayFormat", \.days),
    name("dayAbbrevFormat", \.shortDays),
    name("monthFormat", \.months),
    name("monthAbbrevFormat", \.shortMonths),
    Function("timeUnitSpecifier", 1...2) { values, _ in
      .string(TimeUnitSpecifier.of(values[0], overrides: values.count > 1 ? values[1] : .null))
    },
  ]

  private static func numberFormat(_ value: Value) throws(Complaint) -> NumberFormat {
    do throws(FormatError) {
      return try NumberFormat(value.isNull ? "" : Coercion.text(value))
    } catch {
      throw Complaint(argument: 1, reason: .format(error))
    }
  }

  /// Nothing for null; all else as the number it is or spells.
  private static func numberText(_ value: Value, _ format: NumberFormat) -> String {
    switch value {
    case .null: ""
    case .int, .double, .decimal: format.string(value)
    default: format.string(number(value))
    }
  }

  @Sendable
  private static func timeText(_ literal: Value) throws(Complaint) -> Function.Values {
    guard !literal.isNull, literal != .string("") else {
      return { values, locale in
        guard !values[0].isNull, let time = moment(values[0])?.milliseconds else {
          return .string("")
        }
        return .string(TimeFormat.automatic(milliseconds: time, locale: locale))
      }
    }
    let format = try timeFormat(literal)
    return { values, locale in
      var format = format
      format.locale = locale
      guard !values[0].isNull else { return .string("") }
      return .string(civilTime(values[0]).map { format.string($0) } ?? "Invalid Date")
    }
  }

  @Sendable
  private static func parsedTime(_ literal: Value) throws(Complaint) -> Function.Values {
    let format = try timeFormat(literal)
    return { values, locale in
      var format = format
      format.locale = locale
      return format.milliseconds(parsing: Coercion.text(values[0])).flatMap(timestamp) ?? .null
    }
  }

  private static func timeFormat(_ value: Value) throws(Complaint) -> TimeFormat {
    do throws(FormatError) {
      return try TimeFormat(Coercion.text(value))
    } catch {
      throw Complaint(argument: 1, reason: .format(error))
    }
  }

  /// The name of a day (0 is Sunday) or month (0 is January); numbers beyond carry over.
  private static func name(
    _ function: String,
    _ names: @escaping @Sendable (FormatLocale) -> [String]
  ) -> Function {
    Function(function, 1...1) { values, locale in
      let names = names(locale)
      guard let index = Int(exactly: number(values[0]).rounded(.down)) else { return .null }
      let rest = index % names.count
      return .string(names[rest < 0 ? rest + names.count : rest])
    }
  }
}

/// The time format that suits a list of time units, as `['year', 'month']` → `%Y-%m`.
///
/// Source: Vega, packages/vega-time/src/format.js.
enum TimeUnitSpecifier {
  private static let order = [
    "year", "quarter", "month", "week", "date", "day", "dayofyear", "hours", "minutes", "seconds",
    "milliseconds",
  ]

  private static let specifiers = [
    "year": "%Y ", "quarter": "Q%q ", "month": "%b ", "date": "%d ", "week": "W%U ", "day": "%a ",
    "dayofyear": "%j ", "hours": "%H:00", "minutes": "00:%M", "seconds": ":%S",
    "milliseconds": ".%L", "year-month": "%Y-%m ", "year-month-date": "%Y-%m-%d ",
    "hours-minutes": "%H:%M",
  ]

  /// `units` is a unit or a list of them; `overrides` a record of specifiers by units.
  static func of(_ units: Value, overrides: Value) -> String {
    let given = (FunctionLibrary.elements(units) ?? [units]).map(Coercion.text)
    let names = order.filter(given.contains)
    var known = specifiers
    if case .record(let record) = overrides {
      for (name, value) in zip(record.names, record.values) {
        known[name] = value.isNull ? nil : Coercion.text(value)
      }
    }
    var out = ""
    var start = 0
    while start < names.count {
      let end = (start + 1...names.count).reversed()
        .first { known[names[start..<$0].joined(separator: "-")] != nil }
      if let end { out += known[names[start..<end].joined(separator: "-")] ?? "" }
      start = end ?? start + 1
    }
    while out.last == " " { out.removeLast() }
    return out
  }
}
