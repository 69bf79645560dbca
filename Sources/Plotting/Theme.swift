/// How a chart looks where its specification does not say: sizes, spacing, the way of colouring.
///
/// A report colours marks by CSS classes (see `Stylesheet`), so that one drawing serves a light
/// page, a dark page and print. Without classes, colours stand in the SVG as plain attributes.
public struct Theme: Sendable {
  /// Colour by classes of `Stylesheet.text`.
  public var usesClasses = true
  /// The width of a whole picture with axes and legend, in which the plot takes what is left.
  public var outerWidth = 720.0
  /// The height of the plot.
  public var height = 300.0
  /// The greatest step of a discrete x axis: three bars do not fill a page.
  public var widestStep = 88.0
  /// The step of a discrete y axis.
  public var rowStep = 22.0
  /// A discrete y axis of many categories does not grow beyond this.
  public var tallest = 1200.0
  /// The least distance of ticks, across and down.
  public var tickSpacing = (x: 72.0, y: 44.0)
  public var fontSize = 11.0
  public var titleSize = 14.0
  /// Labels longer than this end in an ellipsis.
  public var labelLimit = 180.0
  public var padding = 5.0
  /// More marks than this have no tooltips of their own, to keep the page small.
  public var tooltipLimit = 2_000
  /// More points than this are drawn as one path for each colour.
  public var symbolLimit = 5_000
  /// More marks than this raise a warning to aggregate.
  public var markLimit = 20_000

  public init() {}

  /// The look of charts in reports.
  public static let report = Theme()
}
