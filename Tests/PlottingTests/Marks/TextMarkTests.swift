import Markup
import Testing

@testable import Plotting

@Suite struct TextMarkTests {
  private func svg(_ geometry: TextGeometry, _ change: (inout MarkItems) -> Void = { _ in })
    -> String
  {
    var items = MarkItems(
      shape: .text(geometry),
      count: 1,
      name: "marks",
      fill: .one(.literal("black"))
    )
    change(&items)
    let svg = items.drawing(DrawingContext(theme: .plain)).xml
    return svg.replacing("<g class=\"mark-text role-mark marks\">", with: "").replacing(
      "</g>",
      with: ""
    )
  }

  private func text(_ lines: [String]) -> TextGeometry {
    TextGeometry(x: .one(10), y: .one(20), text: .one(lines))
  }

  @Test func `one line`() {
    #expect(
      svg(text([" <a> & b "]))
        == "<text text-anchor=\"start\" transform=\"translate(10,20)\" font-family=\"sans-serif\""
        + " font-size=\"11px\" fill=\"black\">&lt;a&gt; &amp; b</text>"
    )
  }

  @Test func `lines below one another, with a font`() {
    var geometry = text(["ab", "cd"])
    geometry.align = .one("right")
    geometry.font = .one("\"Times\"")
    geometry.fontSize = .one(13)
    geometry.fontWeight = .one("bold")
    geometry.fontStyle = .one("italic")
    #expect(
      svg(geometry)
        == "<text text-anchor=\"end\" transform=\"translate(10,20)\""
        + " font-family=\"&quot;Times&quot;\" font-size=\"13px\" font-style=\"italic\""
        + " font-weight=\"bold\" fill=\"black\"><tspan>ab</tspan>"
        + "<tspan x=\"0\" dy=\"15\">cd</tspan></text>"
    )
    geometry.lineHeight = 20
    #expect(svg(geometry).contains("dy=\"20\""))
  }

  @Test(arguments: [
    ("alphabetic", 4.0), ("top", 14), ("middle", 8), ("bottom", 1), ("line-top", 15),
    ("line-bottom", 0),
  ])
  func `baselines as Vega offsets them`(_ baseline: String, _ down: Double) {
    var geometry = text(["ab"])
    geometry.fontSize = .one(13)
    geometry.baseline = .one(baseline)
    geometry.dx = .one(3)
    geometry.dy = .one(4)
    geometry.radius = .one(10)
    geometry.theta = .one(1)
    geometry.angle = .one(20)
    let down = Coordinate.text(down)
    #expect(
      svg(geometry).contains(
        "transform=\"translate(18.415,14.597) rotate(20) translate(3,\(down))\""
      )
    )
    geometry.angle = .one(0)
    #expect(svg(geometry).contains("transform=\"translate(21.415,"))
  }

  @Test func `text beyond its limit is cut short`() {
    var geometry = text(["a long enough text"])
    geometry.limit = .one(40)
    #expect(svg(geometry).contains(">a lo") && svg(geometry).contains("…</text>"))
    geometry.ellipsis = "~"
    #expect(svg(geometry).contains("~</text>"))
    geometry.isRightToLeft = true
    #expect(svg(geometry).contains(">~") && svg(geometry).contains("text</text>"))
    geometry.limit = .one(400)
    #expect(svg(geometry).contains(">a long enough text</text>"))
  }

  @Test func `text without letters has an element of its own in plain pictures`() {
    #expect(svg(text([])).contains("<text"))
    #expect(svg(text([" "])).contains("<text"))
  }

  @Test func `nothing is written for text without place or size`() {
    var geometry = text(["a"])
    geometry.x = .one(.nan)
    #expect(svg(geometry) == "")
    geometry = text(["a"])
    geometry.fontSize = .one(0)
    #expect(svg(geometry) == "")
  }

  @Test func `a tooltip stays apart from the text`() {
    let svg = svg(text(["a"])) { $0.tooltip = .one([TooltipLine(title: "b", value: "1")]) }
    #expect(svg.hasSuffix("fill=\"black\"><title>b: 1</title><tspan>a</tspan></text>"))
  }

  @Test func `a halo of the page lies behind`() {
    let svg = svg(text(["a"])) { $0.stroke = .one(.role(.page, "#fff")) }
    #expect(svg.contains("paint-order=\"stroke\" fill=\"black\" stroke=\"#fff\""))
  }
}
