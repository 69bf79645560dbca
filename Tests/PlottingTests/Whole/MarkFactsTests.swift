import Testing

/// Where each mark is drawn. A plot is 300 × 300 pixels, a category 20 wide, unless told.
@Suite struct MarkFactsTests {
  static let three = "data: {values: [{k: a, v: 28}, {k: b, v: 60}, {k: c, v: 43}]}\n"
  static let path =
    "data: {values: [{x: 0, y: 0}, {x: 5, y: 10}, {x: 10, y: 5}]}\n"
    + "encoding: {x: 'x:Q', y: 'y:Q'}\n"

  @Test func `bars stand on zero`() throws {
    let seen = try Seen(Self.three + "mark: bar\nencoding: {x: 'k:N', y: 'v:Q'}")
    let bars = seen.items("rect")
    // Bands of 20 with a tenth between: 18 wide, the first one pixel in.
    #expect(close(bars.map(\.x), [1, 21, 41]))
    #expect(close(bars.map(\.width), [18, 18, 18]))
    // The axis ends at 60: v · 300 / 60.
    #expect(close(bars.map(\.y), [160, 0, 85]))
    #expect(close(bars.map(\.bottom), [300, 300, 300]))
    #expect(Set(bars.map(\.fill)) == ["#4c78a8"])
    #expect(try seen.axis("y").texts == ["0", "10", "20", "30", "40", "50", "60"])
    #expect(try seen.axis("x").texts == ["a", "b", "c"])
    #expect(try close(seen.axis("x").labels.map(\.at), [10, 30, 50], within: 0.5))
  }

  @Test func `bars lie where the category is vertical`() throws {
    let seen = try Seen(Self.three + "mark: bar\nencoding: {y: 'k:N', x: 'v:Q'}")
    let bars = seen.items("rect")
    #expect(close(bars.map(\.y), [1, 21, 41]))
    #expect(close(bars.map(\.x), [0, 0, 0]))
    #expect(close(bars.map(\.width), [140, 300, 215]))
  }

  @Test func `bars of two numbers run from one to the other`() throws {
    let seen = try Seen(
      """
      data: {values: [{k: a, from: 2, to: 6}, {k: b, from: 4, to: 10}]}
      mark: bar
      encoding: {y: 'k:N', x: 'from:Q', x2: to}
      """
    )
    // From 2 to 10, of 0 to 10: 30 pixels each.
    #expect(close(seen.items("rect").map(\.x), [60, 120]))
    #expect(close(seen.items("rect").map(\.right), [180, 300]))
  }

  @Test func `a line goes through its points in the order of x`() throws {
    let seen = try Seen(
      "data: {values: [{x: 10, y: 5}, {x: 0, y: 0}, {x: 5, y: 10}]}\n"
        + "mark: line\nencoding: {x: 'x:Q', y: 'y:Q'}"
    )
    let line = try #require(seen.items("line").first)
    #expect(close(line.points.map(\.x), [0, 150, 300]))
    #expect(close(line.points.map(\.y), [300, 0, 150]))
    #expect(line.stroke == "#4c78a8")
    #expect(line.attributes["stroke-width"] == "2")
    #expect(line.fill == "none")
  }

  @Test func `an order of its own joins the points of a line`() throws {
    let seen = try Seen(
      """
      data: {values: [{x: 10, y: 5, t: 1}, {x: 0, y: 0, t: 2}, {x: 5, y: 10, t: 3}]}
      mark: line
      encoding: {x: 'x:Q', y: 'y:Q', order: 't:Q'}
      """
    )
    #expect(close(seen.items("line")[0].points.map(\.x), [300, 0, 150]))
  }

  @Test func `an area returns along zero`() throws {
    let seen = try Seen(Self.path + "mark: area")
    let area = try #require(seen.items("area").first)
    #expect(close(area.points.map(\.x), [0, 150, 300, 300, 150, 0]))
    #expect(close(area.points.map(\.y), [300, 0, 150, 300, 300, 300]))
    #expect(area.fill == "#4c78a8")
  }

  @Test(arguments: ["point", "circle", "square"])
  func `symbols stand where their values are`(_ mark: String) throws {
    let seen = try Seen(Self.path + "mark: \(mark)")
    let symbols = seen.items("symbol")
    #expect(symbols.count == 3)
    let middles = symbols.map { ($0.x + $0.width / 2, $0.y + $0.height / 2) }
    #expect(close(middles.map(\.0), [0, 150, 300], within: 0.1))
    #expect(close(middles.map(\.1), [300, 0, 150], within: 0.1))
    #expect(symbols[0].attributes["opacity"] == "0.7")
    if mark == "point" {
      #expect(symbols[0].stroke == "#4c78a8")
      #expect(symbols[0].attributes["stroke-width"] == "2")
    } else {
      #expect(symbols[0].fill == "#4c78a8")
    }
    // A square of 30 square pixels.
    if mark == "square" { #expect(close(symbols[0].width, 30.0.squareRoot(), within: 0.01)) }
  }

  @Test func `a rule of one position goes all across`() throws {
    let seen = try Seen(
      Self.path.split(separator: "\n")[0] + "\n"
        + "layer:\n"
        + "  - {mark: point, encoding: {x: 'x:Q', y: 'y:Q'}}\n"
        + "  - {mark: rule, encoding: {y: {datum: 4}}}\n"
        + "  - {mark: rule, encoding: {x: {datum: 2}, x2: {datum: 6}, y: {datum: 7}}}\n"
    )
    let rules = seen.plots[0].marks.filter { $0.type == "rule" }.compactMap(\.items.first)
    #expect(rules.count == 2)
    #expect(close([rules[0].x, rules[0].right, rules[0].y, rules[0].bottom], [0, 300, 180, 180]))
    #expect(close([rules[1].x, rules[1].right, rules[1].y], [60, 180, 90]))
  }

  @Test func `texts are written in their format`() throws {
    let seen = try Seen(
      Self.three + "mark: {type: text, dx: 3}\n"
        + "encoding: {x: 'k:N', y: 'v:Q', text: {field: v, type: quantitative, format: '.2f'}}"
    )
    let texts = seen.items("text")
    #expect(texts.map(\.text) == ["28.00", "60.00", "43.00"])
    #expect(texts[0].attributes["text-anchor"] == "middle")
    #expect(close(texts.map(\.x), [13, 33, 53]))
  }

  @Test func `ticks are three quarters of a band and one pixel thick`() throws {
    let seen = try Seen(Self.three + "mark: tick\nencoding: {x: 'v:Q', y: 'k:N'}")
    let ticks = seen.items("rect")
    #expect(close(ticks.map(\.width), [1, 1, 1]))
    #expect(close(ticks.map(\.height), [15, 15, 15]))
    #expect(close(ticks.map { $0.x + 0.5 }, [140, 300, 215]))
    #expect(close(ticks.map(\.y), [2.5, 22.5, 42.5]))
  }

  @Test func `rectangles of a heat map touch`() throws {
    let seen = try Seen(
      """
      data: {values: [{a: 1, b: x, v: 0}, {a: 2, b: x, v: 1}, {a: 1, b: y, v: 2}]}
      mark: rect
      encoding: {x: 'a:O', y: 'b:O', color: 'v:Q'}
      """
    )
    let cells = seen.items("rect")
    #expect(close(cells.map(\.x), [0, 20, 0]))
    #expect(close(cells.map(\.y), [0, 0, 20]))
    #expect(close(cells.map(\.width), [20, 20, 20]))
    // The ends of yellow-green-blue, as Vega draws them.
    #expect(cells[0].fill == "#eff9bd" && cells[2].fill == "#1c3185")
  }

  @Test func `slices begin at twelve and go clockwise`() throws {
    let seen = try Seen(
      """
      data: {values: [{k: a, v: 1}, {k: b, v: 1}, {k: c, v: 2}]}
      mark: arc
      encoding: {theta: 'v:Q', color: 'k:N'}
      """
    )
    let slices = seen.items("arc")
    #expect(slices.count == 3)
    // a: from the top to the right; b: on to the bottom; c: the left half.
    #expect(close([slices[0].x, slices[0].right, slices[0].y, slices[0].bottom], [150, 300, 0, 150]))
    #expect(close([slices[1].x, slices[1].y, slices[1].bottom], [150, 150, 300]))
    #expect(close([slices[2].right, slices[2].y, slices[2].bottom], [150, 0, 300]))
    #expect(slices.map(\.fill) == ["#4c78a8", "#f58518", "#e45756"])
  }

  @Test func `labels of slices stand at their middle`() throws {
    let seen = try Seen(
      """
      data: {values: [{k: a, v: 1}, {k: b, v: 1}, {k: c, v: 2}]}
      encoding: {theta: {field: v, type: quantitative, stack: true}, color: 'k:N'}
      layer:
        - {mark: {type: arc, outerRadius: 80}}
        - {mark: {type: text, radius: 100}, encoding: {text: 'k:N'}}
      """
    )
    let texts = seen.items("text")
    // Angles 45°, 135°, 270° from twelve, 100 pixels from the middle; the sine of 45° is 0.70711.
    #expect(texts.map(\.text) == ["a", "b", "c"])
    #expect(close(texts.map(\.x), [220.71, 220.71, 50]))
    #expect(
      close(texts.map(\.y), [79.29, 220.71, 150], within: 4),
      "baselines in the middle: \(texts.map(\.y))"
    )
  }

  @Test func `a trail is as wide as its size`() throws {
    let seen = try Seen(
      """
      data: {values: [{x: 0, y: 0, s: 1}, {x: 10, y: 0, s: 4}]}
      mark: trail
      encoding: {x: 'x:Q', y: 'y:Q', size: {field: s, type: quantitative, scale: null}}
      """
    )
    let trail = try #require(seen.items("trail").first)
    #expect(trail.fill == "#4c78a8")
    // Lying at the bottom, half of the greatest width to each side.
    let last = trail.points.filter { $0.x > 290 }.map(\.y)
    #expect(close((last.max() ?? 0) - (last.min() ?? 0), 4, within: 0.1))
  }
}
