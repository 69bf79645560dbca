import Diagnostics
import Markup
import Plotting
import Tables
import Testing

/// The second drawing of a chart in a report, for a page as narrow as a phone.
@Suite struct ReflowTests {
  private static let rows =
    "data: {values: [{g: A, v: 1}, {g: B, v: 2}, {g: C, v: 3}, {g: D, v: 4}, {g: E, v: 5}]}\n"

  private func narrow(_ yaml: String) throws -> Seen {
    try Seen(Self.rows + yaml, theme: .report, isNarrow: true)
  }

  private func isDrawnOnce(_ yaml: String) throws -> Bool {
    let chart = try Specimens.chart(yaml)
    var options = DrawingOptions()
    options.reflows = true
    let table = try Specimens.monthly()
    return try chart.draw(Specimens.Tables(tables: ["data": table]), options).narrowSVG == nil
  }

  /// Plots' places, each once.
  private func places(_ seen: Seen) -> (across: Int, down: Int) {
    let cells = seen.plots.filter { !$0.marks.isEmpty }
    return (Set(cells.map { $0.x.rounded() }).count, Set(cells.map { $0.y.rounded() }).count)
  }

  @Test(arguments: ["facet: {field: g, columns: 4}", "column: g"])
  func `the cells of a facet wrap after two`(_ facet: String) throws {
    let seen = try narrow(
      "mark: bar\nwidth: container\nencoding: {x: 'v:Q', y: 'g:N', \(facet)}"
    )
    #expect(places(seen) == (2, 3))
    #expect(seen.plots.allSatisfy { $0.x + $0.width <= 374 })
  }

  @Test func `views side by side go above one another`() throws {
    let seen = try narrow(
      """
      hconcat:
        - {mark: bar, encoding: {x: 'g:N', y: 'v:Q'}}
        - {mark: line, encoding: {x: 'v:Q', y: 'v:Q'}}
      """
    )
    #expect(places(seen) == (1, 2))
  }

  @Test func `a legend goes below, and breaks into lines`() throws {
    let seen = try narrow(
      """
      transform: [{calculate: "'a name of some length, ' + datum.g", as: name}]
      mark: point
      encoding: {x: 'v:Q', y: 'v:Q', color: 'name:N'}
      """
    )
    let legend = try #require(seen.legends.first)
    #expect(legend.shift.y > seen.plot.y + seen.plot.height)
    #expect(legend.labels.count == 5)
    #expect(try #require(seen.tree.attributes["width"].flatMap(Double.init)) <= 374)
  }

  @Test func `ids of the two drawings differ`() throws {
    let seen = try narrow("mark: {type: bar, clip: true}\nencoding: {x: 'g:N', y: 'v:Q'}")
    #expect(seen.drawing.svg.xml.contains("#chart-clip1"))
    #expect(seen.tree.attributes["id"] == "chart-narrow")
    let narrow = try #require(seen.drawing.narrowSVG).xml
    #expect(narrow.contains("#chart-narrow-clip1") && !narrow.contains("#chart-clip1"))
  }

  @Test func `what is narrow itself, or cannot become narrow, is drawn once`() throws {
    let encoding = "mark: bar\nencoding: {x: 'month:T', y: 'students:Q'}\n"
    #expect(try !isDrawnOnce(encoding))
    #expect(try isDrawnOnce(encoding + "width: 200"))
    #expect(try isDrawnOnce(encoding + "width: 600"))
    #expect(try isDrawnOnce(encoding + "width: 600\nautosize: fit"))
  }

  @Test(arguments: [("line", 100_000, true), ("bar", 3_000, false), ("point", 30_000, false)])
  func `a chart that would take much of the page is drawn once`(
    _ mark: String,
    _ count: Int,
    _ isTwice: Bool
  ) throws {
    let chart = try Specimens.chart("mark: \(mark)\nencoding: {x: 'a:Q', y: 'b:Q'}")
    var options = DrawingOptions()
    options.reflows = true
    let numbers = (0..<count).map { Double($0) }
    let table = Table([
      ("a", try Specimens.numbers(numbers)),
      (
        "b",
        try Specimens.numbers(numbers.map { ($0 * 7_919).truncatingRemainder(dividingBy: 997) })
      ),
    ])
    let drawing = try chart.draw(Specimens.Tables(tables: ["data": table]), options)
    #expect((drawing.narrowSVG != nil) == isTwice)
  }

  @Test func `an offset on an axis without bands is left out, with a warning`() throws {
    let yaml = "mark: bar\nencoding: {x: 'month:T', y: 'students:Q', xOffset: group, color: group}"
    let drawing = try Specimens.draw(yaml, on: Specimens.monthly())
    #expect(drawing.warnings.map(\.code) == ["idle-offset"])
    #expect(drawing.warnings.first?.message.hasPrefix("channel 'xOffset' is left out") == true)
  }
}
