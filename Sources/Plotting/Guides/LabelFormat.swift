import Diagnostics
import Tables

/// Writes the values of one channel: tick labels, legend labels, tooltips.
struct LabelFormat: Sendable {
  private enum Style: Sendable {
    case number(NumberFormat)
    case time(TimeFormat)
    /// Each instant as precisely as it is round: `2024`, `March`, `Tue 05`, `03 PM`.
    case multiTime([(TimeInterval, TimeFormat)])
  }

  private let number: Style?
  private let time: Style
  private let locale: ChartLocale

  /// The format of a channel.
  ///
  /// - Parameters:
  ///   - channel: says the format, or the calendar unit that one follows from.
  ///   - written: a format that a guide gives.
  ///   - step: the distance of ticks, which decides the decimals.
  ///   - largest: the greatest magnitude that is labelled.
  ///   - locale: the language of dates and digits.
  init(
    _ channel: BoundChannel,
    written: Spanned<String>? = nil,
    step: Double? = nil,
    largest: Double = 0,
    locale: ChartLocale
  ) {
    self.locale = locale
    let spec = (written ?? channel.definition.format)?.value
    let isTime = channel.type == .temporal || channel.definition.timeUnit != nil
    number = Self.numberStyle(isTime ? nil : spec, step: step, largest: largest, locale)
    let unit = channel.definition.timeUnit?.value
    if isTime || spec?.contains("%") == true && spec?.first == "%", let spec,
      let format = try? TimeFormat(spec, locale: locale.formats)
    {
      time = .time(format)
    } else if let unit,
      let format = try? TimeFormat(unit.format(in: locale), locale: locale.formats)
    {
      time = .time(format)
    } else if channel.isDiscrete,
      let format = try? TimeFormat("%Y-%m-%d", locale: locale.formats)
    {
      time = .time(format)
    } else {
      time = Self.multi(locale)
    }
  }

  func text(_ level: Level) -> String {
    switch level {
    case .null: "null"
    case .bool(let bool): bool ? "true" : "false"
    case .text(let text): text
    case .number(let value): text(value, number)
    case .instant(let value): text(value, time)
    }
  }

  /// A number or an instant in full, for tooltips: dates with year, time where there is one.
  func full(_ level: Level, _ channel: BoundChannel) -> String {
    if case .instant(let value) = level, channel.definition.timeUnit == nil,
      channel.definition.format == nil
    {
      let fields = CivilTime.at(value)
      let hasTime = fields.hour != 0 || fields.minute != 0 || fields.second != 0
      let spec = hasTime ? "%Y-%m-%d %H:%M" : "%Y-%m-%d"
      return (try? TimeFormat(spec, locale: locale.formats))?.string(milliseconds: value) ?? ""
    }
    return text(level)
  }

  private func text(_ value: Double, _ style: Style?) -> String {
    switch style {
    case .number(let format): return format.string(value)
    case .time(let format): return format.string(milliseconds: value)
    case .multiTime(let steps):
      let format = steps.first { $0.0.floor(value) < value }?.1 ?? steps.last?.1
      return format?.string(milliseconds: value) ?? ""
    case nil: return Value.double(value).displayText
    }
  }

  /// The decimals of a number follow from the distance of ticks, as in d3's `tickFormat`.
  private static func numberStyle(
    _ spec: String?,
    step: Double?,
    largest: Double,
    _ locale: ChartLocale
  ) -> Style? {
    // Far from one, digits in a row say less than a power of ten.
    let isFar = largest >= 1e15 || step.map { $0 != 0 && abs($0) < 1e-9 } ?? false
    let standard = isFar ? ".3~e" : step == nil ? "," : ",f"
    guard var parsed = try? NumberSpecifier(spec ?? standard) else { return nil }
    if parsed.precision == nil, let step, step != 0, step.isFinite {
      let digits = -Self.exponent(step)
      switch parsed.kind {
      case .fixed: parsed.precision = max(0, digits)
      case .percent: parsed.precision = max(0, digits - 2)
      case .general, .rounded, .roundedPercent, .exponent:
        let places = Self.exponent(max(abs(largest), abs(step))) + digits + 1
        parsed.precision = max(0, places - (parsed.kind == .exponent ? 1 : 0))
      case .si:
        parsed.isTrimmed = true
      default: break
      }
    }
    // Alone, d3's '%' and 'f' write six decimals; a guide has no use for zeros among them.
    if parsed.precision == nil, parsed.kind == .fixed || parsed.kind == .percent {
      parsed.precision = 2
      parsed.isTrimmed = true
    }
    return .number(NumberFormat(parsed, locale: locale.formats))
  }

  private static func exponent(_ value: Double) -> Int {
    var exponent = 0
    var rest = abs(value)
    while rest >= 10, exponent < 400 {
      rest /= 10
      exponent += 1
    }
    while rest < 1 - 1e-12, rest > 0, exponent > -400 {
      rest *= 10
      exponent -= 1
    }
    return exponent
  }

  /// The coarsest format that tells an instant exactly (d3's multi-scale time format).
  private static func multi(_ locale: ChartLocale) -> Style {
    let english: [(TimeInterval, String)] = [
      (TimeInterval(.second), ".%L"), (TimeInterval(.minute), ":%S"),
      (TimeInterval(.hour), "%I:%M"), (TimeInterval(.day), "%I %p"),
      (TimeInterval(.month), "%b %d"), (TimeInterval(.year), "%B"),
      (TimeInterval(.year, every: 1_000_000), "%Y"),
    ]
    let korean: [(TimeInterval, String)] = [
      (TimeInterval(.second), ".%L"), (TimeInterval(.minute), ":%S"),
      (TimeInterval(.hour), "%H:%M"), (TimeInterval(.day), "%-H시"),
      (TimeInterval(.month), "%-m월 %-d일"), (TimeInterval(.year), "%-m월"),
      (TimeInterval(.year, every: 1_000_000), "%Y년"),
    ]
    return .multiTime(
      (locale == .korean ? korean : english).compactMap { interval, spec in
        (try? TimeFormat(spec, locale: locale.formats)).map { (interval, $0) }
      }
    )
  }
}

extension CalendarUnit {
  /// The time format that shows the unit's parts; source: vega-time's `timeUnitSpecifier`.
  func format(in locale: ChartLocale) -> String {
    var out = ""
    var rest = parts[...]
    while let first = rest.first {
      let longest = (1...rest.count).reversed().lazy.compactMap { count -> (Int, String)? in
        let key = rest.prefix(count).map(\.rawValue).joined(separator: "-")
        let found = locale == .korean ? Self.korean[key] ?? Self.english[key] : Self.english[key]
        return found.map { (count, $0) }
      }.first
      out += (longest?.1 ?? first.rawValue) + " "
      rest = rest.dropFirst(longest?.0 ?? 1)
    }
    return String(out.dropLast())
  }

  private static let english = [
    "year": "%Y", "quarter": "Q%q", "month": "%b", "date": "%d", "week": "W%U", "day": "%a",
    "dayofyear": "%j", "hours": "%H:00", "minutes": "00:%M", "seconds": ":%S",
    "milliseconds": ".%L", "year-month": "%b %Y", "year-month-date": "%b %d, %Y",
    "hours-minutes": "%H:%M", "hours-minutes-seconds": "%H:%M:%S",
  ]

  private static let korean = [
    "year": "%Y년", "quarter": "%q분기", "month": "%-m월", "date": "%-d일", "week": "%-U주",
    "dayofyear": "%-j일째", "hours": "%-H시", "minutes": "%-M분", "seconds": "%-S초",
    "year-month": "%Y-%m", "year-month-date": "%Y-%m-%d", "month-date": "%-m월 %-d일",
  ]
}

extension LabelFormat {
  /// A number with four digits that matter, as prose would say it.
  static func short(_ value: Double, _ locale: ChartLocale) -> String {
    let isWhole = value.rounded() == value && abs(value) < 1e15
    let format = try? NumberFormat(isWhole ? ",d" : ",.4~r", locale: locale.formats)
    return format?.string(value) ?? Value.double(value).displayText
  }
}
