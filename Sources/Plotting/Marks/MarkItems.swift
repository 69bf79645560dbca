import Diagnostics

/// A visual property of all rows: one constant, or a value for each.
enum Visual<Content: Sendable>: Sendable {
  case one(Content)
  case each([Content])

  subscript(row: Int) -> Content {
    switch self {
    case .one(let content): content
    case .each(let contents): contents[row]
    }
  }

  /// The constant; nil where rows differ.
  var constant: Content? { if case .one(let content) = self { content } else { nil } }

  func rows(_ indices: [Int]) -> Visual {
    switch self {
    case .one: self
    case .each(let contents): .each(indices.map { contents[$0] })
    }
  }

  func map<Other>(_ transform: (Content) -> Other) -> Visual<Other> {
    switch self {
    case .one(let content): .one(transform(content))
    case .each(let contents): .each(contents.map(transform))
    }
  }
}

/// Graphical marks ready to be written as SVG: everything in pixels and colours, in columns.
///
/// Positions are relative to the plot's top left corner. A NaN in what places an item hides it; in
/// a path it is a gap.
struct MarkItems: Sendable {
  var shape: Shape
  var count: Int
  /// Name of the view and kind, for the class of the container.
  var name: String
  var fill: Visual<Paint> = .one(.none)
  var stroke: Visual<Paint> = .one(.none)
  var opacity: Visual<Double> = .one(1)
  var fillOpacity: Visual<Double> = .one(1)
  var strokeOpacity: Visual<Double> = .one(1)
  var strokeWidth: Visual<Double> = .one(1)
  /// Empty is a solid line.
  var strokeDash: Visual<[Double]> = .one([])
  var strokeDashOffset: Double = 0
  var strokeCap: String?
  var strokeJoin: String?
  var strokeMiterLimit: Double?
  var blend: String?
  var cursor: String?
  var href: Visual<String?> = .one(nil)
  var tooltip: Visual<[TooltipLine]> = .one([])
  /// `aria: false` hides the marks from readers of the page's text.
  var isHiddenFromReaders = false
  /// The description of each item, for readers of the page's text.
  var itemDescription: Visual<String?> = .one(nil)
  /// Cut off at the plot's edges.
  var isClipped = false
  /// Without smoothing: for cells that touch, between which the page would shine through.
  var hasCrispEdges = false
  /// Rows of each path in drawing order; empty for marks of one row each.
  ///
  /// For a path the visual properties are those of its first row.
  var paths: [[Int]] = []
  /// Column-wise ordering of items that overlap: rows in drawing order; nil is the order of rows.
  var order: [Int]?

  /// Rectangles that are drawn as stacks with round ends, instead of one by one.
  var stacks: [MarkStack] = []

  enum Shape: Sendable {
    case rect(RectGeometry)
    case symbol(SymbolGeometry)
    case line(LineGeometry)
    case area(AreaGeometry)
    case trail(TrailGeometry)
    case rule(RuleGeometry)
    case text(TextGeometry)
    case arc(ArcGeometry)
  }
}

/// One line of a tooltip: `title: value`, or the value alone where there is no title.
struct TooltipLine: Sendable, Hashable {
  var title: String?
  var value: String
}

struct RectGeometry: Sendable {
  var x: Visual<Double>
  var y: Visual<Double>
  var width: Visual<Double>
  var height: Visual<Double>
  /// Radii of the corners: top left, top right, bottom right, bottom left.
  var corners: (Visual<Double>, Visual<Double>, Visual<Double>, Visual<Double>) = (
    .one(0), .one(0), .one(0), .one(0)
  )
}

struct SymbolGeometry: Sendable {
  var x: Visual<Double>
  var y: Visual<Double>
  /// Area in square pixels.
  var size: Visual<Double>
  /// A name (`circle`, `triangle-up`, `stroke`, `arrow`, `wedge` …) or an SVG path in a square of
  /// side 2 around the origin.
  var shape: Visual<String>
  /// Degrees, clockwise.
  var angle: Visual<Double>
}

struct LineGeometry: Sendable {
  var x: [Double]
  var y: [Double]
  var interpolation = "linear"
  var tension: Double?
  /// Whether the line runs down the page (`orient: horizontal`), which `monotone` follows.
  var isHorizontal = false
  /// Invalid rows: false is a gap.
  var isDefined: [Bool]?
}

struct AreaGeometry: Sendable {
  var x: [Double]
  var y: [Double]
  /// The other edge; only the one across the area's direction differs from `x` or `y`.
  var x2: [Double]
  var y2: [Double]
  var interpolation = "linear"
  var tension: Double?
  /// Whether the area is measured along x (`orient: horizontal`).
  var isHorizontal = false
  var isDefined: [Bool]?
}

struct TrailGeometry: Sendable {
  var x: [Double]
  var y: [Double]
  /// Width in pixels.
  var size: Visual<Double>
  var isDefined: [Bool]?
}

struct RuleGeometry: Sendable {
  var x: Visual<Double>
  var y: Visual<Double>
  var x2: Visual<Double>
  var y2: Visual<Double>
}

struct TextGeometry: Sendable {
  var x: Visual<Double>
  var y: Visual<Double>
  /// Distance from (x, y) in the direction of `theta` (radians, clockwise from the top).
  var radius: Visual<Double> = .one(0)
  var theta: Visual<Double> = .one(0)
  var text: Visual<[String]>
  var dx: Visual<Double> = .one(0)
  var dy: Visual<Double> = .one(0)
  /// Degrees, clockwise.
  var angle: Visual<Double> = .one(0)
  var align: Visual<String> = .one("left")
  var baseline: Visual<String> = .one("alphabetic")
  var font: Visual<String?> = .one(nil)
  var fontSize: Visual<Double> = .one(11)
  var fontStyle: Visual<String?> = .one(nil)
  var fontWeight: Visual<String?> = .one(nil)
  /// Pixels; 0 is no limit.
  var limit: Visual<Double> = .one(0)
  var ellipsis = "…"
  /// Whether text runs from the right (`dir: rtl`), and is cut short at its beginning.
  var isRightToLeft = false
  var lineHeight: Double?
}

struct ArcGeometry: Sendable {
  /// The centre.
  var x: Visual<Double>
  var y: Visual<Double>
  /// Radians, clockwise from the top.
  var startAngle: Visual<Double>
  var endAngle: Visual<Double>
  var innerRadius: Visual<Double>
  var outerRadius: Visual<Double>
  var padAngle: Visual<Double> = .one(0)
  var cornerRadius: Visual<Double> = .one(0)
}
