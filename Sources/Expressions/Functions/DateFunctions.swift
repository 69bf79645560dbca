import Tables

extension FunctionLibrary {
  /// Parts of a date; each also under its `utc…` name, since all times of a report are UTC.
  ///
  /// A missing date has missing parts, where JavaScript would answer for 1970.
  static let dateParts: [Function] = [
    part("year", "utcyear") { $0.date.year },
    part("quarter", "utcquarter") { $0.date.quarter },
    part("month", "utcmonth") { $0.date.month - 1 },
    part("week", "utcweek") { $0.date.sundayWeek },
    part("date", "utcdate") { $0.date.day },
    part("day", "utcday") { $0.date.weekday },
    part("dayofyear", "utcdayofyear") { $0.date.dayOfYear },
    part("hours", "utchours") { $0.hour },
    part("minutes", "utcminutes") { $0.minute },
    part("seconds", "utcseconds") { $0.second },
    part("milliseconds", "utcmilliseconds") { $0.millisecond },
  ].flatMap { $0 }

  static let dates: [Function] = [
    Function("datetime", 1...7) { values, _ in made(values) },
    Function("utc", 1...7) { values, _ in made(values) },
    Function("time", 1...1) { values, _ in
      guard !values[0].isNull else { return .null }
      return moment(values[0])?.milliseconds.map(integral) ?? .double(.nan)
    },
    Function("timezoneoffset", 1...1) { _, _ in .int(0) },
    Function("timeOffset", 2...3, preparing: 0, moved),
    Function("utcOffset", 2...3, preparing: 0, moved),
    Function("timeSequence", 3...4, preparing: 0, series),
    Function("utcSequence", 3...4, preparing: 0, series),
  ]

  private static func part(
    _ name: String,
    _ utcName: String,
    _ get: @escaping @Sendable (CivilTime) -> Int
  ) -> [Function] {
    let body: Function.Values = { values, _ in
      guard !Comparison.isMissing(values[0]) else { return .null }
      guard let time = civilTime(values[0]) else { return .double(.nan) }
      return .int(Int64(get(time)))
    }
    return [Function(name, 1...1, body), Function(utcName, 1...1, body)]
  }

  static func civilTime(_ value: Value) -> CivilTime? {
    switch value {
    case .timestamp(let timestamp): CivilTime(timestamp)
    default: moment(value)?.milliseconds.flatMap { CivilTime(milliseconds: $0) }
    }
  }

  /// `datetime(year, month[, day[, hours[, minutes[, seconds[, milliseconds]]]]])`, with months
  /// from 0 and years 0–99 of the twentieth century; or of one number, text or date.
  private static func made(_ values: [Value]) -> Value {
    if values.count == 1 { return values[0].isNull ? .null : moment(values[0]) ?? .null }
    let numbers = values.map { number($0).rounded(.towardZero) }
    guard numbers.allSatisfy({ $0.magnitude < 1e9 }) else { return .null }
    func get(_ index: Int, _ missing: Double) -> Double {
      index < numbers.count ? numbers[index] : missing
    }
    let year = (0...99).contains(numbers[0]) ? numbers[0] + 1900 : numbers[0]
    let date = CivilDate(year: Int(year), month: Int(numbers[1]) + 1, day: 1)
    let days = Double(date.days) + get(2, 1) - 1
    let minutes = (days * 24 + get(3, 0)) * 60 + get(4, 0)
    return timestamp((minutes * 60 + get(5, 0)) * 1_000 + get(6, 0)) ?? .null
  }

  private static func unit(_ value: Value) throws(Complaint) -> CalendarUnit {
    guard case .string(let name) = value, let unit = CalendarUnit(vega: name) else {
      throw Complaint(
        argument: 0,
        reason: .needs(
          "a time unit (year, quarter, month, week, date, hours, minutes, seconds, milliseconds)",
          given: value
        )
      )
    }
    return unit
  }

  /// `timeOffset(unit, date[, step])`.
  @Sendable
  private static func moved(_ literal: Value) throws(Complaint) -> Function.Values {
    let unit = try unit(literal)
    return { values, _ in
      guard !values[1].isNull, let start = moment(values[1])?.milliseconds else { return .null }
      let step = values.count > 2 ? number(values[2]).rounded(.down) : 1
      guard step.magnitude < 1e15 else { return .null }
      let result = unit.offset(start, by: Int(step))
      if case .date = values[1], result == (result / 86_400_000).rounded(.down) * 86_400_000 {
        return .date(Int64(result / 86_400_000))
      }
      return timestamp(result) ?? .null
    }
  }

  /// `timeSequence(unit, start, stop[, step])`: boundaries of the unit, without `stop`.
  @Sendable
  private static func series(_ literal: Value) throws(Complaint) -> Function.Values {
    let unit = try unit(literal)
    return { values, _ throws(Complaint) in
      guard let start = moment(values[1])?.milliseconds, let stop = moment(values[2])?.milliseconds
      else { return .list([]) }
      let step = values.count > 3 ? number(values[3]).rounded(.down) : 1
      guard step >= 1, step < 1e9 else { return .list([]) }
      let limit = 1_000_000
      guard let times = unit.range(from: start, to: stop, step: Int(step), limit: limit) else {
        throw Complaint(argument: nil, reason: .tooLong(limit))
      }
      return .list(times.compactMap(timestamp))
    }
  }
}
