import Tables

extension FunctionLibrary {
  static let formats: [Function] = [
    Function("format", 1...2, preparing: 1) { literal throws(Complaint) in
      let format = try numberFormat(literal)
      return { values, context in
        var format = format
        format.locale = context.locale
        return .string(values[0].isNull ? missing(context) : numberText(values[0], format))
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
      let units = (elements(values[0]) ?? [values[0]]).map(Coercion.text)
      var formats: [String: String?] = [:]
      if values.count > 1, case .record(let record) = values[1] {
        for (name, value) in zip(record.names, record.values) {
          formats.updateValue(value.isNull ? nil : Coercion.text(value), forKey: name)
        }
      }
      return .string(TimeUnitSpecifier.of(units, formats: formats))
    },
  ]

  private static func numberFormat(_ value: Value) throws(Complaint) -> NumberFormat {
    do throws(FormatError) {
      return try NumberFormat(value.isNull ? "" : Coercion.text(value))
    } catch {
      throw Complaint(argument: 1, reason: .format(error))
    }
  }

  /// What stands for null: nothing in prose, the word in charts, as in Vega.
  private static func missing(_ context: Context) -> String { context.isLenient ? "null" : "" }

  /// A value as the number it is or spells.
  private static func numberText(_ value: Value, _ format: NumberFormat) -> String {
    switch value {
    case .int, .double, .decimal: format.string(value)
    default: format.string(number(value))
    }
  }

  @Sendable
  private static func timeText(_ literal: Value) throws(Complaint) -> Function.Values {
    guard !literal.isNull, literal != .string("") else {
      return { values, context in
        guard !values[0].isNull else { return .string(missing(context)) }
        guard let time = moment(values[0])?.milliseconds else { return .string("") }
        return .string(TimeFormat.automatic(milliseconds: time, locale: context.locale))
      }
    }
    let format = try timeFormat(literal)
    return { values, context in
      var format = format
      format.locale = context.locale
      guard !values[0].isNull else { return .string(missing(context)) }
      return .string(civilTime(values[0]).map { format.string($0) } ?? "Invalid Date")
    }
  }

  @Sendable
  private static func parsedTime(_ literal: Value) throws(Complaint) -> Function.Values {
    let format = try timeFormat(literal)
    return { values, context in
      var format = format
      format.locale = context.locale
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
    Function(function, 1...1) { values, context in
      let names = names(context.locale)
      guard let index = Int(exactly: number(values[0]).rounded(.down)) else { return .null }
      let rest = index % names.count
      return .string(names[rest < 0 ? rest + names.count : rest])
    }
  }
}
