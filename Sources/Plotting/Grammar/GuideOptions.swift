import Diagnostics
import Options
import Tables

/// A title as a specification gives it: left to the default, taken away, or said.
enum TitleOption: Sendable {
  case standard
  case none
  case text(String)

  init(_ node: OptionNode?, key: String, reader: inout OptionReader) {
    guard let node else {
      self = .standard
      return
    }
    switch node.content {
    case .value(.null): self = .none
    case .sequence(let lines):
      self = .text(lines.compactMap { reader.text(of: $0, key)?.value }.joined(separator: " "))
    default: self = reader.text(of: node, key).map { .text($0.value) } ?? .standard
    }
  }
}

/// What a specification says about an axis.
struct AxisOptions: Sendable {
  enum Side: String, Sendable, CaseIterable { case top, bottom, left, right }

  /// False for `axis: null`.
  var isShown = true
  var title = TitleOption.standard
  var format: Spanned<String>?
  var showsGrid: Bool?
  var showsTicks: Bool?
  var showsLabels: Bool?
  var showsDomain: Bool?
  var tickCount: Double?
  var labelAngle: Double?
  var labelLimit: Double?
  var values: [Value]?
  var side: Side?

  private static let unbuilt = [
    "aria", "bandPosition", "description", "domainCap", "domainColor", "domainDash",
    "domainDashOffset", "domainOpacity", "domainWidth", "formatType", "gridCap", "gridColor",
    "gridDash", "gridDashOffset", "gridOpacity", "gridWidth", "labelAlign", "labelBaseline",
    "labelBound", "labelColor", "labelExpr", "labelFlush", "labelFlushOffset", "labelFont",
    "labelFontSize", "labelFontStyle", "labelFontWeight", "labelLineHeight", "labelOffset",
    "labelOpacity", "labelOverlap", "labelPadding", "labelSeparation", "maxExtent", "minExtent",
    "offset", "position", "style", "tickBand", "tickCap", "tickColor", "tickDash",
    "tickDashOffset", "tickExtra", "tickMinStep", "tickOffset", "tickOpacity", "tickRound",
    "tickSize", "tickWidth", "titleAlign", "titleAnchor", "titleAngle", "titleBaseline",
    "titleColor", "titleFont", "titleFontSize", "titleFontStyle", "titleFontWeight", "titleLimit",
    "titleLineHeight", "titleOpacity", "titlePadding", "titleX", "titleY", "translate", "zindex",
  ]

  init() {}

  init(_ node: OptionNode, diagnostics: inout [Diagnostic]) {
    if let shown = node.isShown {
      isShown = shown
      return
    }
    var reader = OptionReader(node, of: "'axis'")
    reader.rejectUnbuilt(Self.unbuilt)
    reader.accept(["title"])
    title = TitleOption(node["title"], key: "title", reader: &reader)
    format = reader.text("format")
    showsGrid = reader.bool("grid")
    showsTicks = reader.bool("ticks")
    showsLabels = reader.bool("labels")
    showsDomain = reader.bool("domain")
    tickCount = reader.number("tickCount")
    labelAngle = reader.number("labelAngle")
    labelLimit = reader.number("labelLimit")
    values = reader.values("values")
    side = reader.choice("orient")
    diagnostics += reader.finish()
  }
}

/// What a specification says about a legend.
struct LegendOptions: Sendable {
  enum Side: String, Sendable, CaseIterable { case left, right, top, bottom, none }

  var isShown = true
  var title = TitleOption.standard
  var format: Spanned<String>?
  var side: Side?
  var values: [Value]?

  private static let unbuilt = [
    "aria", "clipHeight", "columnPadding", "columns", "cornerRadius", "description", "direction",
    "fillColor", "formatType", "gradientLength", "gradientOpacity", "gradientStrokeColor",
    "gradientStrokeWidth", "gradientThickness", "gridAlign", "labelAlign", "labelBaseline",
    "labelColor", "labelExpr", "labelFont", "labelFontSize", "labelFontStyle", "labelFontWeight",
    "labelLimit", "labelOffset", "labelOpacity", "labelOverlap", "labelPadding",
    "labelSeparation", "legendX", "legendY", "offset", "padding", "rowPadding", "strokeColor",
    "symbolDash", "symbolDashOffset", "symbolFillColor", "symbolLimit", "symbolOffset",
    "symbolOpacity", "symbolSize", "symbolStrokeColor", "symbolStrokeWidth", "symbolType",
    "tickCount", "tickMinStep", "titleAlign", "titleAnchor", "titleBaseline", "titleColor",
    "titleFont", "titleFontSize", "titleFontStyle", "titleFontWeight", "titleLimit",
    "titleLineHeight", "titleOpacity", "titleOrient", "titlePadding", "type", "zindex",
  ]

  init() {}

  init(_ node: OptionNode, diagnostics: inout [Diagnostic]) {
    if let shown = node.isShown {
      isShown = shown
      return
    }
    var reader = OptionReader(node, of: "'legend'")
    reader.rejectUnbuilt(Self.unbuilt)
    reader.accept(["title"])
    title = TitleOption(node["title"], key: "title", reader: &reader)
    format = reader.text("format")
    side = reader.choice("orient")
    values = reader.values("values")
    diagnostics += reader.finish()
    if side == LegendOptions.Side.none { isShown = false }
  }
}

extension OptionReader {
  /// A list of scalars of any kind.
  mutating func values(_ key: String) -> [Value]? {
    guard let found = node(key) else { return nil }
    guard case .sequence(let nodes) = found.content else {
      if case .interpolation = found.content { return nil }
      complain(.wrongShape(key, "a list", found))
      return nil
    }
    return nodes.values
  }
}

extension OptionNode {
  /// Whether a guide is shown that is given as `null`, `true` or `false`; nil for a mapping.
  fileprivate var isShown: Bool? {
    switch content {
    case .value(.null): false
    case .value(.bool(let shown)): shown
    default: nil
    }
  }
}

extension [OptionNode] {
  /// The scalars among the nodes.
  var values: [Value] {
    compactMap { if case .value(let value) = $0.content { value } else { nil } }
  }
}
