import Testing

/// The order of categories.
@Suite struct SortFactsTests {
  @Test(arguments: [
    ("ascending", ["a", "b", "c"]), ("descending", ["c", "b", "a"]), ("null", ["b", "c", "a"]),
    ("x", ["b", "a", "c"]), ("-x", ["c", "a", "b"]), ("[c, b]", ["c", "b", "a"]),
    ("{field: w}", ["c", "b", "a"]), ("{field: w, order: descending}", ["a", "b", "c"]),
    ("{field: w, op: max}", ["c", "b", "a"]), ("{encoding: x, order: descending}", ["c", "a", "b"]),
    ("{op: count}", ["b", "c", "a"]),
  ])
  func `categories come in the order asked for`(_ sort: String, _ order: [String]) throws {
    let seen = try Seen(
      """
      data: {values: [{k: b, v: 1, w: 2}, {k: c, v: 3, w: 1}, {k: a, v: 2, w: 3}]}
      mark: bar
      encoding: {y: {field: k, type: nominal, sort: \(sort)}, x: 'v:Q'}
      """
    )
    #expect(try seen.axis("y").texts == order)
  }

  @Test func `legends follow the order of their scale`() throws {
    let seen = try Seen(
      """
      data: {values: [{k: b}, {k: c}, {k: a}]}
      mark: point
      encoding: {color: {field: k, type: nominal, sort: [c, a, b]}}
      """
    )
    #expect(seen.legends[0].labels == ["c", "a", "b"])
    #expect(seen.legends[0].symbols.map(\.stroke) == ["#4c78a8", "#f58518", "#e45756"])
  }

  @Test func `months come in the order of the year, not of the alphabet`() throws {
    let seen = try Seen(
      """
      data: {values: [{d: "2024-12-01"}, {d: "2024-04-01"}, {d: "2023-08-01"}]}
      mark: tick
      encoding: {x: {timeUnit: month, field: d, type: ordinal}}
      """
    )
    #expect(try seen.axis("x").texts == ["Apr", "Aug", "Dec"])
  }

  @Test func `numbers as categories are sorted as numbers`() throws {
    let seen = try Seen(
      """
      data: {values: [{k: 10}, {k: 9}, {k: 2}]}
      mark: tick
      encoding: {x: 'k:O'}
      """
    )
    #expect(try seen.axis("x").texts == ["2", "9", "10"])
  }

  @Test func `a layer keeps the order that one of its layers asks for`() throws {
    let seen = try Seen(
      """
      data: {values: [{k: a, v: 1}, {k: b, v: 3}, {k: c, v: 2}]}
      encoding: {y: {field: k, type: nominal, sort: -x}, x: 'v:Q'}
      layer: [{mark: bar}, {mark: {type: text, dx: 8}, encoding: {text: 'v:Q'}}]
      """
    )
    #expect(try seen.axis("y").texts == ["b", "c", "a"])
  }
}
