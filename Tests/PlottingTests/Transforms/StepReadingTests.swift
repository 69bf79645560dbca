import Diagnostics
import Tables
import Testing

@testable import Plotting

@Suite struct StepReadingTests {
  @Test(
    arguments: [
      ("[{filtr: datum.x}]", "no transform 'filtr' — did you mean 'filter'?"),
      ("[{window: [{op: rnk, as: r}]}]", "no operation 'rnk' — did you mean 'rank'?"),
      (
        "[{calculate: datum.x}]", "transform 'calculate' needs the option 'as' — add a line 'as: …'"
      ),
      (
        "[{calculate: datum.x, as: y, at: z}]",
        "transform 'calculate' has no option 'at' — did you mean 'as'?"
      ),
      ("[{aggregate: [{op: mean, as: m}]}]", "'mean' needs a field — add a line 'field: …'"),
      (
        "[{stack: a, groupby: [b], offset: centre}]",
        "'centre' is not a value of 'offset' — did you mean 'center'?"
      ),
      (
        "[{bin: {maxbin: 5}, field: a, as: b}]",
        "'bin' has no option 'maxbin' — did you mean 'maxbins'?"
      ),
      ("[{bin: {step: -1}, field: a, as: b}]", "'step' must be more than zero, not a number"),
      ("[{density: a, extent: 5}]", "'extent' must be a list of numbers, not a number"),
      (
        "[{window: [{op: ntile, as: n}]}]",
        "'ntile' needs a number above zero as its 'param' — add a line 'param: 4'"
      ),
      (
        "[{lookup: a, from: {param: p, key: k}}]",
        "'param' tests a selection, and a still picture has none — test a field, or write an expression"
      ),
      ("filter", "'transform' must be a list of steps, not text"),
      ("[filter]", "a step of 'transform' must be a mapping, not text"),
      ("[{fold: }]", "'fold' must be given, not nothing"),
      ("[{sample: many}]", "'sample' must be a whole number, not text"),
    ]
  )
  func `what is wrong is told with a near match`(yaml: String, message: String) {
    #expect(Rows.problems(yaml).first == message)
  }

  @Test func `steps tell which columns they read and make`() throws {
    var diagnostics: [Diagnostic] = []
    let steps = Rows.steps(
      """
      - {aggregate: [{op: sum, field: a, as: s}], groupby: [g]}
      - {calculate: datum.s * 2, as: t}
      - {timeUnit: year, field: d, as: y}
      - {density: x, groupby: [h]}
      """,
      &diagnostics
    )
    #expect(diagnostics.isEmpty)
    #expect(steps.map { $0.fields.map(\.value) } == [["g", "a"], [], ["d"], ["x", "h"]])
    #expect(
      steps.map(\.produced) == [["g", "s"], ["t"], ["y", "y_end"], ["h", "value", "density"]]
    )
    #expect(steps.map(\.dropsOthers) == [true, false, false, true])
    #expect(steps.map(\.readsAnything) == [false, true, false, false])
  }

  @Test func `for facets, steps also group by the facets' columns, once each`() throws {
    var diagnostics: [Diagnostic] = []
    let steps = Rows.steps("[{aggregate: [{op: count, as: n}], groupby: [g]}]", &diagnostics)
    let frame = try Rows.json(
      #"[{"g": 1, "f": "x"}, {"g": 1, "f": "y"}, {"g": 1, "f": "x"}, {"g": 2, "f": "x"}]"#
    )
    let faceted = try #require(steps.first).grouped(by: [Rows.field("f"), Rows.field("g")])
    let out = try faceted.apply(frame, Rows.context())
    #expect(out.names == ["g", "f", "n"])
    #expect(out.numbers("n") == [2, 1, 1])
  }

  @Test func `an unknown column of a step is a diagnostic at its place`() throws {
    let frame = try Rows.json(#"[{"price": 1}]"#)
    let error = Rows.complaint {
      _ = try Rows.apply("[{stack: prce, groupby: [price]}]", to: frame)
    }
    #expect(error?.message == "'rows' has no column 'prce'")
    #expect(error?.hint == "did you mean 'price'?")
    #expect(error?.span?.text == "prce")
  }
}
