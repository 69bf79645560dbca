import Tables

/// How a guide writes its values.
struct LabelFormat: Sendable {
  enum Kind: Sendable {
    /// By the scale: round numbers with the decimals their step needs, times by d3's rule of the
    /// largest unit that changed, categories as they are.
    case standard
    /// A d3 number format; empty is d3's default for the scale.
    case number(String)
    /// A d3 time format.
    case time(String)
    /// The format of a calendar unit, with formats of parts that the specification gives.
    case timeUnit(TimeUnitOptions, formats: [String: String])
    /// `start – end` of a bin, by a number format.
    case binRange(String?)
  }

  var kind: Kind
  var locale: FormatLocale

  var isStandard: Bool { if case .standard = kind { true } else { false } }

  init(kind: Kind, locale: FormatLocale = .english) {
    self.kind = kind
    self.locale = locale
  }

  /// The labels of a guide's values; `count` is how many ticks were asked for, which decides the
  /// decimals of numbers.
  ///
  /// `isGiven`: whether the values are the specification's own, and so are all labelled,
  ///   also on a logarithmic scale.
  func texts(
    _ values: [Level],
    scale: Scale,
    count: Double,
    isGiven: Bool = false
  ) -> [String] {
    if case .binRange(let spec) = kind { return binTexts(values, scale, spec) }
    let writer = writer(scale, count: scale.wantedTicks(.about(count)))
    let skips = scale.type == .log && scale.definition.bins == nil && !isGiven && !isTime
    guard skips else { return values.map { writer.text($0) } }
    let wanted = scale.wantedTicks(.about(count))
    let shown = scale.ticks(.about(count)).count
    return values.map {
      scale.isLabelled($0, shown: shown, wanted: wanted) ? writer.text($0) : ""
    }
  }

  /// The labels of a legend's entries, one for each of `Scale.legendValues`.
  ///
  /// `asRanges`: whether entries of a scale with classes say both their ends, `10 – 20`, `< 10`,
  /// `≥ 20`, as symbols do; beside a band of colours only their starts, but the first's, are
  /// written.
  /// `isGiven`: whether the values are the specification's own.
  func legendTexts(
    _ values: [Level],
    scale: Scale,
    count: Double,
    asRanges: Bool,
    isGiven: Bool = false
  ) -> [String] {
    guard scale.hasClasses else {
      return texts(values, scale: scale, count: count, isGiven: asRanges || isGiven)
    }
    let writer = classWriter(scale, count: scale.wantedTicks(.about(count)))
    guard asRanges else {
      return values.enumerated().map { $0.offset == 0 ? "" : writer.text($0.element) }
    }
    return values.indices.map { index in
      let start = values[index]
      let end =
        index + 1 < values.count ? values[index + 1] : scale.level(scale.legendEnd)
      let low = start.scaleNumber.isFinite ? writer.text(start) : ""
      let high = end.scaleNumber.isFinite ? writer.text(end) : ""
      if !low.isEmpty, !high.isEmpty { return low + " – " + high }
      return high.isEmpty ? "≥ " + low : "< " + high
    }
  }

  /// One value by itself, as in a text mark, a header or a tooltip.
  func text(_ value: Level) -> String { writer.text(value) }

  /// All values of a column by themselves, each distinct one written once.
  func texts(of series: Series) -> [String] {
    let writer = writer
    let coded = series.coded
    let texts = coded.levels.map { writer.text($0) }
    return coded.codes.map { texts[Int($0)] }
  }

  /// The start and the end of a bin: `10 – 20`.
  func text(from start: Level, to end: Level) -> String {
    if start == .null { return "null" }
    let writer = writer
    return writer.text(start) + " – " + writer.text(end)
  }

  private var isTime: Bool {
    switch kind {
    case .time, .timeUnit: true
    default: false
    }
  }

  /// Each start with the edge of a bin that comes after it.
  private func binTexts(_ values: [Level], _ scale: Scale, _ spec: String?) -> [String] {
    let edges = scale.definition.bins ?? []
    let writer = writer
    return values.map { value in
      guard let end = edges.first(where: { $0 > value.scaleNumber + 1e-9 * abs($0) }) else {
        return writer.text(value)
      }
      return writer.text(value) + " – " + writer.text(.number(end))
    }
  }
}
