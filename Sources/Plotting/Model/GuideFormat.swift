import Diagnostics
import Expressions
import Tables

/// Formats and tick counts as guides write them.
struct GuideFormat {
  private let style: PictureStyle
  private let unit: UnitModel?

  init(_ style: PictureStyle, _ unit: UnitModel?) {
    self.style = style
    self.unit = unit
  }

  /// How a guide writes a channel's values.
  ///
  /// Axes leave `config.timeFormat` alone: their ticks say just what changes from one to the next.
  /// Source: vega-lite's `compile/format.ts` (`guideFormat`, `omitTimeFormatConfig`).
  func format(
    _ bound: Bound,
    written: Property?,
    formatType: String?,
    isLegend: Bool = false
  ) -> LabelFormat {
    let locale = style.locale.formats
    let isTime = formatType.map { $0 == "time" || $0 == "utc" } ?? (bound.type == .temporal)
    let specifier: String?
    var units: [String: String]?
    switch written?.constant {
    case .string(let text)?: specifier = text
    case .record(let record)?:
      specifier = nil
      units = Dictionary(
        zip(record.names, record.values.map(\.displayText)),
        uniquingKeysWith: { first, _ in first }
      )
    default: specifier = nil
    }
    if isTime {
      if let specifier { return LabelFormat(kind: .time(specifier), locale: locale) }
      if let unit = bound.timeUnit {
        return LabelFormat(kind: .timeUnit(unit, formats: units ?? [:]), locale: locale)
      }
      guard isLegend, !style.theme.usesClasses || style.config.timeFormat != nil else {
        return LabelFormat(kind: .standard, locale: locale)
      }
      return LabelFormat(kind: .time(style.config.timeFormat ?? "%b %d, %Y"), locale: locale)
    }
    if let unit = bound.timeUnit {
      return LabelFormat(
        kind: specifier.map { .time($0) } ?? .timeUnit(unit, formats: units ?? [:]),
        locale: locale
      )
    }
    if let specifier { return LabelFormat(kind: .number(specifier), locale: locale) }
    if bound.type == .quantitative {
      if let stack = unit?.stack, stack.channel == bound.channel, stack.mode == .normalize {
        return LabelFormat(
          kind: .number(style.config.normalizedNumberFormat ?? ".0%"),
          locale: locale
        )
      }
      if let format = style.config.numberFormat {
        return LabelFormat(kind: .number(format), locale: locale)
      }
    }
    return LabelFormat(kind: .standard, locale: locale)
  }

  static func tickCount(_ value: Value) -> TickCount? {
    if let count = value.number { return .about(count) }
    switch value {
    case .string(let word): return CalendarParts(word)?.parts.last.map { .interval($0, step: 1) }
    case .record(let record):
      guard case .string(let word)? = record["interval"] else { return nil }
      let step = record["step"]?.number ?? 1
      return CalendarParts(word)?.parts.last.map { .interval($0, step: Int(step)) }
    default: return nil
    }
  }
}
