import Diagnostics
import Options
import Tables

/// One entry of `encoding`: which field a channel shows, and how.
struct ChannelDefinition: Sendable {
  enum Stack: String, Sendable, CaseIterable { case zero, normalize, center, none }

  let channel: Channel
  let span: SourceSpan
  var field: Spanned<String>?
  /// A constant in the units of the picture: a colour, a number of pixels.
  var value: Value?
  var type: Spanned<MeasureType>?
  var aggregate: Spanned<Aggregate>?
  var timeUnit: Spanned<CalendarUnit>?
  var bin: BinOptions?
  var title = TitleOption.standard
  var axis = AxisOptions()
  var legend = LegendOptions()
  var scale = ScaleOptions()
  var sort: SortOrder?
  var stack: Stack?
  var bandPosition: Double?
  var format: Spanned<String>?

  /// Whether the channel shows data rather than a constant.
  var showsData: Bool { field != nil || aggregate != nil }

  private static let unbuilt = [
    "condition", "datum", "formatType", "header", "impute", "labelExpr",
  ]

  /// Reads a short form (`mean(price):Q`) or a mapping; nil when it names nothing to show.
  init?(_ channel: Channel, _ node: OptionNode, diagnostics: inout [Diagnostic]) {
    self.channel = channel
    span = node.span
    let before = diagnostics.count
    switch node.content {
    case .interpolation, .value(.null): return nil
    case .value(.string(let text)):
      readShort(Spanned(text, at: node.span), diagnostics: &diagnostics)
    case .mapping: readMapping(node, diagnostics: &diagnostics)
    default:
      diagnostics.append(.wrongShape(channel.rawValue, "a field or a mapping", node))
      return nil
    }
    checkTypes(diagnostics: &diagnostics)
    guard showsData || value != nil else {
      // A field that waits for its value is no mistake.
      if case .interpolation? = node["field"]?.content { return nil }
      if diagnostics.count == before { diagnostics.append(.emptyChannel(channel, at: node.span)) }
      return nil
    }
  }

  private mutating func readShort(_ text: Spanned<String>, diagnostics: inout [Diagnostic]) {
    let short = ShortForm(text)
    field = short.field
    if let word = short.type { readType(word, diagnostics: &diagnostics) }
    guard let function = short.function else { return }
    if let unit = CalendarUnit(function.value) {
      timeUnit = Spanned(unit, at: function.span)
      if field == nil { diagnostics.append(.needsField(function)) }
    } else {
      readAggregate(function, diagnostics: &diagnostics)
    }
  }

  private mutating func readType(_ word: Spanned<String>, diagnostics: inout [Diagnostic]) {
    if let known = MeasureType(text: word.value) {
      type = Spanned(known, at: word.span)
    } else if word.value == "geojson" || word.value == "G" {
      diagnostics.append(.unsupported("type", word))
    } else {
      diagnostics.append(.unknownMeasure(word))
    }
  }

  private mutating func readMapping(_ node: OptionNode, diagnostics: inout [Diagnostic]) {
    var reader = OptionReader(node, of: "channel '\(channel.rawValue)'")
    reader.rejectUnbuilt(Self.unbuilt + (channel.takesValue ? [] : ["value"]))
    var found: [Diagnostic] = []
    if let text = reader.text("field") { readShort(text, diagnostics: &found) }
    if let word = reader.text("type") { readType(word, diagnostics: &found) }
    if let constant = reader.node("value") {
      if case .value(let value) = constant.content { self.value = value }
    }
    if let word = reader.text("aggregate") { readAggregate(word, diagnostics: &found) }
    if let word = reader.text("timeUnit") {
      if let unit = CalendarUnit(word.value) {
        timeUnit = Spanned(unit, at: word.span)
      } else {
        found.append(.unknownTimeUnit(word))
      }
    }
    if let bins = reader.node("bin") { bin = BinOptions(bins, diagnostics: &found) }
    reader.accept(["title", "axis", "legend", "scale", "sort", "stack"])
    title = TitleOption(node["title"], key: "title", reader: &reader)
    if channel.isPosition, let part = node["axis"] { axis = AxisOptions(part, diagnostics: &found) }
    if channel.hasLegend, let part = node["legend"] {
      legend = LegendOptions(part, diagnostics: &found)
    }
    if let part = node["scale"] { scale = ScaleOptions(part, of: channel, diagnostics: &found) }
    if let part = node["sort"] { sort = SortOrder(part, diagnostics: &found) }
    if let part = node["stack"] { readStack(part, &reader) }
    bandPosition = reader.number("bandPosition")
    format = reader.text("format")
    diagnostics += reader.finish() + found
  }

  private mutating func readAggregate(_ word: Spanned<String>, diagnostics: inout [Diagnostic]) {
    if let known = Aggregate(rawValue: word.value) {
      aggregate = Spanned(known, at: word.span)
      if field == nil, known != .count { diagnostics.append(.needsField(word)) }
    } else if Aggregate.unbuilt.contains(word.value) {
      diagnostics.append(.unsupported("aggregate", word))
    } else {
      diagnostics.append(.unknownFunction(word))
    }
  }

  private mutating func readStack(_ node: OptionNode, _ reader: inout OptionReader) {
    switch node.content {
    case .value(.null), .value(.bool(false)): stack = ChannelDefinition.Stack.none
    case .value(.bool(true)): stack = .zero
    default: stack = reader.choice("stack")
    }
  }

  /// Says where the scale cannot go with the type.
  private func checkTypes(diagnostics: inout [Diagnostic]) {
    guard let type = type?.value, let kind = scale.kind else { return }
    let fits =
      switch type {
      case .nominal, .ordinal: kind.value.isDiscrete
      case .quantitative: !kind.value.isDiscrete && kind.value != .time && kind.value != .utc
      case .temporal: kind.value.isDiscrete || kind.value == .time || kind.value == .utc
      }
    if !fits { diagnostics.append(.scaleDoesNotFit(kind, type)) }
  }
}
