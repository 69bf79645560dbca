import Diagnostics
import Tables

/// `config`: how everything looks unless it says otherwise itself.
///
/// Source: https://vega.github.io/vega-lite/docs/config.html.
struct Config: Sendable {
  /// By `mark` and by the names of marks.
  var marks: [String: Properties<MarkKey>] = [:]
  /// Parts of marks in config: `config.line.point`, `config.boxplot.median`.
  var parts: [String: [MarkKey: Setting<Properties<MarkKey>>]] = [:]
  var styles: [String: Properties<MarkKey>] = [:]
  /// By `axis`, `axisX`, `axisYQuantitative`, `axisBottom`, `axisBand`.
  var axes: [String: Properties<AxisKey>] = [:]
  var legend = Properties<LegendKey>()
  var title = Properties<TitleKey>()
  /// By `header`, `headerRow`, `headerColumn`, `headerFacet`.
  var headers: [String: Properties<HeaderKey>] = [:]
  var view = Properties<ViewKey>()
  var scale = Properties<ScaleConfigKey>()
  /// By `category`, `diverging`, `heatmap`, `ordinal`, `ramp`, `symbol`.
  var ranges: [String: ScaleOptions.Range] = [:]
  var rangeSchemes: [String: Spanned<String>] = [:]
  var facet = GridOptions()
  var concat = GridOptions()

  var background: Setting<String> = .standard
  var padding: TopSpecification.Padding?
  var autosize: TopSpecification.Autosize?
  var font: String?
  var countTitle: String?
  var fieldTitle: String?
  var numberFormat: String?
  var normalizedNumberFormat: String?
  var timeFormat: String?
  var lineBreak: String?
  var tooltipFormat: (number: String?, normalized: String?, time: String?) = (nil, nil, nil)
  var customFormatTypes = false
  /// Parameters that the config declares.
  var params: [Parameter] = []
  var bin: (row: String, column: String)?

  init() {}
}

extension Config {
  /// Sets the font of all text that has none of its own: marks, guides, titles.
  ///
  /// Source: vega-lite's `config.ts` (`fontConfig`).
  mutating func setFont(_ font: String) {
    for name in ["guide-label", "guide-title", "group-title", "group-subtitle"] {
      var style = styles[name] ?? Properties()
      style.setFont(font)
      styles[name] = style
    }
    var text = marks["text"] ?? Properties()
    text.setFont(font)
    marks["text"] = text
  }
}

extension Properties<MarkKey> {
  fileprivate mutating func setFont(_ font: String) {
    guard self[.font] == nil else { return }
    // A default has no place of its own.
    let nowhere = SourceFile(name: "config", text: font)
    set(.font, .value(.string(font)), at: nowhere.span(0..<nowhere.bytes.count))
  }
}
