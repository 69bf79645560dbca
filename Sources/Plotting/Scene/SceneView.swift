/// A view with everything settled but its place: what the layout arranges and writes.
struct SceneView: Sendable {
  enum Content: Sendable {
    /// A unit or a layer: marks and axes in one rectangle.
    case plot(Plot)
    /// A facet or a concatenation.
    indirect case grid(Grid)
  }

  var name = ""
  var description: String?
  var content: Content
  var title: TitleGuide?
  var legends: [LegendGuide] = []

  struct Plot: Sendable {
    var width: Double
    var height: Double
    /// Whether the steps of a discrete axis decide the size.
    var hasStepWidth = false
    var hasStepHeight = false
    /// Of the rectangle behind: after the cascade of `view`, styles and config.
    var background: Properties<ViewKey>
    /// In the order of Vega's document: grids before labels.
    var axes: [AxisGuide] = []
    /// In drawing order; a layer's marks follow one another.
    var marks: [MarkItems] = []
  }

  struct Grid: Sendable {
    var cells: [SceneView]
    /// Nil is one row.
    var columns: Int?
    var options: GridOptions
    /// For a facet.
    var headers: Headers?
  }

  /// What stands around the cells of a facet.
  struct Headers: Sendable {
    /// One for each row of cells, one for each column; for a wrapped facet one column header for
    /// each cell.
    var rows: [Header] = []
    var columns: [Header] = []
    var isWrapped = false
    var rowTitle: [String] = []
    var columnTitle: [String] = []
    /// Cascaded properties of the two.
    var rowProperties = Properties<HeaderKey>()
    var columnProperties = Properties<HeaderKey>()
    /// The axes that the cells share, as each column has them above or below it, and each row
    /// beside it: one list for all columns, one for all rows. Their grids stay in the cells.
    var xAxes: [AxisGuide] = []
    var yAxes: [AxisGuide] = []
  }

  struct Header: Sendable { var label: [String] }
}
