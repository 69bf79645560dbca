import Testing

/// Pieces of bars and areas on top of one another.
@Suite struct StackFactsTests {
  static func bars(_ stack: String, _ values: String = "[{k: a, v: 3}, {k: b, v: 1}]") throws
    -> Seen
  {
    try Seen(
      """
      data: {values: \(values)}
      mark: bar
      encoding:
        x: {value: 50}
        y: {field: v, type: quantitative\(stack)}
        color: 'k:N'
      """
    )
  }

  @Test(arguments: ["", ", stack: zero", ", stack: true"])
  func `the first category is on top`(_ stack: String) throws {
    let bars = try Self.bars(stack).items("rect")
    #expect(close(bars.map(\.y), [0, 225]))
    #expect(close(bars.map(\.bottom), [225, 300]))
  }

  @Test func `normalised pieces are shares`() throws {
    let seen = try Self.bars(", stack: normalize")
    #expect(close(seen.items("rect").map(\.height), [225, 75]))
    #expect(try seen.axis("y").texts.last == "1.0" || seen.axis("y").texts.last == "100%")
  }

  @Test(arguments: ["null", "false"])
  func `pieces that are not stacked overlap`(_ stack: String) throws {
    let seen = try Self.bars(", stack: \(stack)")
    // The axis ends at 3.
    #expect(close(seen.items("rect").map(\.height), [300, 100]))
  }

  @Test func `centred stacks share their middle`() throws {
    let seen = try Seen(
      """
      data: {values: [{x: 1, k: a, v: 3}, {x: 1, k: b, v: 1}, {x: 2, k: a, v: 1}, {x: 2, k: b, v: 1}]}
      mark: bar
      encoding: {x: 'x:O', y: {field: v, type: quantitative, stack: center}, color: 'k:N'}
      """
    )
    let bars = seen.items("rect")
    // Sums 4 and 2: the second stack begins at 1 of 4.
    let first = bars.filter { $0.x < 20 }
    let second = bars.filter { $0.x > 20 }
    #expect(close([first.map(\.y).min() ?? 0, first.map(\.bottom).max() ?? 0], [0, 300]))
    #expect(close([second.map(\.y).min() ?? 0, second.map(\.bottom).max() ?? 0], [75, 225]))
  }

  @Test func `negative pieces hang below zero`() throws {
    let bars = try Self.bars("", "[{k: a, v: 3}, {k: b, v: -2}, {k: c, v: -1}]").items("rect")
    // From −3 to 3, 50 pixels a unit; of the negative ones the last category is next to zero.
    #expect(close(bars.map(\.y), [0, 200, 150]))
    #expect(close(bars.map(\.bottom), [150, 300, 200]))
  }

  @Test func `an order turns the pieces round`() throws {
    let seen = try Seen(
      """
      data: {values: [{k: a, v: 3, o: 1}, {k: b, v: 1, o: 2}]}
      mark: bar
      encoding: {x: {value: 50}, y: 'v:Q', color: 'k:N', order: 'o:Q'}
      """
    )
    #expect(close(seen.items("rect").map(\.bottom), [300, 75]))
  }

  @Test func `areas stand on one another at every x`() throws {
    let seen = try Seen(
      """
      data: {values: [{x: 0, k: a, v: 1}, {x: 10, k: a, v: 2}, {x: 0, k: b, v: 3}, {x: 10, k: b, v: 1}]}
      mark: area
      encoding: {x: 'x:Q', y: 'v:Q', color: 'k:N'}
      """
    )
    let areas = seen.items("area")
    // To 4: 75 pixels a unit; b below, a on top of it.
    #expect(close(areas[0].points.map(\.y), [0, 75, 225, 75]))
    #expect(close(areas[1].points.map(\.y), [75, 225, 300, 300]))
  }

  @Test func `offsets part a band`() throws {
    let seen = try Seen(
      """
      data: {values: [{c: A, k: x, v: 2}, {c: A, k: y, v: 4}, {c: B, k: x, v: 1}]}
      mark: bar
      encoding: {x: 'c:N', xOffset: 'k:N', y: 'v:Q'}
      """
    )
    // Two pieces of 20 are 0.8 of a group's step of 50; a fifth of it is also outside.
    let bars = seen.items("rect")
    #expect(close(bars.map(\.x), [10, 30, 60]))
    #expect(close(bars.map(\.width), [20, 20, 20]))
    #expect(close(seen.plot.width, 110))
  }

  @Test func `a bar against its only measure stands on an axis from zero`() throws {
    let seen = try Seen(
      """
      data: {values: [{a: p, v: 28}, {a: q, v: 55}]}
      mark: {type: bar, orient: horizontal}
      encoding: {x: 'a:N', y: 'v:Q'}
      """
    )
    #expect(try seen.axis("y").texts.contains("0"))
    #expect(seen.items("rect").allSatisfy { $0.height == 5 })
  }
}
