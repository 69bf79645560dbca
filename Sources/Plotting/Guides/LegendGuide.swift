import Tables

/// A legend, settled: which scales it explains, what it says and how it looks.
struct LegendGuide: Sendable {
  enum Kind: Sendable { case symbols, gradient }
  enum Orient: String, Sendable, CaseIterable {
    case none, left, right, top, bottom
    case topLeft = "top-left", topRight = "top-right"
    case bottomLeft = "bottom-left", bottomRight = "bottom-right"
  }

  var kind: Kind
  var orient: Orient
  /// The channels that the legend explains, all of one domain: entries take their look from each.
  var scales: [(channel: Channel, scale: Scale)]
  var title: [String]
  var labels: LabelFormat
  /// After the whole cascade.
  var properties: Properties<LegendKey>
  var values: [Level]?
  var tickCount: TickCount?
  /// The look of an entry where no scale says it: of the mark.
  var symbol: Symbol
  var scope: NamedValuesBox
  /// The first unit that the legend is of, and the size of its plot, which a gradient is as long
  /// as; nil is the plot beside which it stands.
  var unit: Int?
  /// The language of what the legend says itself.
  var locale = ChartLocale.english
  var plotSize: (width: Double, height: Double)?

  struct Symbol: Sendable {
    var shape = "circle"
    var fill: Paint = .none
    var stroke: Paint = .none
    var size = 100.0
    var strokeWidth = 1.5
    var opacity = 1.0
    var fillOpacity = 1.0
    var strokeOpacity = 1.0
    var strokeDash: [Double] = []
  }
}
