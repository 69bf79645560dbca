import Diagnostics
import Expressions
import Markup
import Tables
import Testing

@testable import Plotting

/// Axes as Vega 6.2 writes the same specification.
@Suite struct AxisDrawingTests {
  private func part(_ view: SceneView, _ role: String, _ theme: Theme = .plain) -> [Element] {
    Fixture.draw(view, theme).svg.all("role-\(role)")
  }

  @Test func ticksOfBandsStandOnWholePixelsAndLabelsInTheirMiddle() {
    let x = Fixture.axis(
      .bottom,
      Fixture.band(["A", "B", "C", "D", "E", "F", "G", "H", "I"], 180),
      title: ["a"]
    )
    let view = Fixture.plot(180, 300, axes: [x])
    #expect(
      part(view, "axis-tick")[0].transforms.prefix(2) == ["translate(10,0)", "translate(30,0)"]
    )
    let labels = part(view, "axis-label")[0]
    #expect(labels.items[0]["transform"] == "translate(9.5,7) rotate(270) translate(0,3)")
    #expect(labels.items[0]["text-anchor"] == "end")
    #expect(part(view, "axis-title")[0].items[0]["transform"] == "translate(90,27.778)")
    let axis = part(view, "axis")[0]
    #expect(
      axis["aria-label"]
        == "X-axis titled 'a' for a discrete scale with 9 values: A, B, C, D, E, ending with I"
    )
    #expect(axis.items[0]["transform"] == "translate(0.5,300.5)")
  }

  @Test func titleOfAVerticalAxisStandsBesideItsLabels() {
    let y = Fixture.axis(
      .left,
      Fixture.linear((0, 50), (300, 0)),
      title: ["Miles_per_Gallon"],
      ticks: 8
    )
    let view = Fixture.plot(200, 300, axes: [y])
    let title = part(view, "axis-title")[0].items[0]
    #expect(title["transform"] == "translate(-22.123,150) rotate(-90) translate(0,-2)")
    #expect(part(view, "axis-label")[0].items[0]["transform"] == "translate(-7,303)")
    #expect(part(view, "axis-domain")[0].items[0]["y2"] == "-300")
    #expect(
      part(view, "axis")[0]["aria-label"]
        == "Y-axis titled 'Miles_per_Gallon' for a linear scale with values from 0 to 50"
    )
  }

  @Test func gridsComeBeforeAxesAndAreNotRead() {
    let x = Fixture.axis(.bottom, Fixture.linear((0, 10), (0, 100)), grid: 80, ticks: 5)
    let y = Fixture.axis(.left, Fixture.linear((0, 10), (80, 0)), grid: 100, ticks: 5)
    let svg = Fixture.draw(Fixture.plot(100, 80, axes: [x, y])).svg
    let axes = svg.all("role-axis")
    #expect(axes.count == 4)
    #expect(axes.map { $0["aria-hidden"] } == ["true", "true", nil, nil])
    #expect(axes.map { $0.all("role-axis-grid").count } == [1, 1, 0, 0])
    let line = axes[0].all("role-axis-grid")[0].items[0]
    #expect(line["transform"] == "translate(0,-80)")
    #expect(line["y2"] == "80")
    #expect(axes[0].items[0]["transform"] == "translate(0.5,80.5)")
  }

  @Test func labelsAtTheEndsOfAContinuousAxisStayWithinIt() {
    let x = Fixture.axis(.bottom, Fixture.linear((0, 10), (0, 100)), ticks: 5)
    let labels = part(Fixture.plot(100, 80, axes: [x]), "axis-label")[0].items
    #expect(
      labels.map { $0["text-anchor"] } == ["start"] + Array(repeating: "middle", count: 4) + ["end"]
    )
    let outside = Fixture.axis(
      .bottom,
      Fixture.linear((0, 10), (0, 100)),
      ticks: 5,
      [.labelFlush: .bool(false)]
    )
    let free = part(Fixture.plot(100, 80, axes: [outside]), "axis-label")[0].items
    #expect(free.allSatisfy { $0["text-anchor"] == "middle" })
  }

  @Test func everySecondLabelIsHiddenUntilNoneTouch() {
    let x = Fixture.axis(.bottom, Fixture.linear((0, 240), (0, 300)), ticks: 12)
    let plain = part(Fixture.plot(300, 80, axes: [x]), "axis-label")[0].items
    // Three digits are 16.7 wide, ticks 25 apart; but the last one stays within the axis.
    #expect(plain.count == 13)
    #expect(
      plain.enumerated().allSatisfy { ($0.element["opacity"] == "0") == ($0.offset % 2 == 1) }
    )
    let wide = Fixture.axis(.bottom, Fixture.linear((0, 240), (0, 400)), ticks: 12)
    let all = part(Fixture.plot(400, 80, axes: [wide]), "axis-label")[0].items
    #expect(all.allSatisfy { $0["opacity"] == nil })
    // In a report hidden labels are not written.
    #expect(part(Fixture.plot(300, 80, axes: [x]), "axis-label", .report)[0].items.count == 7)
  }

  @Test func bandsMayHaveTicksAtTheirEdges() {
    let x = Fixture.axis(
      .bottom,
      Fixture.band(["a", "b"], 40),
      [.tickBand: .string("extent")]
    )
    let ticks = part(Fixture.plot(40, 20, axes: [x]), "axis-tick")[0].transforms
    #expect(ticks == ["translate(19,0)", "translate(39,0)", "translate(1,0)"])
  }

  @Test func propertiesMoveAndTurn() {
    let x = Fixture.axis(
      .top,
      Fixture.linear((0, 10), (0, 100)),
      title: ["t"],
      values: [.number(10), .number(20), .number(0)],
      [
        .offset: .double(10), .tickSize: .double(8), .labelPadding: .double(4),
        .labelAngle: .double(-45), .titleAnchor: .string("start"), .labelFontSize: .double(12),
        .domain: .bool(false), .tickColor: .string("red"), .tickDash: .list([.int(2), .int(1)]),
      ]
    )
    let view = Fixture.plot(100, 80, axes: [x])
    // 20 lies outside; what is left stands in the order of places.
    let labels = part(view, "axis-label")[0].items
    #expect(labels.map { Node.element($0).plainText } == ["0", "10"])
    #expect(labels[1]["transform"] == "translate(100,-12) rotate(315) translate(0,-3)")
    #expect(labels[1]["text-anchor"] == "start")
    #expect(part(view, "axis")[0].items[0]["transform"] == "translate(0.5,-9.5)")
    #expect(part(view, "axis-domain").isEmpty)
    #expect(part(view, "axis-title")[0].items[0]["text-anchor"] == "start")
    let tick = part(view, "axis-tick")[0].items[0]
    #expect(tick["y2"] == "-8")
    #expect(tick["stroke"] == "red")
    #expect(tick["stroke-dasharray"] == "2,1")
  }

  @Test func conditionsSeeTheTick() throws {
    var x = Fixture.axis(.bottom, Fixture.linear((0, 10), (0, 100)), ticks: 2)
    let source = SourceFile(name: "t", text: "datum.value === 5")
    let test = try Expression("datum.value === 5", at: source.span(0..<17))
    x.properties.set(
      .tickColor,
      .conditional(
        [.init(test: .expression(test), property: .value(.string("red")))],
        otherwise: .value(.string("blue"))
      ),
      at: Fixture.span
    )
    let words = SourceFile(name: "t", text: "datum.label + '!'")
    x.properties.set(
      .labelExpr,
      .expression(try Expression("datum.label + '!'", at: words.span(0..<17))),
      at: Fixture.span
    )
    let view = Fixture.plot(100, 80, axes: [x])
    #expect(part(view, "axis-tick")[0].items.map { $0["stroke"] } == ["blue", "red", "blue"])
    #expect(
      part(view, "axis-label")[0].items.map { Node.element($0).plainText } == ["0!", "5!", "10!"]
    )
  }

  @Test func axesAboveAllComeLast() {
    let x = Fixture.axis(
      .bottom,
      Fixture.linear((0, 10), (0, 100)),
      ticks: 2,
      [.zindex: .int(1)]
    )
    var view = Fixture.plot(100, 80, axes: [x])
    view.title = TitleGuide(text: ["T"], subtitle: [], properties: Properties())
    let roles = Fixture.draw(view).svg.roles.filter { ["axis", "title"].contains($0) }
    #expect(roles == ["title", "axis"])
  }

  @Test func namesInReportsStayLevelWrapAndTurnLast() {
    func labels(_ names: [String], _ width: Double) -> [Element] {
      let x = Fixture.axis(.bottom, Fixture.band(names, width))
      return part(Fixture.plot(width, 80, axes: [x]), "axis-label", .report)[0].items
    }
    let level = labels(["North", "South", "East"], 200)
    #expect(level.allSatisfy { $0["transform"]?.contains("rotate") == false })
    let wrapped = labels(["North Hill", "South Hill", "East Bank"], 140)
    #expect(wrapped.allSatisfy { $0.items.filter { $0.name == "tspan" }.count == 2 })
    let turned = labels((0..<8).map { "Place number \($0)" }, 200)
    #expect(turned.count == 8)
    #expect(turned.allSatisfy { $0["transform"]?.contains("rotate(315)") == true })
    let years = labels((2000..<2020).map(String.init), 300)
    #expect(years.count < 20 && years.count >= 7)
    #expect(years.allSatisfy { $0["transform"]?.contains("rotate") == false })
  }
}
