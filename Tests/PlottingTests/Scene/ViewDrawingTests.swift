import Markup
import Tables
import Testing

@testable import Plotting

/// Whole pictures: sizes, order and places, as Vega 6.2 has them.
@Suite struct ViewDrawingTests {
  private func axes(_ width: Double, _ height: Double) -> (x: AxisGuide, y: AxisGuide) {
    (
      Fixture.axis(
        .bottom,
        Fixture.linear((0, 3), (0, width)),
        title: ["c"],
        grid: height,
        ticks: 3
      ),
      Fixture.axis(
        .left,
        Fixture.linear((0, 22), (height, 0)),
        title: ["v"],
        grid: width,
        ticks: 2
      )
    )
  }

  private func cell() -> SceneView {
    var (x, y) = axes(100, 80)
    x.part = .grid
    y.part = .grid
    return Fixture.plot(100, 80, axes: [x, y])
  }

  private func headers() -> SceneView.Headers {
    var headers = SceneView.Headers()
    let (x, y) = axes(100, 80)
    headers.xAxes = [x]
    headers.yAxes = [y]
    return headers
  }

  private func facet(_ count: Int, columns: Int?, _ headers: SceneView.Headers) -> Node {
    let grid = SceneView.Grid(
      cells: Array(repeating: cell(), count: count),
      columns: columns,
      options: GridOptions(),
      headers: headers
    )
    return Fixture.draw(SceneView(content: .grid(grid))).svg
  }

  @Test func aPlotIsAsLargeAsWhatStandsAroundIt() {
    let (x, y) = axes(100, 80)
    var view = Fixture.plot(100, 80, axes: [x, y])
    // Left: 5 + 2 + 11.123 + 4 + 11 = 33.1; below: 5 + 2 + 10 + 4 + 11 = 32; a tick ends the right.
    #expect(view.measure() == ViewInsets(Bounds(-34, 0, 101, 112), width: 100, height: 80))
    var drawn = Fixture.draw(view)
    #expect(drawn.1 == 34 + 101 + 10)
    #expect(drawn.2 == 80 + 32 + 10)
    view.title = TitleGuide(text: ["A Simple Bar Chart"], subtitle: [], properties: Properties())
    drawn = Fixture.draw(view)
    let title = drawn.svg.all("role-title")[0]
    #expect(title.items[0]["transform"] == "translate(50,-17)")
    #expect(drawn.svg.all("role-title-text")[0].items[0]["transform"] == "translate(0,10)")
    #expect(drawn.2 == 17 + 80 + 32 + 10)
  }

  @Test func subtitlesFollowTheTitle() {
    var view = Fixture.plot(100, 80)
    view.title = TitleGuide(
      text: ["A title", "of two"],
      subtitle: ["sub one", "sub two"],
      properties: Properties(
        [.anchor: .string("start"), .frame: .string("group"), .offset: .double(12)],
        at: Fixture.span
      )
    )
    let svg = Fixture.draw(view).svg
    #expect(svg.all("role-title-subtitle")[0].items[0]["transform"] == "translate(0,40)")
    // 28 of the title, 3 between, 25 of the subtitle (its top is one pixel higher), 12 off the plot.
    #expect(svg.all("role-title")[0].items[0]["transform"] == "translate(0,-68)")
    #expect(svg.all("role-title-text")[0].items[0].items.count == 2)
  }

  @Test func theDocumentGoesFromGuidesToMarksToTitles() {
    let (x, y) = axes(100, 80)
    let marks = MarkItems(
      shape: .rect(RectGeometry(x: .one(0), y: .one(0), width: .one(10), height: .one(10))),
      count: 1,
      name: "marks",
      fill: .one(.literal("red"))
    )
    var view = Fixture.plot(100, 80, axes: [x, y], marks: [marks])
    view.title = TitleGuide(text: ["T"], subtitle: [], properties: Properties())
    view.legends = [
      Fixture.legend(.symbols, [(.fill, Fixture.colours(["a"], ["#111"]))])
    ]
    let svg = Fixture.draw(view).svg
    let roles = svg.roles.filter { ["frame", "axis", "legend", "title"].contains($0) }
    #expect(roles == ["frame", "axis", "axis", "axis", "axis", "legend", "title"])
    #expect(svg.xml.contains("role-mark"))
  }

  @Test func facetsOfColumnsHaveTheirAxesAndLabelsAround() {
    var headers = headers()
    headers.columns = ["I", "II"].map { SceneView.Header(label: [$0]) }
    headers.columnTitle = ["Series"]
    let svg = facet(2, columns: 2, headers)
    let roles = svg.roles.filter { $0.hasPrefix("row") || $0.hasPrefix("column") || $0 == "scope" }
    #expect(roles == ["column-title", "row-header", "column-header", "column-footer", "scope"])
    #expect(svg.all("role-scope")[0].transforms == ["translate(0,0)", "translate(122,0)"])
    // Cells begin one pixel earlier, for their outline.
    #expect(svg.all("role-row-header")[0].transforms == ["translate(-1,0)"])
    #expect(
      svg.all("role-column-header")[0].transforms == ["translate(0,-1)", "translate(122,-1)"]
    )
    #expect(
      svg.all("role-column-footer")[0].transforms == ["translate(0,81)", "translate(122,81)"]
    )
    let labels = svg.all("role-column-header")[0].all("role-title")
    #expect(labels[0].items[0]["transform"] == "translate(50,-20)")
    #expect(svg.all("role-column-title")[0].transforms == ["translate(111,-31)"])
    #expect(svg.all("role-column-footer")[0].all("role-axis").count == 2)
  }

  @Test func facetsOfRowsHaveLabelsBesideTheirAxes() {
    var headers = headers()
    headers.rows = ["3", "4"].map { SceneView.Header(label: [$0]) }
    headers.rowTitle = ["Cylinders"]
    let svg = facet(2, columns: 1, headers)
    let roles = svg.roles.filter { $0.hasPrefix("row") || $0.hasPrefix("column") || $0 == "scope" }
    #expect(roles == ["row-title", "row-header", "column-footer", "scope"])
    let label = svg.all("role-row-header")[0].all("role-title")[0]
    #expect(label.items[0]["transform"] == "translate(-53.123,40)")
    #expect(svg.all("role-row-header")[0].transforms == ["translate(-1,0)", "translate(-1,102)"])
    // 1 and 53.1 to the left, rounded outwards, and 10 more.
    #expect(svg.all("role-row-title")[0].transforms == ["translate(-65,91)"])
  }

  @Test func wrappedFacetsHaveTitlesInTheirCells() {
    var headers = headers()
    headers.isWrapped = true
    headers.columns = ["A", "B", "C", "D", "E"].map { SceneView.Header(label: [$0]) }
    headers.columnTitle = ["a"]
    let svg = facet(5, columns: 3, headers)
    let roles = svg.roles.filter { $0.hasPrefix("row") || $0.hasPrefix("column") || $0 == "scope" }
    #expect(roles == ["column-title", "row-header", "column-footer", "scope"])
    let cells = svg.all("role-scope")[0].items
    #expect(cells.count == 5)
    #expect(cells[1].all("role-title-text").map { Node.element($0).plainText } == ["B"])
    #expect(svg.all("role-row-header")[0].items.count == 2)
    #expect(svg.all("role-column-footer")[0].items.count == 3)
    #expect(svg.all("role-column-title")[0].transforms == ["translate(172,-21)"])
  }

  @Test func labelsMayStandOnTheOtherSide() {
    var headers = headers()
    headers.rows = ["x1", "x2"].map { SceneView.Header(label: [$0]) }
    headers.yAxes[0].side = .right
    headers.rowTitle = ["b"]
    headers.rowProperties = Properties(
      [
        .labelOrient: .string("right"), .titleOrient: .string("right"), .labelAngle: .double(0),
      ],
      at: Fixture.span
    )
    let svg = facet(2, columns: 1, headers)
    let roles = svg.roles.filter { $0.hasPrefix("row") || $0.hasPrefix("column") || $0 == "scope" }
    #expect(roles == ["row-title", "row-footer", "column-footer", "scope"])
    let label = svg.all("role-row-footer")[0].all("role-title-text")[0].items[0]
    #expect(label["text-anchor"] == "end")
    #expect(label["transform"] == "translate(0,3)")
    #expect(svg.all("role-row-footer")[0].transforms[0] == "translate(101,0)")
  }

  @Test func viewsOfAConcatenationStandSideBySide() {
    let (x, y) = axes(100, 80)
    let first = Fixture.plot(100, 80, axes: [x])
    var second = Fixture.plot(60, 80, axes: [y])
    second.name = "my view"
    let grid = SceneView.Grid(
      cells: [first, second],
      columns: nil,
      options: GridOptions(),
      headers: nil
    )
    var view = SceneView(content: .grid(grid))
    view.title = TitleGuide(text: ["Both"], subtitle: [], properties: Properties())
    let svg = Fixture.draw(view).svg
    let scopes = svg.all("role-scope")
    #expect(
      scopes.map { $0["class"] } == [
        "mark-group role-scope concat_0_group", "mark-group role-scope my_view_group",
      ]
    )
    // 102 with a tick and the outline, 20 between, and 35 of the second view's axis.
    #expect(scopes[1].transforms == ["translate(157,0)"])
    let title = svg.all("role-title-text")[0].items[0]
    #expect(title["text-anchor"] == "start")
  }
}
