import Testing

/// Each step of `transform`, seen in the picture that follows.
@Suite struct TransformFactsTests {
  static let rows = "data: {values: [{g: a, v: 1}, {g: a, v: 3}, {g: b, v: 2}, {g: b, v: 6}]}\n"

  /// The texts that rows of a step are written as.
  static func texts(_ steps: String, _ field: String, _ data: String = rows) throws -> [String] {
    let seen = try Seen(
      data + "transform: [\(steps)]\nmark: text\nencoding: {text: '\(field):N'}"
    )
    return seen.items("text").map(\.text)
  }

  @Test(arguments: [
    ("{filter: 'datum.v > 1.5'}", "v", ["3", "2", "6"]),
    ("{calculate: 'datum.v * 2', as: w}", "w", ["2", "6", "4", "12"]),
    ("{aggregate: [{op: sum, field: v, as: s}], groupby: [g]}", "s", ["4", "8"]),
    ("{aggregate: [{op: distinct, field: g, as: s}, {op: max, field: v, as: m}]}", "s", ["2"]),
    ("{joinaggregate: [{op: mean, field: v, as: m}], groupby: [g]}", "m", ["2", "2", "4", "4"]),
    ("{window: [{op: sum, field: v, as: s}], groupby: [g]}", "s", ["1", "4", "2", "8"]),
    ("{window: [{op: rank, as: r}], sort: [{field: v, order: descending}]}", "r", ["4", "2", "3", "1"]),
    ("{window: [{op: lag, field: v, param: 1, as: p}], groupby: [g]}, {filter: 'datum.p != null'}", "p", ["1", "2"]),
    ("{window: [{op: mean, field: v, as: m}], frame: [-1, 1]}", "m", ["2", "2", "3.66666666667", "4"]),
    ("{bin: {step: 3}, field: v, as: b}", "b", ["0", "3", "0", "3"]),
    ("{stack: v, groupby: [g], as: [from, to]}", "to", ["1", "4", "2", "8"]),
    ("{pivot: g, value: v, op: sum}", "b", ["8"]),
    ("{quantile: v, probs: [0, 0.5, 1]}", "value", ["1", "2.5", "6"]),
    ("{regression: v, on: v, extent: [0, 10]}", "v", ["0", "10"]),
    ("{extent: v, param: ends}, {calculate: 'ends[1] - ends[0]', as: d}", "d", ["5", "5", "5", "5"]),
    ("{calculate: '[datum.v, datum.g]', as: l}, {flatten: [l], as: [e]}", "e", ["1", "a", "3", "a", "2", "b", "6", "b"]),
    ("{fold: [v, g], as: [k, e]}", "k", ["v", "g", "v", "g", "v", "g", "v", "g"]),
  ])
  func `rows come out right`(_ steps: String, _ field: String, _ wanted: [String]) throws {
    #expect(try Self.texts(steps, field) == wanted)
  }

  @Test func `a sample has as many rows as asked for, always the same`() throws {
    let first = try Self.texts("{sample: 2}", "v")
    #expect(first.count == 2)
    #expect(try Self.texts("{sample: 2}", "v") == first)
  }

  @Test func `rows that are missing are added`() throws {
    let data = "data: {values: [{x: 1, g: a, v: 1}, {x: 2, g: a, v: 2}, {x: 1, g: b, v: 5}]}\n"
    #expect(
      try Self.texts("{impute: v, key: x, groupby: [g], value: 9}", "v", data)
        == ["1", "2", "5", "9"]
    )
  }

  @Test func `another table is looked up`() throws {
    let step =
      "{lookup: g, from: {data: {values: [{k: a, n: Anna}]}, key: k, fields: [n]}, default: nobody}"
    #expect(try Self.texts(step, "n") == ["Anna", "Anna", "nobody", "nobody"])
  }

  @Test func `units of time are cut`() throws {
    let data = "data: {values: [{d: \"2024-05-17T13:00:00\"}]}\n"
    #expect(
      try Self.texts(
        "{timeUnit: yearmonth, field: d, as: m}, {calculate: \"timeFormat(datum.m, '%Y-%m-%d %H')\", as: t}",
        "t",
        data
      ) == ["2024-05-01 00"]
    )
  }

  @Test func `a density sums to one`() throws {
    let seen = try Seen(
      Self.rows
        + "transform: [{density: v, extent: [-20, 30], steps: 500, bandwidth: 1}, {aggregate: [{op: mean, field: density, as: m}]}, {calculate: \"format(datum.m * 50, '.2f')\", as: t}]\n"
        + "mark: text\nencoding: {text: 't:N'}"
    )
    #expect(seen.items("text").map(\.text) == ["1.00"])
  }

  @Test func `a local regression of a line is that line`() throws {
    let data = "data: {values: [\((0..<8).map { "{x: \($0), y: \(2 * $0 + 1)}" }.joined(separator: ", "))]}\n"
    let found = try Self.texts(
      "{loess: y, on: x, bandwidth: 0.6}, {calculate: \"format(datum.y, '.3f')\", as: t}",
      "t",
      data
    )
    #expect(found == (0..<8).map { "\(2 * $0 + 1).000" })
  }
}
