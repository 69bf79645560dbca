import Diagnostics
import Options
import Tables

/// The mark of a chart with its properties; nil means the default.
struct MarkDefinition: Sendable {
  enum Orientation: String, Sendable, CaseIterable { case horizontal, vertical }

  let type: MarkType
  let span: SourceSpan
  var interpolation: Interpolation?
  /// Whether a line or an area also shows its points.
  var showsPoints = false
  /// Whether an area is edged by a line.
  var showsLine = false
  var isFilled: Bool?
  var colour: Spanned<String>?
  var opacity: Double?
  var size: Double?
  var strokeWidth: Double?
  var strokeDash: [Double]?
  var shape: SymbolShape?
  var cornerRadius: Double?
  var orientation: Orientation?
  /// Whether marks say their values when the pointer rests on them; on unless turned off.
  var showsTooltip = true

  private static let unbuilt = [
    "align", "angle", "aria", "aspect", "bandSize", "baseline", "binSpacing", "blend", "clip",
    "continuousBandSize", "cornerRadiusBottomLeft", "cornerRadiusBottomRight", "cornerRadiusEnd",
    "cornerRadiusTopLeft", "cornerRadiusTopRight", "cursor", "description", "dir",
    "discreteBandSize", "dx", "dy", "fill", "fillOpacity", "font", "fontSize", "height", "href",
    "innerRadius", "invalid", "limit", "lineBreak", "minBandSize", "order", "outerRadius",
    "radius", "stroke", "strokeCap", "strokeDashOffset", "strokeJoin", "strokeMiterLimit",
    "strokeOffset", "strokeOpacity", "style", "tension", "text", "theta", "thickness",
    "timeUnitBandPosition", "timeUnitBandSize", "url", "width", "x", "x2", "x2Offset", "xOffset",
    "y", "y2", "y2Offset", "yOffset",
  ]

  /// Reads `bar` or `{type: bar, …}`; nil after a complaint, or while the name waits for a value.
  init?(_ node: OptionNode, diagnostics: inout [Diagnostic]) {
    span = node.span
    var reader = OptionReader(node, of: "'mark'")
    let word: Spanned<String>?
    switch node.content {
    case .interpolation: return nil
    case .mapping:
      guard let named = reader.required("type") else {
        diagnostics += reader.diagnostics
        return nil
      }
      word = reader.text(of: named, "type")
    default:
      reader = OptionReader(.empty(at: node.span), of: "'mark'")
      word = reader.text(of: node, "mark")
    }
    guard let word else {
      diagnostics += reader.diagnostics
      return nil
    }
    guard let type = MarkType(rawValue: word.value) else {
      diagnostics.append(
        MarkType.unbuilt.contains(word.value) ? .unsupported("mark", word) : .unknownMark(word)
      )
      return nil
    }
    self.type = type
    reader.rejectUnbuilt(Self.unbuilt)
    readProperties(&reader)
    diagnostics += reader.finish()
  }

  private mutating func readProperties(_ reader: inout OptionReader) {
    interpolation = reader.choice("interpolate")
    if let known = interpolation, Interpolation.unbuilt.contains(known),
      let word = reader.text("interpolate")
    {
      reader.complain(.unsupported("interpolation", word))
    }
    showsPoints = overlay("point", &reader)
    showsLine = overlay("line", &reader)
    isFilled = reader.bool("filled")
    colour = reader.text("color")
    opacity = reader.number("opacity")
    size = reader.number("size")
    strokeWidth = reader.number("strokeWidth")
    strokeDash = reader.values("strokeDash")?.compactMap(\.number)
    shape = reader.choice("shape")
    cornerRadius = reader.number("cornerRadius")
    orientation = reader.choice("orient")
    readTooltip(&reader)
  }

  /// `point: true` and `line: true`; a mapping of properties is not read yet.
  private func overlay(_ key: String, _ reader: inout OptionReader) -> Bool {
    guard let found = reader.node(key) else { return false }
    switch found.content {
    case .value(.bool(let isOn)): return isOn
    case .interpolation: return false
    case .mapping(let entries):
      for entry in entries { reader.complain(.unsupported("option", entry.key)) }
      return true
    default:
      reader.complain(.wrongShape(key, "true or false", found))
      return false
    }
  }

  private mutating func readTooltip(_ reader: inout OptionReader) {
    reader.accept(["tooltip"])
    guard let found = reader.node["tooltip"] else { return }
    switch found.content {
    case .value(.null), .value(.bool(false)): showsTooltip = false
    case .value(.bool(true)), .interpolation: showsTooltip = true
    default: reader.complain(.wrongShape("tooltip", "true, false or null", found))
    }
  }
}
