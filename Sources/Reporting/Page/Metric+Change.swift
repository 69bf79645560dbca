import Templates
import Tables

extension Metric {
  /// A card from values: the number by its format, and its change against another number.
  ///
  /// The change is relative (`+3.1%`), except where the number is itself a percentage, whose change
  /// is told in percentage points, and where the other number is zero, when the difference is shown.
  ///
  /// `risingIsGood` says whether more is good news; nil for neither.
  init(
    label: String,
    value: Value,
    format: FormatOption?,
    against other: Value? = nil,
    risingIsGood: Bool? = nil,
    note: String? = nil,
    language: Language
  ) {
    let write = { (value: Value) in
      if value.isNull { return "–" }
      if let format { return format.written(in: language.locale).string(value) }
      let kind: ColumnKind = value.number == nil ? .text : .number
      return NaturalFormat(kind: kind, values: [value], locale: language.locale).string(value)
    }
    self.label = label
    self.value = write(value)
    self.note = note
    guard let now = value.number, let other, let before = other.number, now.isFinite,
      before.isFinite
    else { return }
    let difference = now - before
    if difference == 0 {
      change = Change(text: "±0", versus: write(other), direction: .level)
      return
    }
    let text = Self.text(of: difference, from: before, isShare: format?.isPercentage == true)
    change = Change(
      text: text.map { $0 + (format?.isPercentage == true ? Words(language).points : "") }
        ?? (difference > 0 ? "+" : "") + write(.double(difference)),
      versus: write(other),
      direction: difference > 0 ? .up : .down,
      tone: risingIsGood.map { (difference > 0) == $0 ? .good : .bad } ?? .neutral
    )
  }

  /// A card of the `metrics` directive.
  init(_ card: ShownMetric, language: Language) {
    self.init(
      label: card.label,
      value: card.value,
      format: card.format,
      against: card.against,
      risingIsGood: card.good.map { $0 == .up },
      note: card.note,
      language: language
    )
    unit = card.unit
    if let versus = card.versus { change?.versus = versus }
  }

  /// The change in per cent, or a share's in points; nil when there is nothing to divide by.
  private static func text(of difference: Double, from before: Double, isShare: Bool) -> String? {
    if isShare { return (try? NumberFormat("+.1f"))?.string(difference * 100) }
    if before == 0 { return nil }
    return (try? NumberFormat("+,.1%"))?.string(difference / abs(before))
  }
}

extension FormatOption {
  /// Whether numbers are written as percentages.
  var isPercentage: Bool {
    guard case .number(let format) = self else { return false }
    return format.specifier.kind == .percent || format.specifier.kind == .roundedPercent
  }
}
