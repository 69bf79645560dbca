import Testing

/// Conditions, invalid values, curves, gradients, guides.
@Suite struct LookFactsTests {
  static let gap =
    "data: {values: [{x: 0, v: 2}, {x: 1, v: 4}, {x: 2, v: null}, {x: 3, v: 8}, {x: 4, v: 6}]}\n"

  @Test(arguments: [
    ("{test: 'datum.v > 5', value: red}", ["#4c78a8", "#4c78a8", "red", "red"]),
    ("{test: {field: v, lte: 2}, value: red}", ["red", "#4c78a8", "#4c78a8", "#4c78a8"]),
    (
      "[{test: {field: v, range: [3, 6]}, value: red}, {test: 'datum.v == 8', value: green}]",
      ["#4c78a8", "red", "green", "red"]
    ),
    ("{test: {not: {field: v, oneOf: [4, 6]}}, value: red}", ["red", "#4c78a8", "red", "#4c78a8"]),
  ])
  func `the first condition that holds gives the value`(_ condition: String, _ fills: [String])
    throws
  {
    let seen = try Seen(
      """
      data: {values: [{x: 0, v: 2}, {x: 1, v: 4}, {x: 3, v: 8}, {x: 4, v: 6}]}
      mark: bar
      encoding: {x: 'x:O', y: 'v:Q', color: {condition: \(condition), value: "#4c78a8"}}
      """
    )
    let found = seen.items("rect").map(\.fill)
    let names = ["#ff0000": "red", "#008000": "green"]
    #expect(found.map { names[$0] ?? $0 } == fills)
  }

  @Test(arguments: [
    ("", [2, 0]), ("filter", [1, 4]), ("break-paths-show-domains", [2, 0]),
    ("break-paths-filter-domains", [2, 0]), ("break-paths-show-path-domains", [2, 0]),
    ("show", [1, 5]),
  ])
  func `a null breaks a line, is left out or is drawn at zero`(
    _ mode: String,
    _ wanted: [Int]
  ) throws {
    let mark = mode.isEmpty ? "line" : "{type: line, invalid: \(mode)}"
    let seen = try Seen(Self.gap + "mark: \(mark)\nencoding: {x: 'x:Q', y: 'v:Q'}")
    let line = try #require(seen.items("line").first)
    #expect(line.pieces == wanted[0])
    if wanted[1] > 0 { #expect(line.points.count == wanted[1]) }
    if mode == "show" { #expect(line.points.map(\.y).contains(300)) }
  }

  @Test func `points without a value are left out`() throws {
    let seen = try Seen(Self.gap + "mark: point\nencoding: {x: 'x:Q', y: 'v:Q'}")
    #expect(seen.items("symbol").count == 4)
  }

  @Test(arguments: [
    ("{method: mean}", 300 - 5 * 37.5), ("{method: max}", 0),
    ("{method: mean, frame: [-1, 1]}", 300 - 6 * 37.5),
  ])
  func `a missing value is made up`(_ impute: String, _ y: Double) throws {
    let seen = try Seen(
      Self.gap
        + "mark: line\nencoding: {x: 'x:Q', y: {field: v, type: quantitative, impute: \(impute)}}"
    )
    let line = try #require(seen.items("line").first)
    // The axis ends at 8: 37.5 pixels each.
    #expect(line.points.count == 5)
    #expect(close(line.points[2].y, y))
  }

  @Test(arguments: [
    ("step", [0.0, 75, 75, 225, 225, 300]), ("step-after", [0.0, 150, 150, 300, 300]),
    ("step-before", [0.0, 0, 150, 150, 300]), ("linear", [0.0, 150, 300]),
  ])
  func `steps turn where they say`(_ curve: String, _ wanted: [Double]) throws {
    let seen = try Seen(
      """
      data: {values: [{x: 0, y: 0}, {x: 5, y: 10}, {x: 10, y: 5}]}
      mark: {type: line, interpolate: \(curve)}
      encoding: {x: 'x:Q', y: 'y:Q'}
      """
    )
    let points = seen.items("line")[0].points.map(\.x)
    // Points that are passed twice in a row say nothing new.
    #expect(
      close(
        points.reduce(into: []) { if $0.last != $1 || curve != "linear" { $0.append($1) } },
        wanted
      )
    )
  }

  @Test(arguments: ["monotone", "basis", "cardinal", "natural", "catmull-rom", "bundle"])
  func `curves are curves`(_ curve: String) throws {
    let seen = try Seen(
      """
      data: {values: [{x: 0, y: 0}, {x: 5, y: 10}, {x: 10, y: 5}]}
      mark: {type: line, interpolate: \(curve)}
      encoding: {x: 'x:Q', y: 'y:Q'}
      """
    )
    let line = seen.items("line")[0]
    #expect(line.attributes["d"]?.contains("C") == true)
    #expect(close([line.x, line.right], [0, 300]))
  }

  @Test func `a gradient fills an area`() throws {
    let seen = try Seen(
      """
      data: {values: [{x: 0, y: 1}, {x: 1, y: 2}]}
      mark: {type: area, color: {x1: 1, y1: 1, x2: 1, y2: 0, gradient: linear, stops: [{offset: 0, color: white}, {offset: 1, color: darkgreen}]}}
      encoding: {x: 'x:Q', y: 'y:Q'}
      """
    )
    #expect(seen.items("area")[0].fill.hasPrefix("url(#"))
    let gradient = try #require(seen.tree.descendants.first { $0.name == "linearGradient" })
    #expect(gradient.children.compactMap { $0.attributes["offset"] } == ["0", "1"])
  }

  @Test func `points over a line are drawn twice`() throws {
    let seen = try Seen(
      Self.gap + "mark: {type: line, point: true}\nencoding: {x: 'x:Q', y: 'v:Q'}"
    )
    #expect(seen.items("line").count == 1)
    #expect(seen.items("symbol").count == 4)
    #expect(seen.items("symbol")[0].fill == "#4c78a8")
  }

  @Test func `labels of an axis are written as told`() throws {
    func texts(_ axis: String) throws -> [String] {
      let seen = try Seen(
        """
        data: {values: [{v: 0}, {v: 0.4}]}
        mark: point
        encoding: {x: {field: v, type: quantitative, axis: \(axis)}}
        """
      )
      return try seen.axis("x").texts
    }
    #expect(try texts("{format: '.0%', tickCount: 4}") == ["0%", "10%", "20%", "30%", "40%"])
    #expect(try texts("{values: [0, 0.2, 0.4]}") == ["0.00", "0.20", "0.40"])
    #expect(try texts("{values: [0, 0.4], labelExpr: 'datum.value + \"!\"'}") == ["0!", "0.4!"])
    #expect(try texts("{labels: false}").isEmpty)
  }

  @Test func `an axis stands where it is told and has a title or none`() throws {
    let seen = try Seen(
      """
      data: {values: [{a: 0, b: 1}, {a: 1, b: 2}]}
      mark: point
      encoding:
        x: {field: a, type: quantitative, axis: {orient: top, title: [Two, lines]}}
        y: {field: b, type: quantitative, axis: {orient: right, title: null, offset: 12}}
      """
    )
    #expect(try close(seen.axis("x").shift.y, 0.5))
    #expect(try seen.axis("x").title == "Two/lines")
    #expect(try close(seen.axis("y").shift.x, 312.5))
    #expect(try seen.axis("y").title == nil)
  }

  @Test func `a legend lists categories with their colours`() throws {
    let seen = try Seen(
      """
      data: {values: [{k: a}, {k: b}, {k: c}]}
      mark: bar
      encoding: {x: 'count()', y: 'k:N', color: {field: k, type: nominal, title: Kind, legend: {labelExpr: "upper(datum.label)"}}}
      """
    )
    #expect(seen.legends[0].title == "Kind")
    #expect(seen.legends[0].labels == ["A", "B", "C"])
    #expect(seen.legends[0].symbols.map(\.fill) == ["#4c78a8", "#f58518", "#e45756"])
  }

  @Test func `channels of one field share a legend`() throws {
    let seen = try Seen(
      """
      data: {values: [{k: a, v: 1}, {k: b, v: 2}]}
      mark: point
      encoding: {x: 'v:Q', color: 'k:N', shape: 'k:N'}
      """
    )
    #expect(seen.legends.count == 1)
    #expect(seen.legends[0].symbols.count == 2)
  }

  @Test func `titles and subtitles stand above`() throws {
    let seen = try Seen(
      """
      data: {values: [{k: a}]}
      title: {text: [One, two], subtitle: three, anchor: start}
      mark: point
      encoding: {x: 'k:N'}
      """
    )
    #expect(seen.titles == ["One/two", "three"])
  }

  @Test func `a link is around its mark`() throws {
    let seen = try Seen(
      """
      data: {values: [{u: "https://example.org/a?b=1&c=2"}]}
      mark: point
      encoding: {href: 'u:N'}
      """
    )
    let link = try #require(seen.tree.descendants.first { $0.name == "a" })
    #expect(link.attributes.values.contains("https://example.org/a?b=1&c=2"))
  }

  @Test(arguments: [
    ("bar", "fill", "#4c78a8", ""), ("bar", "stroke", "#4c78a8", "#ff0000"),
    ("bar", "color", "#ff0000", ""), ("rule", "stroke", "", "#000000"),
    ("point", "fill", "", "#4c78a8"), ("area", "stroke", "#4c78a8", "#ff0000"),
  ])
  func `a style's fill and stroke colour only what nothing else does`(
    _ mark: String,
    _ key: String,
    _ fill: String,
    _ stroke: String
  ) throws {
    let seen = try Seen(
      """
      data: {values: [{x: 1, y: 2}, {x: 2, y: 1}]}
      config: {style: {X: {\(key): red}}}
      mark: {type: \(mark), style: X}
      encoding: {x: 'x:Q', y: 'y:Q'}
      """
    )
    let item = try #require(seen.plot.marks.first?.items.first)
    func name(_ colour: String) -> String {
      ["none": "", "transparent": "", "red": "#ff0000", "black": "#000000"][colour] ?? colour
    }
    #expect(name(item.fill) == fill)
    #expect(name(item.stroke) == stroke)
  }
}
