public import Diagnostics
import Expressions
public import Markup
import Tables

/// A chart as a picture.
public struct Drawing: Sendable {
  /// An `svg` element that is coloured by `Stylesheet.text`, or by itself without classes.
  public let svg: Node
  /// The same for a page as narrow as a phone, where the first would have to be scrolled: views
  /// above one another, facets in two columns, legends below.
  public let narrowSVG: Node?
  /// The size in pixels that the picture is drawn for; it may be scaled.
  public let width: Double
  public let height: Double
  /// What the picture shows, in words, from its data.
  public let description: String
  /// How many marks, or points of lines, there are.
  public let pointCount: Int
  /// The rows that are drawn, for readers who rather read them; only of charts in reports.
  public let tables: [DrawnTable]
  /// What the author should know although the chart could be drawn.
  public let warnings: [Diagnostic]

  /// Whether there are more marks than anyone could tell apart.
  public var hasTooManyMarks: Bool { warnings.contains { $0.code == "many-marks" } }

  /// A file of its own: with the rules that colour it where it has classes.
  public func file(theme: Theme) -> String {
    guard theme.usesClasses, case .element(var element) = svg else { return svg.xml }
    element.children.insert(.tag("style", [:], [.text(Stylesheet.text)]), at: 0)
    return Node.element(element).xml
  }
}

/// How a chart is to be drawn.
public struct DrawingOptions: Sendable {
  /// The language of titles, dates and the description.
  public var locale = ChartLocale.english
  /// Sizes and the way of colouring.
  public var theme = Theme.report
  /// The element's id, unique in its page; ids within it begin with it.
  public var id = "chart"
  /// Alternative text by the author; the description where there is none.
  public var label: String?
  /// What messages call the data of a view that names none.
  public var dataName = "data"
  /// Draws a second time for a narrow page, where that helps and the marks are few enough.
  public var reflows = false

  public init() {}
}

extension Chart {
  /// Draws the chart.
  ///
  /// A table without rows, or without a value to draw, gives axes without marks.
  ///
  /// - Parameters:
  ///   - files: finds the tables and files that views name.
  ///   - options: language, look, ids.
  /// - Returns: the picture, with its description and what the author should know.
  /// - Throws: the first thing that is wrong: an unknown column, a file that cannot be read, an
  ///   expression that fails.
  public func draw(
    _ files: any DataFiles,
    _ options: DrawingOptions = DrawingOptions()
  ) throws(Diagnostic) -> Drawing {
    let params = try parameters(options.locale)
    let config = options.theme.usesClasses ? top.config.forReport(at: span) : top.config
    let data = ChartData(
      files: files,
      datasets: top.datasets,
      namedSources: top.namedSources,
      name: options.dataName
    )
    var builder = ModelBuilder(
      config: config,
      data: data,
      params: params,
      infersTypes: infersTypes
    )
    let view = try builder.view(top.view)
    let style = PictureStyle(
      config: config,
      theme: options.theme,
      locale: options.locale,
      params: builder.params,
      dataName: options.dataName
    )
    let picture = try Picture(top, view, style, options)
    return Drawing(
      svg: picture.svg,
      narrowSVG: try narrow(picture, view, style, options)?.svg,
      width: picture.width,
      height: picture.height,
      description: picture.description,
      pointCount: picture.markCount,
      tables: picture.tables,
      warnings: builder.warnings + picture.warnings(at: span)
    )
  }

  /// The second drawing; nil where the first is narrow itself, or the second would be too wide.
  private func narrow(
    _ picture: Picture,
    _ view: ViewModel,
    _ style: PictureStyle,
    _ options: DrawingOptions
  ) throws(Diagnostic) -> Picture? {
    guard options.reflows, top.autosize == nil, top.config.autosize == nil,
      picture.width > Theme.narrowWidth * 1.2, picture.svg.xml.utf8.count <= Theme.reflowLimit.first
    else { return nil }
    var options = options
    options.id += "-narrow"
    let theme = style.theme.narrow(for: picture.markCount)
    let narrow = try Picture(top, view.reflowed(), style.narrow(theme, at: span), options)
    guard narrow.width <= Theme.narrowWidth * 1.1,
      narrow.svg.xml.utf8.count <= Theme.reflowLimit.second
    else { return nil }
    return narrow
  }

  /// The values of `params`, those with expressions in the order they are written.
  func parameters(_ locale: ChartLocale) throws(Diagnostic) -> NamedValues {
    var values = NamedValues([:], isLenient: true, locale: locale.formats)
    for view in [top.view] + top.view.descendants {
      for parameter in view.params where values.values[parameter.name.value] == nil {
        switch parameter.value {
        case .value(let value): values.values[parameter.name.value] = value
        case .expression(let expression):
          values.values[parameter.name.value] = try expression.evaluate(in: values)
        case .conditional, .gradient: break
        }
      }
    }
    return values
  }
}

extension Specification {
  var descendants: [Specification] { children.flatMap { [$0] + $0.descendants } }
}
