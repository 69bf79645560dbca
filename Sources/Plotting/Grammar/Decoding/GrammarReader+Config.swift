import Diagnostics
import Expressions
import Options
import Tables

extension GrammarReader {
  private static let axisKeys: [String] = {
    let kinds = ["Band", "Point", "Discrete", "Quantitative", "Temporal"]
    let sides = ["", "X", "Y", "Left", "Right", "Top", "Bottom"]
    return sides.map { "axis\($0)" } + kinds.flatMap { ["axis\($0)", "axisX\($0)", "axisY\($0)"] }
  }()

  private static let headerKeys = ["header", "headerRow", "headerColumn", "headerFacet"]

  private static let others = [
    "style", "legend", "title", "view", "scale", "range", "facet", "concat", "background",
    "padding", "autosize", "font", "fontSize", "countTitle", "fieldTitle", "numberFormat",
    "normalizedNumberFormat", "timeFormat", "lineBreak", "tooltipFormat", "customFormatTypes",
    "params",
  ]

  private static var configKeys: [String] {
    ["mark"] + MarkType.allCases.map(\.rawValue) + axisKeys + headerKeys + others
  }

  mutating func config(_ node: OptionNode) -> Config {
    var config = Config()
    for entry in entries(node, of: "'config'")
    where !entry.node.isNull || entry.key.value == "background" {
      let key = entry.key.value
      if key == "mark" || MarkType(rawValue: key) != nil {
        readMark(key, entry.node, into: &config)
      } else if Self.axisKeys.contains(key) {
        config.axes[key] = properties(entry.node, of: "'\(key)'", refused: ["encoding"])
      } else if Self.headerKeys.contains(key) {
        config.headers[key] = properties(entry.node, of: "'\(key)'")
      } else if Self.others.contains(key) {
        read(entry, into: &config)
      } else {
        readRest(entry)
      }
    }
    return config
  }

  /// What changes nothing in a still picture, what is not drawn, and what is unknown.
  private mutating func readRest(_ entry: OptionNode.Entry) {
    switch entry.key.value {
    case "aria", "selection", "image", "geoshape", "projection": break
    case "locale", "color", "signals", "events", "numberFormatType", "normalizedNumberFormatType",
      "timeFormatType":
      complain(.unsupported("option", entry.key))
    default: unknown(entry.key, "'config'", known: Self.configKeys)
    }
  }

  private mutating func readMark(_ key: String, _ node: OptionNode, into config: inout Config) {
    let found = markProperties(node, "'\(key)'")
    config.marks[key] = found.0
    if !found.parts.isEmpty { config.parts[key] = found.parts }
  }

  private mutating func read(_ entry: OptionNode.Entry, into config: inout Config) {
    let key = entry.key.value
    let node = entry.node
    switch key {
    case "style":
      for style in entries(node, of: "'style'") where !style.node.isNull {
        config.styles[style.key.value] = markProperties(style.node, "'\(style.key.value)'").0
      }
    case "legend": config.legend = legend(node, of: "'legend'")
    case "title": config.title = properties(node, of: "'title'")
    case "view": config.view = properties(node, of: "'view'")
    case "scale": config.scale = properties(node, of: "'scale'")
    case "range": readRanges(node, into: &config)
    case "facet", "concat":
      for part in entries(node, of: "'\(key)'") {
        guard part.key.value == "columns" || part.key.value == "spacing" else {
          unknown(part.key, "'\(key)'", known: ["columns", "spacing"])
          continue
        }
        if key == "facet" {
          readGrid(part.key.value, part.node, into: &config.facet)
        } else {
          readGrid(part.key.value, part.node, into: &config.concat)
        }
      }
    case "background": config.background = background(node)
    case "padding": config.padding = padding(node)
    case "autosize": config.autosize = autosize(node)
    case "font": config.font = text(node, key)?.value
    case "fontSize": readFontSizes(node, into: &config)
    case "countTitle": config.countTitle = text(node, key)?.value
    case "fieldTitle":
      enum Style: String, CaseIterable { case verbal, functional, plain }
      config.fieldTitle = choice(node, key, as: Style.self)?.rawValue
    case "numberFormat": config.numberFormat = text(node, key)?.value
    case "normalizedNumberFormat": config.normalizedNumberFormat = text(node, key)?.value
    case "timeFormat": config.timeFormat = text(node, key)?.value
    case "lineBreak": config.lineBreak = text(node, key)?.value
    case "customFormatTypes": config.customFormatTypes = bool(node, key) ?? false
    case "tooltipFormat": readTooltipFormat(node, into: &config)
    default: config.params += parameters(node)
    }
  }

  private mutating func readTooltipFormat(_ node: OptionNode, into config: inout Config) {
    for entry in entries(node, of: "'tooltipFormat'") {
      let key = entry.key.value
      switch key {
      case "numberFormat": config.tooltipFormat.number = text(entry.node, key)?.value
      case "normalizedNumberFormat":
        config.tooltipFormat.normalized = text(entry.node, key)?.value
      case "timeFormat": config.tooltipFormat.time = text(entry.node, key)?.value
      default:
        unknown(
          entry.key,
          "'tooltipFormat'",
          known: ["numberFormat", "normalizedNumberFormat", "timeFormat"]
        )
      }
    }
  }

  /// Sizes of text by what is written, as styles.
  private mutating func readFontSizes(_ node: OptionNode, into config: inout Config) {
    let styles = [
      "text": "text", "guideLabel": "guide-label", "guideTitle": "guide-title",
      "groupTitle": "group-title", "groupSubtitle": "group-subtitle",
    ]
    for entry in entries(node, of: "'fontSize'") {
      guard let style = styles[entry.key.value] else {
        unknown(entry.key, "'fontSize'", known: styles.keys.sorted())
        continue
      }
      guard let size = number(entry.node, entry.key.value) else { continue }
      var own = config.styles[style] ?? Properties()
      own.set(.fontSize, .value(.double(size)), at: entry.node.span)
      config.styles[style] = own
    }
  }

  /// `range`: lists of colours or shapes, or schemes, by what they are for.
  private mutating func readRanges(_ node: OptionNode, into config: inout Config) {
    let known = ["category", "diverging", "heatmap", "ordinal", "ramp", "symbol"]
    for entry in entries(node, of: "'range'") where !entry.node.isNull {
      let key = entry.key.value
      if !known.contains(key) {
        // Ranges of any name may be named by scales.
        if !entry.node.isList { unknown(entry.key, "'range'", known: known) }
      }
      var scale = ScaleOptions()
      if entry.node.isList {
        config.ranges[key] = values(entry.node, key).map { .values($0) }
        continue
      }
      guard entry.node.isMapping || entry.node.isText else {
        wrong(key, "a list or {scheme: …}", entry.node)
        continue
      }
      readScheme(entry.node, into: &scale)
      config.ranges[key] = scale.range
      config.rangeSchemes[key] = scale.scheme
    }
  }
}
