import Tables

/// An axis, settled: where it stands, its scale, what it says and how it looks.
struct AxisGuide: Sendable {
  enum Side: String, Sendable, CaseIterable {
    case top, bottom, left, right
    var isHorizontal: Bool { self == .top || self == .bottom }
  }

  /// What of the axis is drawn here: with shared scales, the cells of a facet show its grid and
  /// the headers its line, ticks, labels and title.
  enum Part: Sendable { case whole, grid, labels }

  var side: Side
  var part = Part.whole
  var scale: Scale
  /// The scale of the bars within a band (`xOffset`), on which ticks may stand instead.
  var title: [String]
  var labels: LabelFormat
  /// After the whole cascade of config, style and the specification; what is not there is the
  /// theme's.
  var properties: Properties<AxisKey>
  var showsGrid: Bool
  /// How long the grid's lines are: the size of the plot across the axis.
  var gridLength: Double
  /// Values to stand on instead of the scale's own ticks.
  var values: [Level]?
  var tickCount: TickCount?
  /// `labelExpr`, with parameters to evaluate it by.
  var scope: NamedValuesBox
}

/// How many ticks there should be.
enum TickCount: Sendable, Hashable {
  case about(Double)
  case interval(CalendarParts.Part, step: Int)
}
