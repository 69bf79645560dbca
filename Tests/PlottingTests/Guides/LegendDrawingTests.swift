import Markup
import Tables
import Testing

@testable import Plotting

/// Legends as Vega 6.2 writes the same specification.
@Suite struct LegendDrawingTests {
  private func draw(
    _ legends: [LegendGuide],
    _ width: Double = 200,
    _ height: Double = 150
  ) -> Node {
    var view = Fixture.plot(width, height)
    view.legends = legends
    return Fixture.draw(view).svg
  }

  private let kinds = Fixture.colours(
    ["Europe", "Japan", "USA"],
    ["#111111", "#222222", "#333333"]
  )

  @Test func entriesStandBelowTheTitle() {
    let svg = draw([Fixture.legend(.symbols, [(.stroke, kinds)], title: ["Origin"])])
    let legend = svg.all("role-legend")[0]
    #expect(
      legend["aria-label"]
        == "Symbol legend titled 'Origin' for stroke color with 3 values: Europe, Japan, USA"
    )
    #expect(legend.items[0]["transform"] == "translate(218,0)")
    #expect(svg.all("role-legend-entry")[0].items[0]["transform"] == "translate(0,16)")
    // An outline makes entries 16 apart, as in Vega.
    #expect(
      svg.all("role-scope")[0].transforms
        == ["translate(0,0)", "translate(0,16)", "translate(0,32)"]
    )
    #expect(
      svg.all("role-legend-symbol").map { $0.items[0]["transform"] }
        == Array(repeating: "translate(6,6)", count: 3)
    )
    #expect(
      svg.all("role-legend-symbol").map { $0.items[0]["stroke"] }
        == ["#111111", "#222222", "#333333"]
    )
    #expect(svg.all("role-legend-label")[0].items[0]["transform"] == "translate(16,9)")
    #expect(svg.all("role-legend-title")[0].items[0]["transform"] == "translate(0,9)")
  }

  @Test func filledEntriesAreCloser() {
    let svg = draw([Fixture.legend(.symbols, [(.fill, kinds)])])
    #expect(
      svg.all("role-scope")[0].transforms
        == ["translate(0,0)", "translate(0,13)", "translate(0,26)"]
    )
  }

  @Test func entriesOfSizesShareAColumnForTheirSymbols() {
    let size = Fixture.linear((0, 3), (0, 361))
    var symbol = LegendGuide.Symbol()
    symbol.stroke = .literal("#888")
    let svg = draw([Fixture.legend(.symbols, [(.size, size)], symbol: symbol)])
    // Zero has no size and no entry; widths follow the largest, ⌈19 + 1.5⌉ = 21.
    #expect(
      svg.all("role-legend-label").map { Node.element($0).plainText }
        == ["0.5", "1.0", "1.5", "2.0", "2.5", "3.0"]
    )
    #expect(
      svg.all("role-legend-symbol").allSatisfy {
        $0.items[0]["transform"]?.hasPrefix("translate(10.5,") == true
      }
    )
    #expect(
      svg.all("role-legend-label")[0].items[0]["transform"]?.hasPrefix("translate(25,") == true
    )
  }

  @Test func tooManyEntriesAreCounted() {
    let many = Fixture.colours((1...9).map(String.init), ["#111", "#222"])
    let svg = draw([Fixture.legend(.symbols, [(.fill, many)], [.symbolLimit: .int(4)])])
    #expect(
      svg.all("role-legend-label").map { Node.element($0).plainText }
        == ["1", "2", "3", "…6 entries"]
    )
  }

  @Test func columnsFillDownwards() {
    let many = Fixture.colours(["a", "b", "c", "d", "e"], ["#111", "#222"])
    let svg = draw([Fixture.legend(.symbols, [(.fill, many)], [.columns: .int(2)])])
    // The document goes by rows.
    #expect(
      svg.all("role-legend-label").map { Node.element($0).plainText }
        == ["a", "d", "b", "e", "c"]
    )
    #expect(
      svg.all("role-scope")[0].transforms.map { $0.hasPrefix("translate(0,") }
        == [true, false, true, false, true]
    )
  }

  private func blues(_ type: ScaleType = .linear) -> Scale {
    Scale(
      ScaleDefinition(
        type,
        domain: .continuous(type == .threshold ? [5, 10, 15] : [0, 22]),
        range: .paints(
          ["#aabbcc", "#8899bb", "#5577aa", "#113355"].map { .literal($0) }
        )
      )
    )
  }

  @Test func gradientsFollowThePlotAndHaveLabelsBesideThem() {
    let svg = draw([Fixture.legend(.gradient, [(.fill, blues())], title: ["v"])], 300, 180)
    let bar = svg.all("role-legend-gradient")[0].items[0]
    #expect(bar["height"] == "180")
    #expect(bar["fill"]?.hasPrefix("url(#t-gradient") == true)
    let labels = svg.all("role-legend-label")[0].placedTexts
    #expect(
      labels
        == ["0 translate(18,178)", "10 translate(18,101.182)", "20 translate(18,19.364)"]
    )
    let flat = draw(
      [Fixture.legend(.gradient, [(.fill, blues())], orient: .top)],
      300,
      180
    )
    #expect(flat.all("role-legend-gradient")[0].items[0]["width"] == "200")
    #expect(flat.all("role-legend-label")[0].items[0]["transform"] == "translate(0,26)")
  }

  @Test func classesAreBands() {
    let svg = draw([Fixture.legend(.gradient, [(.fill, blues(.threshold))])], 300, 180)
    let bands = svg.all("role-legend-band")[0].items
    #expect(bands.map { $0["y"] } == ["150", "100", "50", "0"])
    #expect(bands.map { $0["height"] } == Array(repeating: "50", count: 4))
    #expect(bands.map { $0["fill"] } == ["#aabbcc", "#8899bb", "#5577aa", "#113355"])
    #expect(
      svg.all("role-legend-label")[0].items.map { Node.element($0).plainText }
        == ["", "5", "10", "15"]
    )
  }

  @Test func legendsOfOneSideFollowOneAnother() {
    let a = Fixture.legend(.symbols, [(.fill, kinds)], title: ["A"])
    let b = Fixture.legend(.symbols, [(.fill, kinds)], title: ["B"])
    let right = draw([a, b]).all("role-legend").map { $0.items[0]["transform"] }
    // 16 of the title, 13 + 13 + 11 of the entries, 8 between.
    #expect(right == ["translate(218,0)", "translate(218,61)"])
    var below = a
    below.orient = .bottom
    #expect(draw([below]).all("role-legend")[0].items[0]["transform"] == "translate(0,168)")
    var corner = a
    corner.orient = .bottomRight
    let box = draw([corner]).all("role-legend")[0].items[0]
    // 200 - 18 less the width, 150 - 18 less the height of 53.
    #expect(box["transform"] == "translate(133,79)")
  }

  @Test func titlesBesideEntriesAreCentred() {
    let svg = draw(
      [
        Fixture.legend(
          .gradient,
          [(.fill, blues())],
          title: ["v"],
          [.titleOrient: .string("left")]
        )
      ],
      300,
      180
    )
    #expect(svg.all("role-legend-entry")[0].items[0]["transform"] == "translate(16,0)")
    #expect(
      svg.all("role-legend-title")[0].items[0]["transform"]
        == "translate(0,90) rotate(-90) translate(0,9)"
    )
  }
}
