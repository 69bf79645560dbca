import Markup
import Testing

@testable import Plotting

@Suite struct MarkDrawingTests {
  private func context(_ theme: Theme = .plain, id: String = "c") -> DrawingContext {
    let context = DrawingContext(theme: theme, id: id)
    context.plotWidth = 200
    context.plotHeight = 100
    return context
  }

  private func bars(_ x: [Double]) -> MarkItems {
    MarkItems(
      shape: .rect(
        RectGeometry(x: .each(x), y: .one(0), width: .one(10), height: .one(20))
      ),
      count: x.count,
      name: "marks",
      fill: .one(.series(0, Colour(0x4c, 0x78, 0xa8)))
    )
  }

  private func points(_ x: [Double]) -> MarkItems {
    MarkItems(
      shape: .symbol(
        SymbolGeometry(
          x: .each(x),
          y: .one(5),
          size: .one(4),
          shape: .one("circle"),
          angle: .one(0)
        )
      ),
      count: x.count,
      name: "layer_0_marks"
    )
  }

  private func line(_ x: [Double], _ y: [Double], _ paths: [[Int]]) -> MarkItems {
    var items = MarkItems(
      shape: .line(LineGeometry(x: x, y: y)),
      count: x.count,
      name: "marks",
      stroke: .one(.literal("red"))
    )
    items.paths = paths
    return items
  }

  @Test func `plain items carry their attributes themselves`() {
    var items = bars([0, 30])
    items.opacity = .one(0.7)
    items.fillOpacity = .each([0.5, 1])
    #expect(
      items.drawing(context()).xml
        == "<g class=\"mark-rect role-mark marks\">"
        + "<path d=\"M0,0h10v20h-10Z\" fill=\"#4c78a8\" opacity=\"0.7\" fill-opacity=\"0.5\"/>"
        + "<path d=\"M30,0h10v20h-10Z\" fill=\"#4c78a8\" opacity=\"0.7\"/></g>"
    )
  }

  @Test func `a report's container carries what all items share`() {
    var items = bars([0, 30])
    items.opacity = .one(0.7)
    items.fillOpacity = .one(0.5)
    items.blend = "multiply"
    #expect(
      items.drawing(context(.report)).xml
        == "<g class=\"mark-rect role-mark q-s1 marks\" fill=\"#4c78a8\" fill-opacity=\"0.5\">"
        + "<path d=\"M0,0h10v20h-10Z\" class=\"q-b-multiply\" opacity=\"0.7\"/>"
        + "<path d=\"M30,0h10v20h-10Z\" class=\"q-b-multiply\" opacity=\"0.7\"/></g>"
    )
  }

  @Test func `both paints of an item are one class`() {
    var items = bars([0, 30])
    let grey = Colour(1, 2, 3)
    items.fill = .each([.series(0, grey), .role(.missing, "#ccc")])
    items.stroke = .each([.series(11, grey), .none])
    let svg = items.drawing(context(.report)).xml
    #expect(svg.contains("class=\"q-s1 q-l2\" fill=\"#010203\" stroke=\"#010203\""))
    #expect(svg.contains("class=\"q-f-missing\" fill=\"#ccc\" stroke=\"none\""))
  }

  @Test func `a stroke has its dashes, caps and joins`() {
    var items = line([0, 1], [0, 1], [[0, 1]])
    items.fill = .one(.none)
    items.strokeWidth = .one(2.5)
    items.strokeDash = .one([4, 2])
    items.strokeDashOffset = 1
    items.strokeCap = "round"
    items.strokeJoin = "bevel"
    items.strokeMiterLimit = 4
    items.blend = "screen"
    #expect(
      items.drawing(context()).xml
        == "<g class=\"mark-line role-mark marks\"><path d=\"M0,0L1,1\" fill=\"none\""
        + " stroke=\"red\""
        + " stroke-width=\"2.5\" stroke-dasharray=\"4,2\" stroke-dashoffset=\"1\""
        + " stroke-linecap=\"round\" stroke-linejoin=\"bevel\" stroke-miterlimit=\"4\""
        + " style=\"mix-blend-mode:screen\"/></g>"
    )
  }

  @Test func `order is the order of drawing, and rows of it are all that is drawn`() {
    var items = bars([0, 30, 60])
    items.order = [2, 0]
    let svg = items.drawing(context()).xml
    #expect(svg.components(of: "d=\"M").dropFirst().map { $0.prefix(3) } == ["60,", "0,0"])
  }

  @Test func `items without a place are left out, and no number is written as nan or inf`() {
    let context = context()
    var svg = points([.nan, 1, .infinity]).drawing(context).xml
    svg += bars([.nan, 2, -.infinity]).drawing(context).xml
    var rules = MarkItems(
      shape: .rule(RuleGeometry(x: .one(1), y: .one(2), x2: .each([5, .nan]), y2: .one(2))),
      count: 2,
      name: ""
    )
    rules.opacity = .one(.nan)
    rules.stroke = .one(.literal("#000"))
    rules.strokeWidth = .each([.infinity, 1])
    svg += rules.drawing(context).xml
    #expect(context.markCount == 3)
    #expect(!svg.lowercased().contains("nan") && !svg.lowercased().contains("inf"))
    #expect(
      svg.hasSuffix("<line transform=\"translate(1,2)\" x2=\"4\" y2=\"0\" stroke=\"#000\"/></g>")
    )
  }

  @Test func `clipped marks refer to one clip path of the plot`() {
    let context = context(id: "a b\"")
    var items = bars([0])
    items.isClipped = true
    let svg = items.drawing(context).xml + items.drawing(context).xml
    #expect(svg.contains("marks\" clip-path=\"url(#a_b_-clip1)\">"))
    #expect(
      context.defs?.xml
        == "<defs><clipPath id=\"a_b_-clip1\"><rect x=\"0\" y=\"0\" width=\"200\" height=\"100\"/>"
        + "</clipPath></defs>"
    )
  }

  @Test func `gradients are defined once`() {
    let context = context()
    var gradient = Property.Gradient(stops: [
      .init(offset: 0, colour: "white"), .init(offset: 1, colour: "\"/><script>"),
    ])
    var items = bars([0])
    items.fill = .one(.gradient(gradient))
    #expect(items.drawing(context).xml.contains("fill=\"url(#c-gradient1)\""))
    _ = items.drawing(context)
    gradient.isRadial = true
    items.fill = .one(.gradient(gradient))
    #expect(items.drawing(context).xml.contains("fill=\"url(#c-gradient2)\""))
    #expect(context.definitions.count == 3)
    let defs = context.defs?.xml ?? ""
    #expect(defs.contains("<stop offset=\"1\" stop-color=\"none\"/>"))
    #expect(defs.contains("<radialGradient id=\"c-gradient2-circle\""))
  }

  @Test(arguments: [
    ("#abc", "#abc"), ("rgba(1, 2,3,.5)", "rgba(1, 2,3,.5)"), ("burlywood", "burlywood"),
    ("hsl(120 50% 20% / 0.5)", "hsl(120 50% 20% / 0.5)"), ("transparent", "none"),
    ("url(#x)", "none"), ("red\" onload=\"x", "none"), ("expression(1)", "none"),
    ("rgb(url(x))", "none"), ("", "none"), ("red;x:y", "none"),
  ])
  func `only colours are written as colours`(_ colour: String, _ text: String) {
    #expect(Paint.literal(colour).plain(in: context()) == text)
  }

  @Test(arguments: [
    "http://x.org", "HTTPS://x.org/a?b=c:d", "mailto:a@b.c", "page.html#x", "/a:b", "#there",
    "?q=1",
    "//x.org",
  ])
  func `links lead to the web`(_ address: String) {
    var items = bars([0])
    items.href = .one(address)
    let svg = items.drawing(context()).xml
    #expect(svg.contains("<a href=\"\(address)\"><path ") && svg.contains("/></a>"))
  }

  @Test(arguments: [
    "javascript:alert(1)", " java\nscript:alert(1)", "data:text/html,x", "vbscript:x",
    "\u{1}file:x",
    "", " ",
  ])
  func `and nowhere else`(_ address: String) {
    var items = bars([0])
    items.href = .each([address])
    #expect(!items.drawing(context()).xml.contains("<a"))
  }

  @Test func `texts of the data are escaped`() {
    let hostile = "</title><script>\"&'"
    var items = bars([0])
    items.tooltip = .one([TooltipLine(title: hostile, value: hostile), TooltipLine(value: "b")])
    items.itemDescription = .one(hostile)
    items.href = .one("?\"><script>")
    items.cursor = "\"><script>"
    items.name = "\"><script>"
    items.stroke = .one(.literal(hostile))
    items.strokeCap = "\"><script>"
    let svg = items.drawing(context()).xml
    #expect(!svg.contains("<script"))
    #expect(svg.contains("role=\"graphics-symbol\" aria-label=\"&lt;/title&gt;"))
    #expect(svg.contains(": &lt;/title&gt;&lt;script&gt;\"&amp;'\nb</title></path>"))
  }

  @Test func `tooltips end with their budget`() {
    var theme = Theme.plain
    theme.tooltipLimit = 3
    let context = context(theme)
    var items = bars([0, 1])
    items.tooltip = .each([[TooltipLine(title: "a", value: "1")], []])
    #expect(
      items.drawing(context).xml.contains("fill=\"#4c78a8\"><title>a: 1</title></path><path")
    )
    #expect(!items.drawing(context).xml.contains("<title>"))
  }

  @Test func `one series stands alone, several in a group each`() {
    let one = line([0, 1], [0, 1], [[0, 1]]).drawing(context()).xml
    #expect(one.hasPrefix("<g class=\"mark-line role-mark marks\"><path d=\"M0,0L1,1\""))
    let two = line([0, 1, 2, 3], [0, 1, 2, 3], [[0, 1], [3, 2], []]).drawing(context()).xml
    let background =
      "<g transform=\"translate(0,0)\"><path class=\"background\" aria-hidden=\"true\""
      + " d=\"M0,0h200v100h-200Z\" fill=\"none\" stroke=\"none\"/>"
      + "<g><g class=\"mark-line role-mark marks\">"
    let path = { (data: String) in "<path d=\"\(data)\" fill=\"none\" stroke=\"red\"/></g></g></g>"
    }
    #expect(
      two == "<g class=\"mark-group role-scope pathgroup\">" + background + path("M0,0L1,1")
        + background + path("M3,3L2,2") + "</g>"
    )
  }

  @Test func `gaps break lines and areas`() {
    var shape = LineGeometry(x: [0, 1, 2, 3, 4], y: [0, 1, .nan, 3, 4])
    #expect(SeriesPath.line(shape, [0, 1, 2, 3, 4], limit: 100).text == "M0,0L1,1M3,3L4,4")
    shape.isDefined = [true, false, true, true, true]
    #expect(SeriesPath.line(shape, [0, 1, 2, 3, 4], limit: 100).text == "M0,0ZM3,3L4,4")
    let area = AreaGeometry(
      x: [0, 1, 2, 3],
      y: [1, 1, 1, 1],
      x2: [0, 1, 2, 3],
      y2: [5, 5, .nan, 5]
    )
    #expect(
      SeriesPath.area(area, [0, 1, 2, 3], limit: 100).text == "M0,1L1,1L1,5L0,5ZM3,1L3,5Z"
    )
  }

  @Test func `a report tells the values of a line, and shows points that stand alone`() {
    var items = line([0, 1, 2], [5, .nan, 7], [[0, 1, 2]])
    items.tooltip = .each((0..<3).map { [TooltipLine(value: "\($0)")] })
    let svg = items.drawing(context(.report)).xml
    #expect(svg.contains("<g class=\"q-hits\" fill=\"none\">"))
    #expect(
      svg.contains("<circle cx=\"2\" cy=\"7\" r=\"7\" class=\"q-hit\"><title>2</title></circle>")
    )
    #expect(svg.contains("<g class=\"mark-symbol role-mark alone\" fill=\"red\" aria-hidden"))
    #expect(svg.components(of: "<title>").count == 3)
    let plain = items.drawing(context()).xml
    #expect(!plain.contains("title") && !plain.contains("symbol"))
  }

  @Test func `many symbols of a report become one path for each look`() {
    var theme = Theme.report
    theme.symbolLimit = 3
    let context = context(theme)
    var items = points([0, 1, 2, .nan, 4])
    items.fill = .each([.literal("red"), .literal("blue"), .literal("red"), .none, .none])
    #expect(
      items.drawing(context).xml
        == "<g class=\"mark-symbol role-mark layer_0_marks\" fill=\"none\" stroke-width=\"2\""
        + " stroke-linecap=\"round\"><path d=\"M0,5h0M2,5h0\" stroke=\"red\"/>"
        + "<path d=\"M1,5h0\" stroke=\"blue\"/><path d=\"M4,5h0\" stroke=\"none\"/></g>"
    )
    #expect(context.markCount == 4)
    items.stroke = .one(.literal("green"))
    #expect(
      items.drawing(context).xml.contains(
        "<path d=\"M1,5A1,1,0,1,1,-1,5A1,1,0,1,1,1,5M3,5A1,1,0,1,1,1,5A1,1,0,1,1,3,5\" fill=\"red\""
      )
    )
    #expect(items.drawing(self.context()).xml.components(of: "<path").count == 5)
  }
}

extension String {
  fileprivate func components(of part: String) -> [Substring] {
    var rest = self[...]
    var pieces: [Substring] = []
    while let range = rest.firstRange(of: part) {
      pieces.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    return pieces + [rest]
  }
}
