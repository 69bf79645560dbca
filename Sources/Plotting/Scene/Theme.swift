/// How a chart looks where its specification does not say.
public struct Theme: Sendable {
  /// Colour by classes of `Stylesheet.text` as well as by attributes.
  public var usesClasses: Bool
  /// The width of a whole picture with axes and legend, in which the plot takes what is left; nil
  /// sizes the plot itself as Vega-Lite does.
  public var outerWidth: Double?
  /// More marks than this have no tooltips of their own, to keep the page small.
  public var tooltipLimit = 2_000
  /// More points than this are drawn as one path for each colour.
  public var symbolLimit = 5_000
  /// More marks than this raise a warning to aggregate.
  public var markLimit = 20_000
  /// More marks than this that each take an element of their own are not drawn but counted.
  public var drawLimit = Int.max
  /// The widest that a category of a discrete x axis gets when no width is written; nil gives each
  /// category Vega-Lite's step, however wide the picture becomes.
  var widestStep: Double?
  /// The most that steps may add up to in height when none is written.
  var tallestPlot = Double.infinity
  /// Pixels for each tick of a continuous x axis.
  var tickSpacing = 40.0
  /// Bands begin at whole pixels, so that neighbouring cells show no seam.
  var roundsBands = false
  /// The height of a plot that does not say one; nil is that of config.
  var height: Double?
  /// How much wider than Arial the reader's font may be, for which guides leave room.
  var textSlack = 1.0

  /// The look of Vega-Lite: sizes, colours and fonts of its default config, plain attributes.
  public static let plain = Theme(usesClasses: false, outerWidth: nil)
  /// The look of charts in reports: one picture for light, dark and print.
  public static let report: Theme = {
    var theme = Theme(usesClasses: true, outerWidth: 720)
    theme.textSlack = 1.15
    theme.height = 300
    theme.drawLimit = 100_000
    theme.widestStep = 80
    theme.tallestPlot = 1_200
    theme.tickSpacing = 70
    theme.roundsBands = true
    return theme
  }()
}

extension Theme {
  /// The look of a picture's second drawing, for a page as narrow as a phone.
  ///
  /// `markCount`: of the first drawing; from some hundreds on, the second has no tooltips, so that
  /// it adds little to the page.
  func narrow(for markCount: Int) -> Theme {
    var theme = self
    theme.outerWidth = Self.narrowWidth
    theme.height = 220
    if markCount > 500 {
      theme.tooltipLimit = 0
      theme.symbolLimit = 0
    }
    return theme
  }

  /// What a phone of 360 or 390 pixels leaves between its margins.
  static let narrowWidth = 340.0
  /// Bytes of the first drawing and of the second, which has no tooltips if they are many: beyond,
  /// a picture is drawn once, and a narrow page scrolls it.
  static let reflowLimit = (first: 400_000, second: 100_000)
}
