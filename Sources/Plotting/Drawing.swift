public import Diagnostics
public import Markup
public import Tables

/// A chart as a picture.
public struct Drawing: Sendable {
  /// An `svg` element that is coloured by `Stylesheet.text`, or by itself without classes.
  public let svg: Node
  /// The size in pixels that the picture is drawn for; it may be scaled.
  public let width: Double
  public let height: Double
  /// What the picture shows, in words, from its data.
  public let description: String
  /// How many marks, or points of lines, there are.
  public let pointCount: Int
  /// What the author should know although the chart could be drawn.
  public let warnings: [Diagnostic]

  /// A file of its own: the element with the rules that colour it.
  public var file: String {
    guard case .element(var element) = svg else { return svg.xml }
    element.children.insert(.tag("style", [:], [.text(Stylesheet.text)]), at: 0)
    return Node.element(element).xml
  }
}

extension Chart {
  /// Draws the chart on a table.
  ///
  /// A table without rows, or without a value to draw, gives axes with a note that says so.
  ///
  /// - Parameters:
  ///   - table: holds the columns that `fields` names.
  ///   - name: what messages call the table.
  ///   - locale: the language of titles, dates and the description.
  ///   - theme: sizes and the way of colouring.
  ///   - id: the element's id, unique in its page; ids within it begin with it.
  ///   - label: alternative text by the author; the description where there is none.
  /// - Returns: the picture, with its description and what the author should know.
  /// - Throws: the first error that `check(against:table:)` finds.
  public func draw(
    _ table: Table,
    named name: String = "data",
    locale: ChartLocale = .english,
    theme: Theme = .report,
    id: String = "chart",
    label: String? = nil
  ) throws(Diagnostic) -> Drawing {
    let problems = check(against: table.schema, table: name)
    if let error = problems.first(where: { $0.severity == .error }) { throw error }
    let unit = Unit(self, table, locale: locale, theme: theme)
    let layout = PlotLayout(unit, id: id)
    let description = ChartDescription(unit).text
    let text = label ?? authorDescription ?? description
    let (svg, count) = layout.drawing(label: text)
    var warnings = problems
    if count > theme.markLimit { warnings.append(.manyMarks(count, at: mark.span)) }
    return Drawing(
      svg: svg,
      width: layout.size.width,
      height: layout.size.height,
      description: description,
      pointCount: count,
      warnings: warnings
    )
  }
}
