import Diagnostics
import Tables
import Testing

@testable import Plotting

@Suite struct ColumnStepTests {
  private func frame() throws -> Frame {
    try Rows.json(
      #"""
      [{"g": "a", "v": 3, "o": 2}, {"g": "a", "v": -1, "o": 1}, {"g": "b", "v": 2, "o": 1},
       {"g": "a", "v": 1, "o": 3}, {"g": "b", "v": null, "o": 2}]
      """#
    )
  }

  @Test func `values are stacked, negative ones downwards`() throws {
    let zero = try Rows.apply("[{stack: v, groupby: [g], as: [s, e]}]", to: frame())
    #expect(zero.numbers("s") == [0, 0, 0, 3, 2])
    #expect(zero.numbers("e") == [3, -1, 2, 4, 2])
    let sorted = try Rows.apply(
      "[{stack: v, groupby: [g], as: s, sort: [{field: o, order: descending}]}]",
      to: frame()
    )
    #expect(sorted.numbers("s") == [1, 0, 0, 0, 0])
    #expect(sorted.numbers("s_end") == [4, -1, 2, 1, 0])
    let normal = try Rows.apply("[{stack: v, groupby: [g], offset: normalize}]", to: frame())
    #expect(areClose(normal.numbers("v_end"), [0.6, 0.8, 1, 1, 1]))
    let centred = try Rows.apply("[{stack: v, groupby: [g], offset: center, as: s}]", to: frame())
    #expect(centred.numbers("s") == [0, 3, 1.5, 4, 3.5])
  }

  /// The values are Vega's; its first row counts by itself in `cume_dist`.
  @Test func `rows are ranked among those that sort like them`() throws {
    let frame = Frame([("y", .numbers([3, 1, 4, 1, 5, .nan, 9, 2, 6]))])
    func column(_ operation: String) throws -> [Double] {
      let sort = "sort: [{field: y}]"
      return try Rows.apply("[{window: [{op: \(operation), param: 2, as: r}], \(sort)}]", to: frame)
        .numbers("r")
    }
    #expect(try column("row_number") == [5, 2, 6, 3, 7, 1, 9, 4, 8])
    #expect(try column("rank") == [5, 2, 6, 2, 7, 1, 9, 4, 8])
    #expect(try column("dense_rank") == [4, 2, 5, 2, 6, 1, 8, 3, 7])
    #expect(try column("percent_rank") == [0.5, 0.125, 0.625, 0.125, 0.75, 0, 1, 0.375, 0.875])
    #expect(try areClose(column("cume_dist"), [5, 3, 6, 3, 7, 1, 9, 4, 8].map { $0 / 9 }))
    #expect(try column("ntile") == [2, 1, 2, 1, 2, 1, 2, 1, 2])
  }

  @Test func `windows slide, with peers or without`() throws {
    let frame = Frame([("y", .numbers([3, 1, 4, 1, 5, .nan, 9, 2, 6]))])
    func column(_ operation: String, _ more: String) throws -> [Double] {
      let step = "{op: \(operation), field: y, as: r}"
      return try Rows.apply("[{window: [\(step)], sort: [{field: y}], \(more)}]", to: frame)
        .numbers("r")
    }
    let apart = "frame: [-2, 1], ignorePeers: true"
    let together = "frame: [-2, 1]"
    #expect(try column("sum", apart) == [10, 2, 14, 4, 18, 1, 20, 7, 24])
    #expect(try column("sum", together) == [11, 2, 14, 4, 18, 2, 20, 7, 24])
    #expect(try column("min", apart) == [1, 1, 2, 1, 3, 1, 5, 1, 4])
    #expect(try column("valid", apart) == [4, 2, 4, 3, 4, 1, 3, 4, 4])
    #expect(try column("sum", "frame: [null, null]") == Array(repeating: 31, count: 9))
    #expect(try areClose(column("max", "frame: [null, 0]"), [3, 1, 4, 1, 5, .nan, 9, 2, 6]))
    #expect(try areClose(column("lag", together), [2, .nan, 3, 1, 4, .nan, 6, 1, 5]))
    #expect(try areClose(column("lead", together), [4, 1, 5, 2, 6, 1, .nan, 3, 9]))
    #expect(try areClose(column("first_value", apart), [1, .nan, 2, .nan, 3, .nan, 5, 1, 4]))
    #expect(try column("last_value", apart) == [4, 1, 5, 2, 6, 1, 9, 3, 9])
  }

  @Test func `a moving mean stays in its group`() throws {
    let frame = try Rows.json(
      #"[{"g": 1, "v": 2}, {"g": 2, "v": 10}, {"g": 1, "v": 4}, {"g": 2, "v": 30}, {"g": 1, "v": 9}]"#
    )
    let out = try Rows.apply(
      "[{window: [{op: mean, field: v, as: m}, {op: count, as: n}], frame: [-1, 0], groupby: [g]}]",
      to: frame
    )
    #expect(out.numbers("m") == [2, 10, 3, 20, 6.5])
    #expect(out.numbers("n") == [1, 1, 2, 2, 2])
  }

  @Test func `bins and calendar units are pairs of columns`() throws {
    let frame = Frame([
      ("v", .numbers([1, 25, 99, .nan])),
      ("d", Series(["2012-05-06", "2013-01-02", "x", "2012-05-31"].map { Value.string($0) })),
    ])
    let bins = try Rows.apply("[{bin: {maxbins: 5}, field: v, as: b}]", to: frame)
    #expect(areClose(bins.numbers("b"), [0, 20, 80, .nan]))
    #expect(areClose(bins.numbers("b_end"), [20, 40, 100, .nan]))
    let units = try Rows.apply("[{timeUnit: yearmonth, field: d, as: m}]", to: frame)
    #expect(
      units.texts("m") == [
        "2012-05-01 00:00:00", "2013-01-01 00:00:00", "null", "2012-05-01 00:00:00",
      ]
    )
    #expect(units.texts("m_end")[1] == "2013-02-01 00:00:00")
    #expect(units["d"]?.areInstants == true)
    let none = try Rows.apply(
      "[{bin: true, field: v, as: [a, b]}]",
      to: Frame([("v", .numbers([.nan]))])
    )
    #expect(none.numbers("a")[0].isNaN)
  }
}
