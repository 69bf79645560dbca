import Diagnostics
import Tables
import Testing

@testable import Plotting

@Suite struct RowStepTests {
  @Test func `columns become rows in the order of rows, then of columns`() throws {
    let frame = try Rows.json(#"[{"c": "KR", "a": 1, "b": 2}, {"c": "US", "a": 3, "b": null}]"#)
    let out = try Rows.apply("[{fold: [a, b]}]", to: frame)
    #expect(out.texts("c") == ["KR", "KR", "US", "US"])
    #expect(out.texts("key") == ["a", "b", "a", "b"])
    #expect(areClose(out.numbers("value"), [1, 2, 3, .nan]))
    let named = try Rows.apply("[{fold: [a, c], as: [k, v]}]", to: frame)
    #expect(named.texts("v") == ["1", "KR", "3", "US"])
  }

  @Test func `lists become rows, the shorter filled up with null`() throws {
    let frame = try Rows.json(
      #"[{"k": 1, "a": [1, 2], "b": ["x"]}, {"k": 2, "a": [], "b": []}, {"k": 3, "a": 7, "b": ["y", "z"]}]"#
    )
    let out = try Rows.apply("[{flatten: [a, b], as: [A]}]", to: frame)
    #expect(out.numbers("k") == [1, 1, 3, 3])
    #expect(areClose(out.numbers("A"), [1, 2, 7, .nan]))
    #expect(out.texts("b") == ["x", "null", "y", "z"])
  }

  @Test func `values become columns in their order, filled with sums`() throws {
    let frame = try Rows.json(
      #"""
      [{"g": "x", "k": "b", "v": 1}, {"g": "x", "k": "a", "v": 2}, {"g": "x", "k": "b", "v": 3},
       {"g": "y", "k": "a", "v": 4}, {"g": "y", "k": null, "v": 5}]
      """#
    )
    let out = try Rows.apply("[{pivot: k, value: v, groupby: [g]}]", to: frame)
    #expect(out.names == ["g", "null", "a", "b"])
    #expect(areClose(out.numbers("a"), [2, 4]))
    #expect(areClose(out.numbers("b"), [4, .nan]))
    let counted = try Rows.apply("[{pivot: k, value: v, op: count, limit: 2}]", to: frame)
    #expect(counted.names == ["null", "a"])
    #expect(counted.numbers("a") == [2])
  }

  @Test func `columns of another table are looked up, of equal keys the last`() throws {
    let frame = try Rows.json(#"[{"id": 1}, {"id": "2"}, {"id": 3}]"#)
    let from = "{data: {values: [{k: '1', p: u}, {k: 2, p: v}, {k: 2, p: w}]}, key: k, fields: [p]}"
    let out = try Rows.apply("[{lookup: id, from: \(from), as: [q], default: none}]", to: frame)
    #expect(out.texts("q") == ["u", "w", "none"])
    let whole = "{data: {values: [{k: 3, p: 9}]}, key: k}"
    let nested = try Rows.apply("[{lookup: id, from: \(whole), as: row}]", to: frame)
    #expect(areClose(nested.series("row.p")?.doubles ?? [], [.nan, .nan, 9]))
    #expect(
      Rows.problems("[{lookup: id, from: {data: {values: []}, key: k}}]").first
        == "a lookup of whole rows needs the option 'as' — add a name, or list 'fields' of the other table"
    )
  }

  @Test func `rows that groups lack are added behind the others`() throws {
    let frame = try Rows.json(
      #"""
      [{"x": 1, "g": "a", "y": 2, "o": 1}, {"x": 3, "g": "a", "y": 6, "o": 1},
       {"x": 1, "g": "b", "y": 9, "o": 1}]
      """#
    )
    let out = try Rows.apply("[{impute: y, key: x, groupby: [g], keyvals: [2]}]", to: frame)
    #expect(out.numbers("x") == [1, 3, 1, 2, 2, 3])
    #expect(out.texts("g") == ["a", "a", "b", "a", "b", "b"])
    #expect(out.numbers("y") == [2, 6, 9, 0, 0, 0])
    #expect(areClose(out.numbers("o"), [1, 1, 1, .nan, .nan, .nan]))
    let mean = try Rows.apply(
      "[{impute: y, key: x, groupby: [g], keyvals: {stop: 4}, method: mean}]",
      to: frame
    )
    #expect(mean.numbers("x") == [1, 3, 1, 0, 2, 0, 2, 3])
    #expect(mean.numbers("y") == [2, 6, 9, 4, 4, 9, 9, 9])
    let null = try Rows.apply("[{impute: y, key: x, groupby: [g], value: null}]", to: frame)
    #expect(areClose(null.numbers("y"), [2, 6, 9, .nan]))
  }

  @Test func `a sample is a part of the rows, and always the same`() throws {
    let frame = Frame([("x", .numbers((0..<1000).map { Double($0) }))])
    let out = try Rows.apply("[{sample: 100}]", to: frame).numbers("x")
    #expect(Set(out).count == 100)
    #expect(try Rows.apply("[{sample: 100}]", to: frame).numbers("x") == out)
    #expect(abs(out.reduce(0, +) / 100 - 499.5) < 100)
    #expect(try Rows.apply("[{sample: 5000}]", to: frame).rowCount == 1000)
  }

  @Test func `groups come in order of first appearance`() throws {
    let frame = try Rows.json(
      #"""
      [{"g": "b", "v": 3, "d": "2012-01-01"}, {"g": "a", "v": 1, "d": "2012-01-02"},
       {"g": "b", "v": 5, "d": "2012-01-03"}, {"g": null, "v": null, "d": null}]
      """#
    ).parsed(as: ["d": .date])
    let out = try Rows.apply(
      """
      [{aggregate: [{op: count}, {op: mean, field: v}, {op: max, field: d, as: last},
        {op: argmax, field: v, as: best}, {op: min, field: g, as: first}], groupby: [g]}]
      """,
      to: frame
    )
    #expect(out.names == ["g", "count", "mean_v", "last", "best", "first"])
    #expect(out.texts("g") == ["b", "a", "null"])
    #expect(out.numbers("count") == [2, 1, 1])
    #expect(areClose(out.numbers("mean_v"), [4, 1, .nan]))
    #expect(out["last"]?.areInstants == true)
    #expect(out.series("best['v']").map { areClose($0.doubles, [5, 1, .nan]) } == true)
    #expect(out.texts("first") == ["b", "a", "null"])
    #expect(try Rows.apply("[{aggregate: [{op: count}]}]", to: Frame(rowCount: 0)).rowCount == 0)
  }

  @Test func `joined aggregates keep every row`() throws {
    let frame = try Rows.json(#"[{"g": 1, "v": 2}, {"g": 2, "v": 5}, {"g": 1, "v": 6}]"#)
    let out = try Rows.apply(
      "[{joinaggregate: [{op: sum, field: v, as: s}, {op: values, field: v, as: all}], groupby: [g]}]",
      to: frame
    )
    #expect(out.numbers("s") == [8, 5, 8])
    #expect(out.series("all[1].v").map { areClose($0.doubles, [6, .nan, 6]) } == true)
  }

  @Test func `an expression makes a column of what it gives`() throws {
    let frame = try Rows.json(#"[{"a": 1}, {"a": null}, {"a": 3}]"#)
    func column(_ expression: String) throws -> Series {
      let out = try Rows.apply("[{calculate: \"\(expression)\", as: r}]", to: frame)
      return try #require(out["r"])
    }
    #expect(try column("datum.a * 2").doubles == [2, 0, 6])
    #expect(try column("datum.a > 1 ? 'big' : null").distinct == [.null, .text("big")])
    #expect(try column("datetime(2012, 0, datum.a)").areInstants)
    #expect(try column("[datum.a, 5]").level(at: 0) == .nested(.list([.double(1), .int(5)])))
  }

  @Test func `an extent becomes a parameter of the steps after it`() throws {
    let frame = try Rows.json(#"[{"a": 2}, {"a": 6}, {"a": null}]"#)
    let out = try Rows.apply(
      "[{extent: a, param: e}, {calculate: '(datum.a - e[0]) / (e[1] - e[0])', as: r}]",
      to: frame
    )
    #expect(out.numbers("r").prefix(2) == [0, 1])
  }
}
