import Diagnostics
import Tables

/// Writes the values of channels in words: text marks, tooltips, headers.
struct FieldText {
  private let style: PictureStyle
  private let unit: UnitModel?

  init(_ style: PictureStyle, _ unit: UnitModel?) {
    self.style = style
    self.unit = unit
  }

  /// How a field's values are written: as its definition says, by its unit of time, its bins, or
  /// config's formats.
  func format(_ bound: Bound, own: FormatOption? = nil, isTooltip: Bool = false) -> LabelFormat {
    let written = own ?? bound.definition.format?.value
    let locale = style.locale.formats
    let kind: LabelFormat.Kind
    let formatType = bound.definition.formatType?.value
    let isTime =
      formatType.map { $0 == "time" || $0 == "utc" }
      ?? (bound.type == .temporal || bound.timeUnit != nil)
    if isTime {
      switch written {
      case .specifier(let text)?: kind = .time(text)
      case .units(let formats)?:
        kind = bound.timeUnit.map { .timeUnit($0, formats: formats) } ?? .standard
      case nil:
        if let unit = bound.timeUnit {
          kind = .timeUnit(unit, formats: [:])
        } else {
          let given = (isTooltip ? style.config.tooltipFormat.time : nil) ?? style.config.timeFormat
          kind = .time(given ?? style.locale.choose("%b %d, %Y", "%Y-%m-%d"))
        }
      }
    } else if bound.isBinning {
      kind = .binRange(specifier(written) ?? style.config.numberFormat)
    } else if let text = specifier(written), formatType != "time" {
      kind = .number(text)
    } else if bound.type == .quantitative || formatType == "number" {
      let isShare =
        unit?.stack.map { $0.channel == bound.channel && $0.mode == .normalize } ?? false
      let config = style.config
      let number =
        isTooltip ? config.tooltipFormat.number ?? config.numberFormat : config.numberFormat
      let share =
        (isTooltip ? config.tooltipFormat.normalized : nil) ?? config.normalizedNumberFormat
      kind = .number((isShare ? share ?? number : number) ?? "")
    } else {
      kind = .standard
    }
    return LabelFormat(kind: kind, locale: locale)
  }

  private func specifier(_ option: FormatOption?) -> String? {
    if case .specifier(let text)? = option { text } else { nil }
  }

  func texts(_ bound: Bound, _ frame: Frame, isTooltip: Bool = false) throws(Diagnostic) -> Visual<
    String
  > {
    let format = format(bound, isTooltip: isTooltip)
    if let level = bound.datumLevel { return .one(format.text(level)) }
    guard let column = bound.column, let series = frame[column] else { return .one("") }
    if bound.isBinning, let ends = bound.endColumn.flatMap({ frame[$0] })?.doubles {
      let starts = series.doubles
      return .each(
        starts.indices.map {
          format.text(from: Level(number: starts[$0]), to: Level(number: ends[$0]))
        }
      )
    }
    let coded = series.coded
    let texts = coded.levels.map { format.text($0) }
    return .each(coded.codes.map { texts[Int($0)] })
  }
}
